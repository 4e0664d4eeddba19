import { expect, test } from "vitest";
import { compareDivisions } from "./compare-divisions.ts";
import { largestMatching } from "./largest-matching.ts";
import { emptyDivision, makeGround } from "./make-ground.ts";
import type { Division } from "./model.ts";
import { seededRandom } from "./seeded-random.ts";
import { latticeGraph } from "./test-lattice.ts";

/** Largest sum over all one-to-one matchings, by trying them. */
function largestSum(weights: readonly (readonly number[])[], used: readonly number[] = []): number {
  const row = weights[0];
  if (!row) return 0;
  let best = largestSum(weights.slice(1), used);
  for (const [column, weight] of row.entries()) {
    if (used.includes(column)) continue;
    best = Math.max(best, weight + largestSum(weights.slice(1), [...used, column]));
  }
  return best;
}

test("the matching is as good as the best of all, for tables up to 6 × 6", () => {
  for (let seed = 0; seed < 120; seed++) {
    const random = seededRandom(`matching ${seed}`);
    const columns = 1 + random.below(6);
    const weights = Array.from({ length: 1 + random.below(6) }, () =>
      Array.from({ length: columns }, () => random.below(50)),
    );
    const columnOf = largestMatching(weights);
    const taken = columnOf.filter((column) => column >= 0);
    expect(new Set(taken).size).toBe(taken.length);
    const sum = columnOf.reduce((total, column, row) => total + (weights[row]?.[column] ?? 0), 0);
    expect(sum).toBe(largestSum(weights));
  }
});

const ground = makeGround(latticeGraph({ columns: 4, rows: 1 }), ["a", "b", "c", "d"]);
const division = (gridOf: readonly string[]): Division => ({
  ...emptyDivision("x", ground),
  grids: [...new Set(gridOf)].toSorted(),
  gridOf,
});

test("a grid keeps its identity under another number, and what changes hands is named", () => {
  const before = division(["001", "001", "001", "002"]);
  const after = division(["007", "007", "002", "002"]);
  expect(compareDivisions(before, after)).toEqual({
    pairs: [
      { before: "001", after: "007", shared: 200, isSame: false },
      { before: "002", after: "002", shared: 100, isSame: false },
    ],
    movedUnits: ["c"],
    movedHouseholds: 100,
  });
});

test("a grid that keeps less than half of its households is gone, and another is new", () => {
  const before = division(["001", "001", "001", "001"]);
  const after = division(["001", "002", "003", "004"]);
  const { pairs } = compareDivisions(before, after);
  expect(pairs.filter((pair) => pair.after === null)).toHaveLength(1);
  expect(pairs.filter((pair) => pair.before === null)).toHaveLength(4);
});
