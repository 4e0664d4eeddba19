import fc from "fast-check";
import { expect, test } from "vitest";
import { lawRuns } from "../../law-runs.ts";
import { cheapestAssignment, type Assignment } from "./cheapest-assignment.ts";

interface Scene {
  readonly columns: number;
  readonly costs: Float64Array;
  readonly outCosts: Float64Array;
}

/** Small whole costs, so that ties are common; about every fifth pair is not allowed. */
const scenes = (mostRows: number, mostColumns: number): fc.Arbitrary<Scene> =>
  fc
    .record({
      rows: fc.integer({ min: 0, max: mostRows }),
      columns: fc.integer({ min: 0, max: mostColumns }),
      spread: fc.constantFrom(3, 50, 4000),
    })
    .chain(({ rows, columns, spread }) =>
      fc.record({
        columns: fc.constant(columns),
        costs: fc
          .array(fc.integer({ min: -spread, max: Math.ceil(spread * 1.5) }), {
            minLength: rows * columns,
            maxLength: rows * columns,
          })
          .map((all) => Float64Array.from(all, (cost) => (cost > spread ? Infinity : cost))),
        outCosts: fc
          .array(fc.integer({ min: 0, max: spread * 2 }), { minLength: rows, maxLength: rows })
          .map((all) => Float64Array.from(all)),
      }),
    );

function totalOf({ columns, costs, outCosts }: Scene, columnOf: ArrayLike<number>): number {
  return Array.from(outCosts).reduce((sum, out, row) => {
    const column = columnOf[row] ?? -1;
    return sum + (column < 0 ? out : (costs[row * columns + column] ?? Infinity));
  }, 0);
}

/** Every way there is. */
function leastByTrying(scene: Scene, row = 0, taken: ReadonlySet<number> = new Set()): number {
  const out = scene.outCosts[row];
  if (out === undefined) return 0;
  let least = out + leastByTrying(scene, row + 1, taken);
  for (let column = 0; column < scene.columns; column += 1) {
    const cost = scene.costs[row * scene.columns + column] ?? Infinity;
    if (taken.has(column) || cost === Infinity) continue;
    least = Math.min(least, cost + leastByTrying(scene, row + 1, new Set([...taken, column])));
  }
  return least;
}

/** Weak duality: prices that undercut no cost sum up to a total that nothing can go below. */
function provenLeast(
  { columns, costs, outCosts }: Scene,
  { rowPrices, columnPrices }: Assignment,
): number {
  for (const [row, price] of rowPrices.entries()) {
    expect(price).toBeLessThanOrEqual(outCosts[row] ?? Number.NaN);
    for (const [column, columnPrice] of columnPrices.entries()) {
      expect(price + columnPrice).toBeLessThanOrEqual(costs[row * columns + column] ?? Number.NaN);
    }
  }
  expect(Math.max(0, ...columnPrices)).toBe(0);
  return [...rowPrices, ...columnPrices].reduce((sum, price) => sum + price, 0);
}

test("equals the best of all ways, and no column is taken twice", () => {
  fc.assert(
    fc.property(scenes(5, 5), (scene) => {
      const found = cheapestAssignment(scene.costs, scene.columns, scene.outCosts);
      const taken = [...found.columnOf].filter((column) => column >= 0);
      expect(new Set(taken).size).toBe(taken.length);
      expect(totalOf(scene, found.columnOf)).toBe(leastByTrying(scene));
    }),
    { numRuns: lawRuns(500, 20_000) },
  );
});

test("its prices prove that nothing is cheaper, at any size", () => {
  fc.assert(
    fc.property(scenes(40, 80), (scene) => {
      const found = cheapestAssignment(scene.costs, scene.columns, scene.outCosts);
      expect(totalOf(scene, found.columnOf)).toBe(provenLeast(scene, found));
    }),
    { numRuns: lawRuns(60, 5_000) },
  );
});

test("the same rows and columns give the same answer", () => {
  const costs = Float64Array.from([1, 1, 1, 1, 1, 1]);
  const outCosts = Float64Array.from([9, 9, 9]);
  expect([...cheapestAssignment(costs, 2, outCosts).columnOf]).toEqual([
    ...cheapestAssignment(costs.slice(), 2, outCosts.slice()).columnOf,
  ]);
});
