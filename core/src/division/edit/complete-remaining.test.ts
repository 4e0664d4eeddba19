import fc from "fast-check";
import { expect, test } from "vitest";
import type { Result } from "../../result.ts";
import { applyChange } from "../change/apply-change.ts";
import { householdsByGrid, piecesOf } from "../change/check-moves.ts";
import { completeRemaining } from "./complete-remaining.ts";
import { addLock } from "../change/lock.ts";
import { emptyDivision, makeGround } from "../model/make-ground.ts";
import type { Division, DivisionChange, DivisionError, LockedThing } from "../model/model.ts";
import { divideCommunity } from "./divide-community.ts";
import { rebalanceGrids, splitGrid } from "./redivide.ts";
import { finish, latticeGraph } from "../model/test-lattice.ts";

const OPTIONS = { preset: "standard", seed: "1", effort: 0.3 } as const;
const COLUMNS = 10;

/** 10 × 8 units of 50 households; the west half in the compounds `a` (north) and `b` (south). */
const EMPTY = emptyDivision(
  "d",
  makeGround(
    latticeGraph({
      columns: COLUMNS,
      rows: 8,
      householdsOf: () => 50,
      compoundOf: (unit) => (unit % COLUMNS < 5 ? Math.floor(unit / 40) : -1),
    }),
    Array.from({ length: 80 }, (_, unit) => `u${String(unit).padStart(2, "0")}`),
    ["a", "b"],
  ),
);

type Decided = Result<DivisionChange, DivisionError>;

function apply(division: Division, decided: Decided): Division {
  if (!decided.ok) throw new Error(JSON.stringify(decided.error));
  return applyChange(division, decided.value).division;
}

const DIVIDED = apply(EMPTY, finish(divideCommunity(EMPTY, {}, OPTIONS)));

/** Without some of its grids. */
function without(division: Division, gone: ReadonlySet<string>): Division {
  return {
    ...division,
    grids: division.grids.filter((gridId) => !gone.has(gridId)),
    gridOf: division.gridOf.map((id) => (id !== null && gone.has(id) ? null : id)),
  };
}

const lock = (division: Division, thing: LockedThing): Division =>
  apply(division, addLock(division, { ...thing, by: "li", reason: "agreed" }));

test("what is in no grid gets grids of its own number, what is in one stays", () => {
  fc.assert(
    fc.property(fc.subarray([...DIVIDED.grids], { minLength: 1 }), (gone) => {
      const before = without(DIVIDED, new Set(gone));
      const after = apply(before, finish(completeRemaining(before, OPTIONS)));
      expect(after.gridOf).not.toContain(null);
      expect(after.gridOf.map((id, unit) => before.gridOf[unit] && id)).toEqual(before.gridOf);
      for (const gridId of after.grids) {
        expect(piecesOf(after, gridId)).toHaveLength(1);
      }
    }),
    { numRuns: 25 },
  );
});

test("a remainder below half a grid goes to the grids beside it", () => {
  const gridOf = DIVIDED.gridOf.map((gridId, unit) => (unit < 2 ? null : gridId));
  const before = { ...DIVIDED, gridOf };
  const after = apply(before, finish(completeRemaining(before, OPTIONS)));
  expect(after.grids).toEqual(before.grids);
  expect(after.gridOf).not.toContain(null);
});

test("a remainder between locked grids becomes a grid, however small; nothing left is refused", () => {
  const gridOf = DIVIDED.gridOf.map((gridId, unit) => (unit < 2 ? null : gridId));
  let locked: Division = { ...DIVIDED, gridOf };
  for (const gridId of DIVIDED.grids) locked = lock(locked, { kind: "grid", gridId });
  const after = apply(locked, finish(completeRemaining(locked, OPTIONS)));
  expect(householdsByGrid(after).get(after.gridOf[0] ?? null)).toBe(100);
  expect(finish(completeRemaining(after, OPTIONS))).toMatchObject({
    error: { code: "division.nothing-unassigned" },
  });
});

const things: LockedThing[] = [
  { kind: "grid", gridId: DIVIDED.grids[0] ?? "" },
  { kind: "compound", compoundId: "a" },
  borderBetween(DIVIDED),
];

test.each(things)("dividing the community anew leaves what a lock of a $kind keeps", (thing) => {
  const locked = lock(DIVIDED, thing);
  const decided = finish(divideCommunity(locked, {}, { ...OPTIONS, seed: "other" }));
  const after = apply(locked, decided);
  const kept = [...locked.gridOf.keys()].filter((unit) => isKept(locked, thing, unit));
  expect(kept.map((unit) => after.gridOf[unit])).toEqual(kept.map((u) => locked.gridOf[u]));
  expect(after.gridOf).not.toEqual(locked.gridOf);
});

test.each(things)("balancing what a lock of a $kind keeps is refused", (thing) => {
  const locked = lock(DIVIDED, thing);
  const gridIds = gridsOf(locked, thing);
  expect(finish(rebalanceGrids(locked, { gridIds }, OPTIONS))).toMatchObject({
    error: { code: "division.locked" },
  });
});

test.each(things.slice(0, 2))("splitting what a lock of a $kind keeps is refused", (thing) => {
  const locked = lock(DIVIDED, thing);
  const [gridId = ""] = gridsOf(locked, thing);
  expect(finish(splitGrid(locked, { gridId, count: 2 }, OPTIONS))).toMatchObject({
    error: { code: "division.locked" },
  });
});

function borderBetween({ ground, gridOf }: Division): LockedThing {
  const unit = gridOf.findIndex((gridId, at) => at % COLUMNS < 9 && gridId !== gridOf[at + 1]);
  const [unitId = "", otherId = ""] = [ground.unitIds[unit], ground.unitIds[unit + 1]];
  return { kind: "border", unitId, otherId };
}

function isKept({ ground, gridOf }: Division, thing: LockedThing, unit: number): boolean {
  if (thing.kind === "grid") return gridOf[unit] === thing.gridId;
  if (thing.kind === "compound") return unit % COLUMNS < 5 && unit < 40;
  return [thing.unitId, thing.otherId].includes(ground.unitIds[unit] ?? "");
}

/** The grid that the lock is about, and one beside it. */
function gridsOf({ ground, gridOf, grids }: Division, thing: LockedThing): string[] {
  if (thing.kind === "border") {
    return [thing.unitId, thing.otherId].map((id) => gridOf[ground.indexOf.get(id) ?? 0] ?? "");
  }
  const first = thing.kind === "grid" ? thing.gridId : (gridOf[0] ?? "");
  return [first, grids.find((gridId) => gridId !== first) ?? ""];
}
