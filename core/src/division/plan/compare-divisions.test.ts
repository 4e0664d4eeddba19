import { expect, test } from "vitest";
import { compareDivisions } from "./compare-divisions.ts";
import { carryDivision } from "../ground/carry-division.ts";
import { largestMatching } from "./largest-matching.ts";
import { emptyDivision, makeGround } from "../model/make-ground.ts";
import { matchGrids } from "./match-grids.ts";
import type { Division } from "../model/model.ts";
import { seededRandom } from "../solve/seeded-random.ts";
import { latticeGraph } from "../model/test-lattice.ts";

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

test("the matching is as good as the best of all, for tables up to 8 × 8", () => {
  for (let seed = 0; seed < 160; seed++) {
    const random = seededRandom(`matching ${seed}`);
    // Eight by eight has 40,320 matchings to try: a few of them are enough.
    const most = seed % 20 === 0 ? 8 : 6;
    const columns = 1 + random.below(most);
    const weights = Array.from({ length: 1 + random.below(most) }, () =>
      Array.from({ length: columns }, () => random.below(50)),
    );
    const columnOf = largestMatching(weights);
    const taken = columnOf.filter((column) => column >= 0);
    expect(new Set(taken).size).toBe(taken.length);
    const sum = columnOf.reduce((total, column, row) => total + (weights[row]?.[column] ?? 0), 0);
    expect(sum).toBe(largestSum(weights));
  }
});

interface Shared {
  readonly households: number;
  readonly area2: number;
}
interface Choice extends Shared {
  readonly columnOf: readonly number[];
}

/** The matching with the most households and, among those, the most area, by trying all. */
function bestMatching(table: readonly (readonly Shared[])[], used: readonly number[] = []): Choice {
  const [row, ...others] = table;
  if (!row) return { households: 0, area2: 0, columnOf: [] };
  const choices = [-1, ...row.keys()].flatMap((column): Choice[] => {
    if (used.includes(column)) return [];
    const rest = bestMatching(others, column < 0 ? used : [...used, column]);
    const cell = row[column] ?? { households: 0, area2: 0 };
    return [
      {
        households: cell.households + rest.households,
        area2: cell.area2 + rest.area2,
        columnOf: [column, ...rest.columnOf],
      },
    ];
  });
  return choices.reduce((best, choice) => {
    const more = choice.households - best.households || choice.area2 - best.area2;
    return more > 0 ? choice : best;
  });
}

test("grids are matched for households, then area, as trying all pairs finds, up to 8 × 8", () => {
  for (let seed = 0; seed < 120; seed++) {
    const random = seededRandom(`grids ${seed}`);
    const most = seed % 30 === 0 ? 8 : 5;
    const columns = 1 + random.below(most);
    const table = Array.from({ length: 1 + random.below(most) }, () =>
      Array.from({ length: columns }, () =>
        random.below(3) === 0
          ? { households: 0, area2: 0 }
          : { households: random.below(4) * 100, area2: 1 + random.below(100_000) },
      ),
    );
    const sum = (row: readonly Shared[], of: keyof Shared) =>
      row.reduce((all, cell) => all + cell[of], 0);
    const totals = table.map((row) => ({
      households: sum(row, "households"),
      area2: sum(row, "area2"),
    }));
    const best = bestMatching(table);
    const expected = best.columnOf.map((column, row) => {
      const cell = table[row]?.[column] ?? { households: 0, area2: 0 };
      const total = totals[row] ?? { households: 0, area2: 0 };
      const by = total.households > 0 ? "households" : "area2";
      return cell[by] > 0 && 2 * cell[by] >= total[by] ? column : -1;
    });
    const cells = table.flatMap((row, before) =>
      row.flatMap((cell, after) => (cell.area2 > 0 ? [{ before, after, ...cell }] : [])),
    );
    expect(matchGrids(totals, cells)).toEqual(expected);
  }
});

test("half of the households is enough to go on, whatever the ground", () => {
  const totals = [{ households: 300, area2: 1000 }];
  const half = { before: 0, after: 0, households: 150, area2: 10 };
  expect(matchGrids(totals, [half])).toEqual([0]);
  expect(matchGrids(totals, [{ ...half, households: 149, area2: 990 }])).toEqual([-1]);
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
    flows: [
      { before: "001", after: "007", households: 200, units: 2 },
      { before: "001", after: "002", households: 100, units: 1 },
      { before: "002", after: "002", households: 100, units: 1 },
    ],
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

test("a division lies on a newer base map where its units and buildings do", () => {
  const newer = makeGround(latticeGraph({ columns: 4, rows: 1 }), ["a", "b", "new", "other"]);
  const carried = carryDivision(
    division(["001", "001", "002", "002"]),
    { ground, buildingsOf: [["1"], ["2"], ["3"], ["4"]] },
    { ground: newer, buildingsOf: [["1"], ["2"], ["3", "4", "9"], ["10"]] },
  );
  expect(carried.division.gridOf).toEqual(["001", "001", "002", null]);
  expect(carried.unmatched).toEqual(["new", "other"]);
});
