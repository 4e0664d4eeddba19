import {
  applyChange,
  editAtOnce,
  gripBorder,
  householdsByGrid,
  type PlanePoint,
} from "@onegrid/core/division";
import { toDegrees, type Position } from "@onegrid/core/geometry";
import { beforeAll, expect, test } from "vitest";
import { chooseStretch, landUnder, pullEdit, pullGhost, traceGhost } from "./border-ghosts.ts";
import { anchorsOf, beginStraight, beginWire, penStep, withoutLast } from "./border-pen.ts";
import { useBorders } from "./border-state.ts";
import type { Ghost } from "./ghost.ts";
import { baseUnder, type OpenBase } from "../state/open-base.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { latticeBase, twoGrids, unitId } from "../state/test-base.ts";
import { openWith, pageWith } from "../state/test-page.ts";
import { planeOf } from "../state/unit-index.ts";

let base: OpenBase;
let open: OpenPlan;

beforeAll(() => {
  base = latticeBase();
  open = openWith(base, twoGrids(base));
});

/** In the middle of a unit of the lattice, and so many units further east and north. */
function place(column: number, row: number, east = 0, north = 0): Position {
  const unit = base.ground.indexOf.get(unitId(column, row)) ?? -1;
  const [lng, lat] = base.unitLabels[unit] ?? [0, 0];
  return [lng + 0.001 * east, lat + 0.001 * north];
}

/** The numbers that a ghost foretells are those after its edit. */
function expectTrue({ edit, shifts }: Ghost): void {
  const { division } = open.session;
  if (edit === null || "preset" in edit) throw new Error("no quick edit");
  const change = editAtOnce(division, edit, "");
  if (!change.ok) throw new Error(change.error.code);
  const after = householdsByGrid(applyChange(division, change.value).division);
  expect(shifts.map((shift) => [shift.gridId, shift.after])).toEqual(
    shifts.map(({ gridId }) => [gridId, after.get(gridId) ?? 0]),
  );
  expect(shifts.length).toBeGreaterThan(0);
}

function gripAt(position: Position) {
  const at = planeOf(base, position);
  const { division } = open.session;
  const grip = gripBorder(division, landUnder(open), division.gridOf.keys(), { at, reach: 3000 });
  if (grip === undefined) throw new Error("no border there");
  return grip;
}

test("pulling the border into a grid shows the units that it would give, and its numbers", () => {
  const grip = gripAt(place(2, 1, 0.5));
  const edit = pullEdit(open, grip, place(3, 1, 0.4), "002");
  if (edit === null) throw new Error("it cannot go there");
  const ghost = pullGhost(open, edit);
  expect(ghost.refusal).toBeNull();
  expect(ghost.units).toContain(base.ground.indexOf.get(unitId(3, 1)));
  expectTrue(ghost);
});

test("a stroke inside a grid becomes the border of the two, and one on the border is the same", () => {
  const stroke = [-0.6, 0.5, 1.5, 2.5, 3.6].map((row) => place(3, 0, 0.45, row));
  const ghost = traceGhost(
    pageWith(open),
    open,
    stroke,
    stroke.map(() => "002"),
  );
  expect(ghost.edit).toMatchObject({ edit: "redraw-border", gridIds: ["001", "002"] });
  expectTrue(ghost);
  const same = [-0.6, 0.5, 1.5, 2.5, 3.6].map((row) => place(2, 0, 0.5, row));
  expect(
    traceGhost(
      pageWith(open),
      open,
      same,
      same.map(() => "001"),
    ).hint,
  ).toBe("same");
});

test("the wire goes from edge to edge of the grid, takes anchors and gives them back", () => {
  const line = beginWire(open, "001", place(0, 1, -0.5, 0.5));
  if (line === null) throw new Error("no line");
  const inside = penStep(open, line, { position: place(1, 1, 0.5, 0.5), reach: 1 });
  expect([inside.isWhole, inside.ghost.edit]).toEqual([false, null]);
  expect(anchorsOf(open, inside.longer)).toHaveLength(2);
  const whole = penStep(open, inside.longer, { position: place(2, 1, 0.5, 0.5), reach: 3000 });
  expect(whole.isWhole).toBe(true);
  expectTrue(whole.ghost);
  const back = withoutLast(inside.longer);
  expect(back !== null && anchorsOf(open, back)).toEqual(anchorsOf(open, line));
  expect(withoutLast(line)).toBeNull();
});

test("a cut shows the grids it would make, and its pieces are drawn once it is done", () => {
  useBorders.setState({ cutSplits: true });
  const line = beginStraight(open, "001", { kind: "cut", position: place(0, 1, -0.8, 0.2) });
  const { ghost } = penStep(open, line, { position: place(3, 1, 0, 0.2), reach: 0 });
  expect(ghost.refusal).toBeNull();
  expectTrue(ghost);
  const { division } = open.session;
  if (ghost.edit?.edit !== "free-cut") throw new Error("no cut");
  const change = editAtOnce(division, ghost.edit, "");
  if (!change.ok) throw new Error(change.error.code);
  const { division: cut, inverse } = applyChange(division, change.value);
  const under = baseUnder(base, cut);
  expect(under.unitShapes.features).toHaveLength(base.unitShapes.features.length + 3);
  expect(baseUnder(base, cut)).toBe(under);
  expect(baseUnder(under, applyChange(cut, inverse).division)).toBe(base);
});

test("a cut that ends inside a unit is refused before the click, and drawn red where it is", () => {
  const line = beginStraight(open, "001", { kind: "cut", position: place(0, 1, -0.8) });
  const { ghost } = penStep(open, line, { position: place(1, 1, 0.1, 0.1), reach: 0 });
  expect(ghost.refusal?.code).toBe("division.cut-ends-inside");
  expect(ghost.sketch?.line).toHaveLength(2);
});

test("a click on a border chooses it from one junction to the next", () => {
  const { pairs, line } = chooseStretch(open, gripAt(place(2, 1, 0.5)));
  expect(pairs).toHaveLength(4);
  const points = line.map((position): PlanePoint => planeOf(base, position));
  expect(new Set(points.map(([x]) => Math.round(x / 2000))).size).toBe(1);
  expect(toDegrees(base.map, ...(points[0] ?? [0, 0]))).toEqual(line[0]);
});
