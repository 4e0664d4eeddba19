import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Result } from "../../result.ts";
import { absorbLeftovers, dissolveGrid } from "./absorb-leftovers.ts";
import { applyChange, checkUndo, invert } from "../change/apply-change.ts";
import { assignUnits, createGrid } from "./assign-units.ts";
import { piecesOf } from "../change/check-moves.ts";
import { divisionFacts } from "../measure/division-facts.ts";
import { addLock, removeLock } from "../change/lock.ts";
import { emptyDivision, makeGround } from "../model/make-ground.ts";
import { mergeGrids } from "./merge-grids.ts";
import type { Division, DivisionChange, DivisionError } from "../model/model.ts";
import { divideCommunity } from "./divide-community.ts";
import { rebalanceGrids, splitGrid, type RedivideOptions } from "./redivide.ts";
import { seededRandom, type SeededRandom } from "../solve/seeded-random.ts";
import { finish, latticeGraph } from "../model/test-lattice.ts";

const OPTIONS: RedivideOptions = { preset: "standard", seed: "1", effort: 0.2 };
const COLUMNS = 8;

/** 8 × 6 units of 60 households, u00 … u47, divided into grids. */
let divided: Division;

beforeAll(() => {
  const graph = latticeGraph({ columns: COLUMNS, rows: 6, householdsOf: () => 60 });
  const ids = Array.from({ length: graph.count }, (_, unit) => `u${String(unit).padStart(2, "0")}`);
  const empty = emptyDivision("xinqiao", makeGround(graph, ids));
  divided = apply(empty, finish(divideCommunity(empty, {}, OPTIONS)));
});

function apply(division: Division, change: Result<DivisionChange, DivisionError>): Division {
  if (!change.ok) throw new Error(JSON.stringify(change.error));
  return applyChange(division, change.value).division;
}

/** What is stored of a division. */
const bytesOf = ({ grids, gridOf, locks }: Division): string =>
  JSON.stringify({ grids, gridOf, locks });

function refusalOf(change: Result<DivisionChange, DivisionError>): string {
  return change.ok ? "none" : change.error.code;
}

/** An edit somebody might try; many are refused. */
function randomEdit(division: Division, random: SeededRandom) {
  const pick = <T>(items: readonly T[], otherwise: T): T =>
    items[random.below(items.length)] ?? otherwise;
  const unit = random.below(division.gridOf.length);
  const unitIds = [unit, unit + random.below(3)].flatMap((u) => division.ground.unitIds[u] ?? []);
  const gridId = pick(division.grids, "001");
  const other = pick(division.grids, "001");
  const lock = { kind: "grid", gridId, by: "li", reason: "agreed" } as const;
  const edits: (() => Result<DivisionChange, DivisionError>)[] = [
    () => assignUnits(division, { unitIds, gridId, removeEmptied: true }),
    () => assignUnits(division, { unitIds, gridId }),
    () => assignUnits(division, { unitIds, gridId: null, contiguity: "warn" }),
    () => createGrid(division, { unitIds }),
    () => mergeGrids(division, { gridIds: [gridId, other] }),
    () => finish(splitGrid(division, { gridId, count: 2 }, OPTIONS)),
    () => dissolveGrid(division, { gridId }),
    () => absorbLeftovers(division),
    () => finish(rebalanceGrids(division, { gridIds: [gridId, other] }, OPTIONS)),
    () => addLock(division, lock),
    () => removeLock(division, lock),
  ];
  return pick(edits, () => absorbLeftovers(division))();
}

test("1,000 random edits and their undo give back the same bytes, and no unit is ever lost", () => {
  const random = seededRandom("edits");
  let division = divided;
  const inverses: DivisionChange[] = [];
  const states = [bytesOf(division)];
  for (let tried = 0; tried < 1000; tried++) {
    const change = randomEdit(division, random);
    if (!change.ok) continue;
    // What goes over the wire and into the log is the same change.
    const result = applyChange(division, JSON.parse(JSON.stringify(change.value)));
    division = result.division;
    inverses.push(result.inverse);
    states.push(bytesOf(division));
    const used = new Set(division.gridOf.filter((id) => id !== null));
    expect([...used].toSorted()).toEqual(division.grids);
  }
  expect(inverses.length).toBeGreaterThan(200);
  for (const inverse of inverses.toReversed()) {
    expect(bytesOf(division)).toBe(states.pop());
    division = applyChange(division, inverse).division;
  }
  expect(bytesOf(division)).toBe(bytesOf(divided));
});

test("an edit under the strict rule never leaves a grid in more pieces than before", () => {
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const random = seededRandom(`strict ${seed}`);
      const unitIds = [random.below(48), random.below(48)].map(
        (u) => divided.ground.unitIds[u] ?? "",
      );
      const gridId = divided.grids[random.below(divided.grids.length)] ?? "";
      const change = assignUnits(divided, { unitIds, gridId, removeEmptied: true });
      if (!change.ok) return;
      const after = applyChange(divided, change.value).division;
      for (const id of after.grids) expect(piecesOf(after, id)).toHaveLength(1);
    }),
    { numRuns: 300 },
  );
});

