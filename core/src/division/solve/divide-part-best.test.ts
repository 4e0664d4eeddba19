import { array, assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { divideUnits, type DividedUnits, type DivideOptions } from "./divide-units.ts";
import { gridCount } from "../model/grid-count.ts";
import { allUnits, finish, latticeGraph } from "../model/test-lattice.ts";
import type { UnitGraph } from "../model/unit-graph.ts";

const OPTIONS: DivideOptions = { target: 300, preset: "standard", seed: "1", effort: 1 };

const divide = (graph: UnitGraph, options: Partial<DivideOptions> = {}): DividedUnits =>
  finish(divideUnits(graph, allUnits(graph), { ...OPTIONS, ...options }));

const lineOf = (households: readonly number[]): UnitGraph =>
  latticeGraph({
    columns: households.length,
    rows: 1,
    householdsOf: (unit) => households[unit] ?? 0,
  });

/** Households of every grid, ascending. */
function gridsOf(graph: UnitGraph, { gridOf, count }: DividedUnits): number[] {
  const sums = Array.from({ length: count }, () => 0);
  for (const [unit, grid] of gridOf.entries())
    sums[grid] = (sums[grid] ?? 0) + (graph.households[unit] ?? 0);
  return sums.toSorted((a, b) => a - b);
}

const near = (sums: readonly number[]): number =>
  sums.filter((sum) => sum >= 240 && sum <= 360).reduce((all, sum) => all + sum, 0);

test("where units make one good grid and one of 480, three good ones are taken", () => {
  const graph = lineOf([240, 240, 240]);
  expect(gridCount(720, 300)).toBe(2);
  expect(gridsOf(graph, divide(graph, { count: 2 }))).toEqual([240, 480]);
  expect(gridsOf(graph, divide(graph))).toEqual([240, 240, 240]);
  expect(gridsOf(graph, divide(lineOf([150, 150, 145])))).toHaveLength(2);
});

test("no number of grids next to the usual one puts more households near the target", () => {
  assert(
    property(array(integer({ min: 0, max: 260 }), { minLength: 1, maxLength: 9 }), (households) => {
      const graph = lineOf(households);
      const taken = divide(graph);
      const all = households.reduce((sum, each) => sum + each, 0);
      const usual = gridCount(all, 300);
      if (usual > 3) return;
      for (const count of [usual - 1, usual, usual + 1].filter((each) => each >= 1)) {
        const other = near(gridsOf(graph, divide(graph, { count })));
        expect(near(gridsOf(graph, taken))).toBeGreaterThanOrEqual(other);
      }
    }),
    { numRuns: 60 },
  );
});

test("where the usual number is as good as any it is taken, and so is a number that was asked for", () => {
  const graph = lineOf([100, 100, 100, 100, 100, 100]);
  expect(divide(graph).count).toBe(2);
  for (const count of [1, 3]) expect(divide(graph, { count }).count).toBe(count);
});

test("a stop hands out the best of the numbers tried so far", () => {
  const graph = lineOf([240, 240, 240]);
  const steps = divideUnits(graph, allUnits(graph), OPTIONS);
  const handedOut: number[] = [];
  let last = 0;
  for (let step = steps.next(); step.done !== true; step = steps.next()) {
    handedOut.push(near(gridsOf(graph, step.value.best())));
    expect(step.value.share).toBeGreaterThanOrEqual(last);
    last = step.value.share;
  }
  expect(handedOut.at(-1)).toBe(720);
  expect(handedOut.toSorted((a, b) => a - b)).toEqual(handedOut);
});
