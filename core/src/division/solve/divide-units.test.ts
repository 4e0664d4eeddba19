import { expect, test } from "vitest";
import { BARRIER } from "../../topology/index.ts";
import { connectedPieces } from "../model/connected-pieces.ts";
import { divideUnits, type DivideOptions } from "./divide-units.ts";
import { gridFacts } from "../measure/grid-facts.ts";
import { measure } from "../measure/metrics.ts";
import { seededRandom } from "./seeded-random.ts";
import { allUnits, finish, latticeGraph } from "../model/test-lattice.ts";
import type { UnitGraph } from "../model/unit-graph.ts";

const OPTIONS: DivideOptions = { target: 300, preset: "standard", seed: "1", effort: 1 };

function town(seed: number): UnitGraph {
  const random = seededRandom(`town ${seed}`);
  return latticeGraph({
    columns: 12,
    rows: 10,
    householdsOf: () => random.below(160),
    compoundOf: (unit) => (unit % 12 < 4 && unit < 48 ? 0 : -1),
    barrierOf: (a, b) => (a % 12 === 7 && b % 12 === 8 ? BARRIER.arterial : BARRIER.plot),
  });
}

const divide = (graph: UnitGraph, options: Partial<DivideOptions> = {}) =>
  finish(divideUnits(graph, allUnits(graph), { ...OPTIONS, ...options }));

function factsOf(graph: UnitGraph, target = 300, options: Partial<DivideOptions> = {}) {
  const { gridOf, count, share } = divide(graph, options);
  const assignment = { graph, gridOf, count, share, target };
  return { facts: gridFacts(assignment), metrics: measure(assignment), gridOf };
}

test("makes connected grids near the fair share that hold every household once", () => {
  for (let seed = 0; seed < 3; seed++) {
    const graph = town(seed);
    const { facts, metrics } = factsOf(graph);
    const households = graph.households.reduce((sum, count) => sum + count, 0);
    expect(facts.every((grid) => grid.pieces === 1)).toBe(true);
    expect(facts.reduce((sum, grid) => sum + grid.households, 0)).toBe(households);
    expect(metrics["fairShareWithin10"]).toBeGreaterThan(0.85);
    expect(metrics["fairShareWithin20"]).toBe(1);
    expect(metrics["polsbyPopperMean"]).toBeGreaterThan(0.55);
  }
});

test("the same seed gives the same division, another seed another one", () => {
  const graph = town(0);
  expect(divide(graph)).toEqual(divide(graph));
  expect(divide(graph, { seed: "2" }).gridOf).not.toEqual(divide(graph).gridOf);
});

test("never crosses a river, and hangs the river itself on one bank", () => {
  const graph = latticeGraph({
    columns: 9,
    rows: 6,
    householdsOf: (unit) => (unit % 9 === 4 ? 0 : 60),
    barrierOf: (a, b) => {
      const columns = [a % 9, b % 9];
      return columns.includes(4) && columns[0] !== columns[1] ? BARRIER.hard : BARRIER.plot;
    },
  });
  const { facts, gridOf } = factsOf(graph);
  expect(facts.every((grid) => grid.pieces === 1)).toBe(true);
  const west = new Set(allUnits(graph).flatMap((u) => (u % 9 < 4 ? [gridOf[u]] : [])));
  const east = new Set(allUnits(graph).flatMap((u) => (u % 9 > 4 ? [gridOf[u]] : [])));
  expect([...west].filter((grid) => east.has(grid))).toEqual([]);
});

test("keeps a small compound whole in every preset, unless it may be cut", () => {
  const graph = latticeGraph({
    columns: 8,
    rows: 8,
    householdsOf: () => 50,
    compoundOf: (unit) => (unit % 8 < 3 && unit < 16 ? 0 : -1),
  });
  for (const preset of ["standard", "balance-first", "compounds-first", "shape-first"] as const) {
    expect(factsOf(graph, 300, { preset }).metrics["smallCompoundsCut"]).toBe(0);
  }
});

test("a building above the limit is a grid by itself and spoils nobody's share", () => {
  const graph = latticeGraph({
    columns: 6,
    rows: 6,
    householdsOf: (unit) => (unit === 14 ? 900 : 75),
  });
  const { facts } = factsOf(graph);
  const large = facts.filter((grid) => grid.isOversized);
  expect(large.map((grid) => grid.households)).toEqual([900]);
  expect(facts.filter((grid) => !grid.isOversized).every((g) => g.households < 360)).toBe(true);
});

test("divides into a wanted number of grids", () => {
  for (const count of [1, 2, 5, 17]) {
    expect(divide(town(1), { count }).count).toBe(count);
  }
});

test("stopped at once, it still answers with connected grids", () => {
  const graph = town(2);
  const steps = divideUnits(graph, allUnits(graph), { ...OPTIONS, effort: 50 });
  let step = steps.next();
  let yields = 0;
  while (!step.done) {
    yields++;
    step = steps.next(true);
  }
  expect(yields).toBeLessThan(10);
  const { gridOf, count, share } = step.value;
  const facts = gridFacts({ graph, gridOf, count, share, target: 300 });
  expect(facts.every((grid) => grid.pieces === 1)).toBe(true);
});

