import { expect, test } from "vitest";
import { applyChange } from "../change/apply-change.ts";
import { editAtOnce } from "./edit-division.ts";
import { emptyDivision, makeGround } from "../model/make-ground.ts";
import type { Division } from "../model/model.ts";
import { swapUnits } from "./swap-units.ts";
import { latticeGraph } from "../model/test-lattice.ts";

const idOf = (unit: number): string => `u${unit}`;

/** 4 × 2 squares: grid A in the west, B in the east, both of two columns. */
function halves(part: Partial<Division> = {}): Division {
  const graph = latticeGraph({ columns: 4, rows: 2 });
  const ground = makeGround(
    graph,
    Array.from({ length: 8 }, (_, unit) => idOf(unit)),
  );
  const gridOf = Array.from({ length: 8 }, (_, unit) => (unit % 4 < 2 ? "A" : "B"));
  return { ...emptyDivision("d", ground), grids: ["A", "B"], gridOf, ...part };
}

const swap = (division: Division, unit: number, other: number) =>
  swapUnits(division, { unitIds: [idOf(unit)], otherIds: [idOf(other)] });

test("two units of neighbouring grids change places, and an undo takes both back", () => {
  const division = halves();
  const swapped = swap(division, 1, 6);
  if (!swapped.ok) throw new Error(JSON.stringify(swapped.error));
  const after = applyChange(division, swapped.value);
  expect(after.division.gridOf).toEqual(["A", "B", "B", "B", "A", "A", "A", "B"]);
  const back = applyChange(after.division, after.inverse).division;
  expect({ ...back, revision: 0 }).toEqual(division);
});

test("contiguity is asked of the result, not of the way there", () => {
  // Each half of the swap alone would leave a unit without contact to its new grid.
  const division = halves();
  const refused = swap(division, 0, 7);
  expect(refused).toMatchObject({ ok: false, error: { code: "division.breaks-contiguity" } });
  const warned = swapUnits(division, {
    unitIds: [idOf(0)],
    otherIds: [idOf(7)],
    contiguity: "warn",
  });
  expect(warned.ok).toBe(true);
});

test("a swap says what is in its way", () => {
  const division = halves();
  expect(swap(division, 0, 1)).toMatchObject({ error: { code: "division.same-grid" } });
  const free = halves({ gridOf: [null, "A", "B", "B", "A", "A", "B", "B"] });
  expect(swap(free, 0, 2)).toMatchObject({
    error: { code: "division.not-in-grid", unitId: "u0", gridId: null },
  });
  const lock = { kind: "grid", gridId: "B", by: "", reason: "" } as const;
  expect(swap(halves({ locks: [lock] }), 1, 2)).toMatchObject({
    error: { code: "division.locked" },
  });
  const apart = halves({ gridOf: ["A", null, null, "B", "A", null, null, "B"] });
  expect(swap(apart, 0, 3)).toMatchObject({ error: { code: "division.not-adjacent" } });
  const edit = { edit: "swap-units", unitIds: ["u1"], otherIds: ["nowhere"] } as const;
  expect(editAtOnce(division, edit, "me")).toMatchObject({
    error: { code: "division.unknown-unit", unitId: "nowhere" },
  });
});
