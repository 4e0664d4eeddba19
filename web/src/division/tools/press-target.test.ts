import { applyChange, editAtOnce, type Division } from "@onegrid/core/division";
import { beforeAll, expect, test } from "vitest";
import type { OpenBase } from "../state/open-base.ts";
import { useDivision, type DivisionPage } from "../state/page-state.ts";
import { clickTarget, hintFor, pressTarget } from "./press-target.ts";
import { foreseeStroke, groundAlong, strokeEdit, withEmptyUnits, type Stroke } from "./stroke.ts";
import { COLUMNS, latticeBase, twoGrids, unitId } from "../state/test-base.ts";

let base: OpenBase;
let division: Division;

beforeAll(() => {
  base = latticeBase();
  division = twoGrids(base);
});

const page = (part: Partial<DivisionPage> = {}): DivisionPage => ({
  ...useDivision.getInitialState(),
  tool: "brush",
  ...part,
});

const ONE = { kind: "grids", gridIds: ["001"] } as const;

test("a click gives a unit to the one selected grid, and a drag grows the grid it begins in", () => {
  const eastern = 4;
  const chosen = page({ selection: ONE });
  expect(clickTarget("brush", chosen, division, eastern)).toEqual({ kind: "grid", gridId: "001" });
  expect(pressTarget("brush", chosen, division, eastern)).toEqual({ kind: "grid", gridId: "002" });
  const both = { kind: "grids", gridIds: ["001", "002"] } as const;
  expect(clickTarget("brush", page({ selection: both }), division, eastern)).toBeNull();
  expect(clickTarget("brush", page(), division, eastern)).toBeNull();
  expect(clickTarget("brush", chosen, division, 0)).toBeNull();
  expect(clickTarget("erase", chosen, division, eastern)).toBeNull();
});

test("a press that takes nothing has a reason", () => {
  const lock = { kind: "grid", gridId: "001", by: "li", reason: "" } as const;
  expect(hintFor(page(), division, 0)).toBe("drag");
  expect(hintFor(page({ tool: "erase" }), division, 0)).toBe("already");
  expect(hintFor(page(), { ...division, locks: [lock] }, 0)).toBe("locked");
});

test("bare ground between a painted building and its grid goes with the stroke; built ground is asked for", () => {
  const [sliver, painted] = [COLUMNS + 3, COLUMNS + 4];
  const { graph } = base.ground;
  const households = graph.households.map((own, unit) => (unit === sliver ? 0 : own));
  const bare: Division = {
    ...division,
    ground: { ...base.ground, graph: { ...graph, households } },
  };
  const stroke: Stroke = { target: { kind: "grid", gridId: "001" }, units: new Set([painted]) };
  const refused = foreseeStroke(bare, stroke);
  if (refused?.ok !== false) throw new Error("not refused");
  expect(groundAlong(base, bare, stroke)).toEqual([sliver]);
  const buildingsOf = base.buildingsOf.map((ids, unit) => (unit === sliver ? ["school"] : ids));
  expect(groundAlong({ buildingsOf }, bare, stroke)).toEqual([]);

  const edit = withEmptyUnits(bare, strokeEdit(bare, stroke), refused.error);
  expect(edit?.unitIds).toEqual([unitId(4, 1), unitId(3, 1)]);
  const done = edit === null ? null : editAtOnce(bare, edit, "");
  if (done?.ok !== true) throw new Error("refused again");
  expect(applyChange(bare, done.value).division.gridOf[painted]).toBe("001");
});
