import { expect, test } from "vitest";
import { madeResult } from "./fixtures/made-result.ts";
import { findSum, levelsOf, rowsOf, type Sorting } from "./rows.ts";

const WORST_FIRST: Sorting = { key: "share", isDescending: false };
const ids = (rows: ReturnType<typeof rowsOf>): readonly string[] => rows.map(({ id }) => id);

test("the least covered come first, and where nobody lives last", () => {
  const rows = rowsOf(madeResult(), { level: "community", areaId: null, sorting: WORST_FIRST });
  expect(ids(rows)).toEqual(["poor", "good", "empty"]);
});

test("the other way round the empty ones stay last", () => {
  const sorting: Sorting = { key: "uncovered", isDescending: true };
  const rows = rowsOf(madeResult(), { level: "community", areaId: null, sorting });
  expect(ids(rows)).toEqual(["poor", "good", "empty"]);
  const rising = rowsOf(madeResult(), {
    level: "community",
    areaId: null,
    sorting: { key: "share", isDescending: true },
  });
  expect(ids(rising)).toEqual(["good", "poor", "empty"]);
});

test("a chosen area narrows the levels below it, not its own", () => {
  const ask = (level: "community" | "grid", areaId: string): readonly string[] =>
    ids(rowsOf(madeResult(), { level, areaId, sorting: WORST_FIRST }));
  expect(ask("grid", "poor")).toEqual(["grid-2", "grid-1"]);
  expect(ask("grid", "street")).toHaveLength(3);
  expect(ask("community", "poor")).toHaveLength(3);
  // Nothing lies inside it: an empty table would help nobody.
  expect(ask("grid", "empty")).toHaveLength(3);
});

test("levels without rows are not offered", () => {
  expect(levelsOf(madeResult())).toEqual(["street", "community", "grid"]);
  expect(levelsOf(madeResult({ byGrid: [] }))).toEqual(["street", "community"]);
});

test("an area that is gone chooses nothing", () => {
  expect(findSum(madeResult(), "grid-2")?.households.uncovered).toBe(180);
  expect(findSum(madeResult(), "gone")).toBeNull();
});
