import { array, assert, constantFrom, integer, nat, property, record, tuple } from "fast-check";
import { expect, it } from "vitest";
import type { PackedGraph } from "./pack-graph.ts";
import { Sweep, UNBOUNDED, UNREACHED, type Seeds } from "./sweep.ts";

type Arc = readonly [tail: number, head: number, units: number];

function pack(nodeCount: number, arcs: readonly Arc[]): PackedGraph {
  const offsets = new Uint32Array(nodeCount + 1);
  const sorted = arcs.toSorted((a, b) => a[0] - b[0]);
  for (const [tail] of sorted) offsets[tail + 1] = (offsets[tail + 1] ?? 0) + 1;
  for (let i = 0; i < nodeCount; i++) offsets[i + 1] = (offsets[i + 1] ?? 0) + (offsets[i] ?? 0);
  return {
    nodeCount,
    baseCount: nodeCount,
    offsets,
    arcs: Uint32Array.from(sorted, ([, head, units]) => ((head << 12) | units) >>> 0),
    homeCopy: new Int32Array(nodeCount).fill(-1),
    weighting: { kind: "distance" },
    labels: "from-seeds",
    gateArcs: [],
  };
}

function seedsOf(list: readonly (readonly [node: number, units: number])[]): Seeds {
  return {
    count: list.length,
    nodes: Uint32Array.from(list, ([node]) => node),
    units: Uint32Array.from(list, ([, units]) => units),
    owners: Uint32Array.from(list.keys()),
  };
}

/** The textbook: take the nearest open node, again and again. */
function dijkstra(nodeCount: number, arcs: readonly Arc[], seeds: Seeds, limit: number): number[] {
  const best = Array.from({ length: nodeCount }, () => Infinity);
  seeds.nodes.forEach((node, i) => {
    best[node] = Math.min(best[node] ?? 0, seeds.units[i] ?? 0);
  });
  const open = new Set(best.keys());
  while (open.size > 0) {
    const node = [...open].reduce((a, b) => ((best[b] ?? 0) < (best[a] ?? 0) ? b : a));
    open.delete(node);
    for (const [tail, head, units] of arcs) {
      if (tail === node) best[head] = Math.min(best[head] ?? 0, (best[node] ?? 0) + units);
    }
  }
  return best.map((units) => (units <= limit ? units : UNREACHED));
}

const NODES = 12;
const anyNode = nat(NODES - 1);
const anyUnits = constantFrom(0, 1, 7, 15, 16, 17, 100, 999, 4080, 4095);
const anyCase = record({
  arcs: array(tuple(anyNode, anyNode, anyUnits), { maxLength: 40 }),
  // Some start farther out than the ring of buckets is long.
  seeds: array(tuple(anyNode, integer({ min: 0, max: 30_000 })), { minLength: 1, maxLength: 4 }),
  limits: array(constantFrom(0, 16, 500, 6000, 20_000, UNBOUNDED), { minLength: 1, maxLength: 3 }),
});

const labelsOf = (sweep: Sweep) => Array.from({ length: NODES }, (_, node) => sweep.unitsAt(node));

it("a sweep gives the same labels as Dijkstra from the textbook, also when it is used again", () => {
  assert(
    property(anyCase, ({ arcs, seeds, limits }) => {
      const sweep = new Sweep(pack(NODES, arcs));
      for (const limit of limits) {
        sweep.run(seedsOf(seeds), limit);
        expect(labelsOf(sweep)).toEqual(dijkstra(NODES, arcs, seedsOf(seeds), limit));
        const settled = new Set(sweep.settled.subarray(0, sweep.settledCount));
        const reached = labelsOf(sweep).filter((units) => units !== UNREACHED);
        expect(settled.size).toBe(reached.length);
      }
    }),
    { numRuns: 200 },
  );
});

const unreachedLast = (units = UNREACHED): number => (units === UNREACHED ? Infinity : units);

it("a sweep from many seeds is the best of the sweeps from each, and names the one that is", () => {
  assert(
    property(anyCase, ({ arcs, seeds, limits }) => {
      const [limit = UNBOUNDED] = limits;
      const graph = pack(NODES, arcs);
      const many = new Sweep(graph);
      many.runNearest(seedsOf(seeds), limit);
      const single = seeds.map((seed) => dijkstra(NODES, arcs, seedsOf([seed]), limit));
      for (let node = 0; node < NODES; node++) {
        const least = Math.min(...single.map((labels) => unreachedLast(labels[node])));
        expect(unreachedLast(many.unitsAt(node))).toBe(least);
        const owner = least === Infinity ? undefined : single[many.ownerAt(node)]?.[node];
        expect(owner ?? Infinity).toBe(least);
      }
    }),
    { numRuns: 150 },
  );
});

it("stays right over more sweeps than labels have room for", () => {
  const sweep = new Sweep(
    pack(3, [
      [0, 1, 4000],
      [1, 2, 4000],
    ]),
  );
  for (let i = 0; i < 5; i++) {
    sweep.run(seedsOf([[i % 2, 0]]), UNBOUNDED);
    expect(sweep.unitsAt(2)).toBe(i % 2 === 0 ? 8000 : 4000);
    expect(sweep.unitsAt(0)).toBe(i % 2 === 0 ? 0 : UNREACHED);
  }
});