test("what is handed out on the way is what a stop there gives, and a stop can be repeated", () => {
  const graph = town(4);
  const options = { ...OPTIONS, effort: 2 };
  const steps = divideUnits(graph, allUnits(graph), options);
  const handedOut: Int32Array[] = [];
  for (let step = steps.next(); step.done !== true; step = steps.next()) {
    handedOut.push(step.value.best().gridOf);
  }
  for (const stopAfter of [1, 5, Math.floor(handedOut.length / 2), handedOut.length]) {
    const stopped = divideUnits(graph, allUnits(graph), { ...options, stopAfter });
    expect(finish(stopped).gridOf).toEqual(handedOut[stopAfter - 1]);
  }
});

test("a community in two parts has an answer in all of it from the first step on", () => {
  const graph = latticeGraph({
    columns: 10,
    rows: 6,
    barrierOf: (a, b) => (a % 10 < 5 === b % 10 < 5 ? BARRIER.plot : BARRIER.hard),
  });
  const first = divideUnits(graph, allUnits(graph), OPTIONS).next();
  if (first.done === true) throw new Error("no step");
  const { gridOf, count, share } = first.value.best();
  const facts = gridFacts({ graph, gridOf, count, share, target: 300 });
  expect(facts.length).toBe(20);
  expect(facts.every((grid) => grid.pieces === 1 && grid.units > 0)).toBe(true);
});

test("a community of thousands of units has an answer in its first step", () => {
  const graph = latticeGraph({
    columns: 80,
    rows: 75,
    householdsOf: (unit) => (unit * 7919) % 45,
  });
  const first = divideUnits(graph, allUnits(graph), OPTIONS).next();
  if (first.done === true) throw new Error("no step");
  const { gridOf, count, share } = first.value.best();
  const facts = gridFacts({ graph, gridOf, count, share, target: 300 });
  expect(facts.length).toBeGreaterThan(400);
  expect(facts.every((grid) => grid.pieces === 1 && grid.units > 0)).toBe(true);
});

test("one unit, no households, or a target beyond all gives one grid", () => {
  expect(divide(latticeGraph({ columns: 1, rows: 1 })).count).toBe(1);
  expect(divide(latticeGraph({ columns: 3, rows: 3, householdsOf: () => 0 })).count).toBe(1);
  expect(divide(town(3), { target: 1_000_000 }).count).toBe(1);
});

test("a target of one household makes a grid of every unit that has any", () => {
  const graph = latticeGraph({ columns: 4, rows: 3, householdsOf: () => 5 });
  expect(divide(graph, { target: 1 }).count).toBe(12);
});

test("reaches the exact optimum of balance in small communities", () => {
  let optimal = 0;
  const cases = 12;
  for (let seed = 0; seed < cases; seed++) {
    const random = seededRandom(`tiny ${seed}`);
    const graph = latticeGraph({ columns: 4, rows: 3, householdsOf: () => 20 + random.below(120) });
    const weights = { balance: 60, shape: 0, cuts: 0, pieces: 0 };
    const { cost } = divide(graph, { preset: weights, count: 3 });
    const best = leastImbalance(graph, 3);
    expect(cost).toBeGreaterThan(best - 1e-9);
    if (cost < best + 1e-9) optimal++;
  }
  expect(optimal / cases).toBeGreaterThanOrEqual(0.95);
});

/** Least cost of balance over all divisions into connected grids, by trying every one. */
function leastImbalance(graph: UnitGraph, count: number): number {
  const total = graph.households.reduce((sum, households) => sum + households, 0);
  const costOf = (units: readonly number[]) => {
    const households = units.reduce((sum, unit) => sum + (graph.households[unit] ?? 0), 0);
    const d = Math.abs(households / (total / count) - 1);
    const steps = [
      d > 0.1 ? 0.32 + 3 * (d - 0.1) : 0,
      d > 0.2 ? 0.6 + 2 * (d - 0.2) : 0,
      Math.abs(households / OPTIONS.target - 1) > 0.1 ? 0.08 : 0,
    ];
    return 60 * steps.reduce((sum, step) => sum + step, 0.3 * d * d);
  };
  const connected = new Map<number, number>();
  for (let mask = 1; mask < 2 ** graph.count; mask++) {
    const units = allUnits(graph).filter((unit) => (mask >> unit) & 1);
    if (connectedPieces(graph, units).length === 1) connected.set(mask, costOf(units));
  }
  let least = Infinity;
  const all = 2 ** graph.count - 1;
  for (const [one, a] of connected) {
    if ((one & 1) === 0) continue;
    const rest = all & ~one;
    for (const [two, b] of connected) {
      if ((two & ~rest) !== 0 || (two & rest & -rest) === 0) continue;
      least = Math.min(least, a + b + (connected.get(rest & ~two) ?? Infinity));
    }
  }
  return least;
}
