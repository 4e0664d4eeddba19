import { editAtOnce } from "@onegrid/core/division";
import { BARRIER } from "@onegrid/core/topology";
import { beforeAll, expect, test } from "vitest";
import { fillGhost } from "./fill-ghost.ts";
import { ghostOf, type Ghost } from "./ghost.ts";
import { viewDivision } from "../state/grid-view.ts";
import type { OpenBase } from "../state/open-base.ts";
import type { BrushSettings, OpenPlan } from "../state/page-state.ts";
import { hoverEdit } from "./paint-hover.ts";
import { swapEdit } from "./swap-edit.ts";
import { applied, latticeBase, twoGrids, unitId } from "../state/test-base.ts";
import { openWith, pageWith } from "../state/test-page.ts";

let base: OpenBase;
let open: OpenPlan;

beforeAll(() => {
  base = latticeBase();
  open = openWith(base, twoGrids(base));
});

const hoverGhost = (...given: Parameters<typeof hoverEdit>): Ghost | null => {
  const edit = hoverEdit(...given);
  return edit === null ? null : ghostOf(open, edit);
};

const swapGhost = (...given: Parameters<typeof swapEdit>): Ghost | null => {
  const edit = swapEdit(...given);
  return edit === null ? null : ghostOf(open, edit);
};

const WEST = { kind: "grids", gridIds: ["001"] } as const;

const pageOf = (brush: Partial<BrushSettings> = {}) => {
  const page = pageWith(open);
  return { ...page, brush: { ...page.brush, ...brush } };
};

/** The households that the ghost foretells are those of the division after its edit. */
function expectTrue(ghost: Ghost): void {
  const { division } = open.session;
  if (ghost.edit === null || "preset" in ghost.edit) throw new Error("no quick edit");
  const after = viewDivision(base, applied(division, editAtOnce(division, ghost.edit, "")));
  const told = ghost.shifts.map(({ gridId, after: count }) => [gridId, count]);
  expect(told).toEqual(
    ghost.shifts.map(({ gridId }) => [
      gridId,
      gridId === null
        ? after.facts.unassigned.households
        : (after.facts.grids.get(gridId)?.households ?? 0),
    ]),
  );
}

test("hovering with the brush shows the unit that a click would give to the selected grid", () => {
  const page = { ...pageOf(), selection: WEST };
  const ghost = hoverGhost("brush", page, open, { pressed: 3, all: [3, 4] });
  expect(ghost?.units).toEqual([3]);
  if (ghost === null) throw new Error("no ghost");
  expectTrue(ghost);
  expect(hoverGhost("brush", page, open, { pressed: 0, all: [0] })).toBeNull();
});

test("hovering with the eraser shows all that is under it, and the new numbers", () => {
  const ghost = hoverGhost("erase", pageOf(), open, { pressed: 0, all: [0, 6] });
  expect(ghost?.units).toEqual([0, 6]);
  expect(ghost?.shifts).toEqual([
    { gridId: null, isNew: false, before: 0, after: 100 },
    { gridId: "001", isNew: false, before: 600, after: 500 },
  ]);
});

test("a mask keeps a stroke off everything else", () => {
  const page = pageOf({ mask: { from: "002" } });
  expect(hoverGhost("erase", page, open, { pressed: 2, all: [2, 3] })?.units).toEqual([3]);
  const free = pageOf({ mask: "unassigned" });
  expect(hoverGhost("erase", free, open, { pressed: 2, all: [2, 3] })).toBeNull();
});

test("a fill that nothing stops is refused before the click; with a mask it foretells its numbers", () => {
  const unbounded = fillGhost({ ...pageOf(), selection: WEST }, open, 5);
  expect(unbounded.refusal?.code).toBe("division.fill-unbounded");
  expect(unbounded.edit).toBeNull();
  const brush = { mask: { from: "002" }, stopAt: BARRIER.hard, target: "new" } as const;
  const ghost = fillGhost(pageOf(brush), open, 5);
  expect(ghost.refusal).toEqual({ code: "division.empties-grid", gridId: "002" });
});

test("a swap is foretold once two grids are named, and refused in words", () => {
  const chosen = { kind: "units", units: [2] } as const;
  const page = { ...pageOf(), selection: chosen };
  expect(swapGhost(page, open, 8)).toBeNull();
  const ghost = swapGhost(page, open, 9);
  expect(ghost?.edit).toEqual({
    edit: "swap-units",
    unitIds: [unitId(2, 0)],
    otherIds: [unitId(3, 1)],
  });
  expect(ghost?.refusal).toBeNull();
  expect(ghost?.shifts.map(({ before, after }) => after - before)).toEqual([0, 0]);
});