test("names the pieces a grid would fall into", () => {
  const graph = latticeGraph({ columns: 3, rows: 1 });
  const ground = makeGround(graph, ["a", "b", "c"]);
  const row: Division = {
    ...emptyDivision("row", ground),
    grids: ["001", "002"],
    gridOf: ["001", "001", "001"],
  };
  expect(assignUnits(row, { unitIds: ["b"], gridId: "002" })).toEqual({
    ok: false,
    error: { code: "division.breaks-contiguity", gridId: "001", pieces: [["a"], ["c"]] },
  });
  const warned = assignUnits(row, { unitIds: ["b"], gridId: "002", contiguity: "warn" });
  expect(warned.ok).toBe(true);
});

test("refuses what it cannot find, empty hands, and taking a grid's last unit", () => {
  expect(refusalOf(assignUnits(divided, { unitIds: [], gridId: "001" }))).toBe("division.no-units");
  expect(refusalOf(assignUnits(divided, { unitIds: ["x"], gridId: "001" }))).toBe(
    "division.unknown-unit",
  );
  expect(refusalOf(assignUnits(divided, { unitIds: ["u00"], gridId: "999" }))).toBe(
    "division.unknown-grid",
  );
  const all = divided.ground.unitIds;
  expect(refusalOf(assignUnits(divided, { unitIds: all, gridId: "001" }))).toBe(
    "division.empties-grid",
  );
});

test("a locked grid neither gives nor takes, and a locked border stays a border", () => {
  const [one = "", two = ""] = divided.grids;
  const locked = apply(
    divided,
    addLock(divided, { kind: "grid", gridId: one, by: "li", reason: "agreed" }),
  );
  expect(refusalOf(dissolveGrid(locked, { gridId: one }))).toBe("division.locked");
  const kept = finish(divideCommunity(locked, {}, OPTIONS));
  const after = apply(locked, kept);
  const unitsOf = (division: Division) =>
    division.ground.unitIds.filter((_, unit) => division.gridOf[unit] === one);
  expect(unitsOf(after)).toEqual(unitsOf(locked));

  const unit = divided.gridOf.findIndex((id, u) => id !== divided.gridOf[u + 1] && u % COLUMNS < 7);
  const [unitId = "", otherId = ""] = divided.ground.unitIds.slice(unit, unit + 2);
  const border = { kind: "border", unitId, otherId, by: "li", reason: "street" } as const;
  const fenced = apply(divided, addLock(divided, border));
  const gridIds = [fenced.gridOf[unit] ?? one, fenced.gridOf[unit + 1] ?? two];
  const merged = mergeGrids(fenced, { gridIds, allowOverLimit: true });
  expect(refusalOf(merged)).toBe("division.locked");
});

test("merging keeps the larger grid's id and asks before it goes red", () => {
  const [one = "", ...others] = divided.grids;
  const neighbour = others.find((other) => mergeGrids(divided, { gridIds: [one, other] }).ok) ?? "";
  const merged = apply(divided, mergeGrids(divided, { gridIds: [one, neighbour] }));
  expect(merged.grids).toHaveLength(divided.grids.length - 1);
  const all = mergeGrids(divided, { gridIds: divided.grids });
  expect(refusalOf(all)).toBe("division.over-red-limit");
});

test("splits a grid into connected pieces of even size", () => {
  const [one = ""] = divided.grids;
  const split = apply(divided, finish(splitGrid(divided, { gridId: one, count: 2 }, OPTIONS)));
  expect(split.grids).toHaveLength(divided.grids.length + 1);
  const facts = divisionFacts(split).grids;
  expect([...facts.values()].every(({ pieces }) => pieces === 1)).toBe(true);
  const tooMany = finish(splitGrid(divided, { gridId: one, count: 40 }, OPTIONS));
  expect(refusalOf(tooMany)).toBe("division.too-few-units");
});

test("absorbs what is in no grid, and says so when nothing is", () => {
  const freed = apply(
    divided,
    assignUnits(divided, { unitIds: ["u00", "u01"], gridId: null, removeEmptied: true }),
  );
  expect(divisionFacts(freed).unassigned).toEqual({ units: 2, households: 120 });
  const absorbed = apply(freed, absorbLeftovers(freed));
  expect(absorbed.gridOf).not.toContain(null);
  expect(refusalOf(absorbLeftovers(absorbed))).toBe("division.nothing-unassigned");
});

test("an undo is refused when somebody has moved the unit since", () => {
  const unit = divided.gridOf.findIndex((id, u) => id !== divided.gridOf[u + 1] && u % COLUMNS < 7);
  const unitIds = divided.ground.unitIds.slice(unit, unit + 1);
  const gridId = divided.gridOf[unit + 1] ?? "";
  const change = assignUnits(divided, { unitIds, gridId, contiguity: "warn" });
  if (!change.ok) throw new Error(change.error.code);
  const mine = applyChange(divided, change.value);
  expect(checkUndo(mine.division, mine.inverse).ok).toBe(true);
  const theirs = apply(
    mine.division,
    assignUnits(mine.division, { unitIds, gridId: null, contiguity: "warn" }),
  );
  expect(checkUndo(theirs, mine.inverse)).toEqual({
    ok: false,
    error: { code: "division.changed-since", unitIds },
  });
  expect(invert(invert(change.value)).moves).toEqual(change.value.moves);
});
