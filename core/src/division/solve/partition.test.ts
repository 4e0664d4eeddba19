import fc from "fast-check";
import { expect, test } from "vitest";
import { moveDelta, swapDelta } from "./anneal.ts";
import { buildAtomGraph } from "./atom-graph.ts";
import { connectedPieces } from "../model/connected-pieces.ts";
import { canLeave, connectionTest, isConnected } from "./connection-test.ts";
import { costOf, moveAtom, startPartition, type Partition } from "./partition.ts";
import { PRESETS } from "./presets.ts";
import { seededRandom } from "./seeded-random.ts";
import { allUnits, latticeGraph } from "../model/test-lattice.ts";

const GRIDS = 4;

function randomPartition(seed: number): Partition {
  const random = seededRandom(`partition ${seed}`);
  const graph = latticeGraph({
    columns: 6,
    rows: 5,
    householdsOf: () => random.below(200),
    compoundOf: (unit) => (unit % 3 === 0 ? -1 : unit % 2),
    barrierOf: () => random.below(6),
  });
  const atoms = buildAtomGraph(
    graph,
    allUnits(graph).map((unit) => [unit]),
    330,
  );
  const goals = {
    share: new Float64Array(GRIDS).fill(700),
    target: 640,
    closed: new Uint8Array(GRIDS),
  };
  const gridOf = Int32Array.from({ length: atoms.count }, () => random.below(GRIDS));
  return startPartition(atoms, PRESETS["compounds-first"], goals, gridOf);
}

const recount = (partition: Partition): Partition =>
  startPartition(partition.graph, partition.weights, partition, partition.gridOf);

const moves = fc.array(fc.record({ atom: fc.nat(29), grid: fc.nat(GRIDS - 1) }), { maxLength: 60 });

test("sums after any moves are, bit for bit, those counted from scratch", () => {
  fc.assert(
    fc.property(fc.nat(1e6), moves, (seed, steps) => {
      const partition = randomPartition(seed);
      for (const { atom, grid } of steps) moveAtom(partition, atom, grid);
      expect(partition).toEqual(recount(partition));
    }),
    { numRuns: 60 },
  );
});

test("the change foretold for a swap is that of its two moves", () => {
  fc.assert(
    fc.property(fc.nat(1e6), moves, (seed, steps) => {
      const partition = randomPartition(seed);
      for (const { atom, grid } of steps) {
        const [from, back] = [partition.gridOf[atom] ?? 0, (atom + 1 + 5 * grid) % 30];
        const to = partition.gridOf[back] ?? 0;
        if (from === to) continue;
        const before = costOf(partition);
        const foretold = swapDelta(partition, atom, back);
        moveAtom(partition, atom, to);
        moveAtom(partition, back, from);
        expect(costOf(partition) - before).toBeCloseTo(foretold, 8);
      }
    }),
    { numRuns: 60 },
  );
});

test("the change of cost foretold for a move is the change of the whole objective", () => {
  fc.assert(
    fc.property(fc.nat(1e6), moves, (seed, steps) => {
      const partition = randomPartition(seed);
      for (const { atom, grid } of steps) {
        if (partition.gridOf[atom] === grid) continue;
        const before = costOf(partition);
        const foretold = moveDelta(partition, atom, grid);
        moveAtom(partition, atom, grid);
        expect(costOf(partition) - before).toBeCloseTo(foretold, 8);
      }
    }),
    { numRuns: 30 },
  );
});

test("an atom may leave exactly when a search finds the rest of its grid in one piece", () => {
  for (let seed = 0; seed < 100; seed++) {
    const partition = randomPartition(seed);
    const { graph, gridOf } = partition;
    const contacts = connectionTest(partition);
    for (let atom = 0; atom < graph.count; atom++) {
      const grid = allAtoms(partition).filter((other) => gridOf[other] === gridOf[atom]);
      const rest = grid.filter((other) => other !== atom);
      // The answer only has a meaning for a grid that is in one piece to begin with.
      if (connectedPieces(graph, grid).length > 1) continue;
      expect(canLeave(contacts, atom)).toBe(connectedPieces(graph, rest).length === 1);
    }
  }
});

test("a grid is connected exactly when a search finds one piece", () => {
  for (let seed = 0; seed < 100; seed++) {
    const partition = randomPartition(seed);
    const contacts = connectionTest(partition);
    const grid = allAtoms(partition).filter((atom) => partition.gridOf[atom] === 0);
    if (grid.length === 0) continue;
    const pieces = connectedPieces(partition.graph, grid);
    expect(isConnected(contacts, grid[0] ?? 0)).toBe(pieces.length === 1);
  }
});

const allAtoms = ({ graph }: Partition): number[] =>
  Array.from({ length: graph.count }, (_, atom) => atom);
