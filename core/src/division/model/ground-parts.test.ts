import { expect, test } from "vitest";
import { BARRIER } from "../../topology/index.ts";
import { findParts } from "./ground-parts.ts";
import { gridFacts } from "../measure/grid-facts.ts";
import { allUnits, latticeGraph } from "./test-lattice.ts";

/** Six columns by four rows; the column in the middle is water between hard banks. */
const river = (columns: number) =>
  latticeGraph({
    columns,
    rows: 4,
    householdsOf: (unit) => (unit % columns === 2 ? 0 : 50),
    barrierOf: (a, b) =>
      a % columns !== b % columns && [a % columns, b % columns].includes(2)
        ? BARRIER.hard
        : BARRIER.plot,
  });

test("each unit of a river hangs on the bank beside it", () => {
  const graph = river(6);
  const { parts, hangsOn } = findParts(graph, allUnits(graph));
  expect([...hangsOn]).toEqual([
    [2, 1],
    [8, 7],
    [14, 13],
    [20, 19],
  ]);
  expect(parts.map(({ length }) => length)).toEqual([12, 12]);
});

test("a corridor that only its end joins to the rest hangs on its sides", () => {
  const columns = 5;
  const graph = latticeGraph({
    columns,
    rows: 4,
    householdsOf: (unit) => (unit % columns === 2 && unit > 4 ? 0 : 50),
    barrierOf: (a, b) =>
      a % columns !== b % columns && a > 4 && [a % columns, b % columns].includes(2)
        ? BARRIER.hard
        : BARRIER.plot,
  });
  const { parts, hangsOn } = findParts(graph, allUnits(graph));
  expect(parts).toHaveLength(1);
  // The last has three quarters of its border hard; those before it are passable from end to end.
  expect([...hangsOn.keys()]).toEqual([]);
  const narrow = { ...graph, byClass: graph.byClass.slice(), shared: graph.shared.slice() };
  for (let unit = 7; unit < graph.count; unit += columns) {
    for (let e = graph.first[unit] ?? 0; e < (graph.first[unit + 1] ?? 0); e++) {
      if ((graph.byClass[6 * e + BARRIER.plot] ?? 0) === 0) continue;
      narrow.byClass[6 * e + BARRIER.plot] = 600;
      narrow.shared[e] = 600;
    }
  }
  expect([...findParts(narrow, allUnits(narrow)).hangsOn]).toEqual([
    [7, 6],
    [12, 11],
    [17, 16],
  ]);
});

test("ground that hangs counts with the grid of its host, and joins nothing", () => {
  const graph = river(5);
  const gridOf = allUnits(graph).map((unit) => (unit % 5 <= 2 ? 0 : 1));
  const facts = (grids: readonly number[]) =>
    gridFacts({ graph, gridOf: grids, count: 2, share: [600, 600], target: 300 });
  expect(facts(gridOf).map(({ pieces }) => pieces)).toEqual([1, 1]);
  // Both banks in one grid: the water between makes no bridge.
  expect(facts(gridOf.map(() => 0)).map(({ pieces }) => pieces)).toEqual([2, 0]);
});
