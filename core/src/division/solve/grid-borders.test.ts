import fc from "fast-check";
import { expect, test } from "vitest";
import { buildAtomGraph } from "./atom-graph.ts";
import { GridBorders } from "./grid-borders.ts";
import { startPartition, type Partition } from "./partition.ts";
import { PRESETS } from "./presets.ts";
import { seededRandom } from "./seeded-random.ts";
import { allUnits, latticeGraph } from "../model/test-lattice.ts";

const ATOMS = 30;
const GRIDS = 4;

function randomPartition(seed: number): Partition {
  const random = seededRandom(`borders ${seed}`);
  const graph = latticeGraph({ columns: 6, rows: 5, barrierOf: () => random.below(6) });
  const atoms = buildAtomGraph(
    graph,
    allUnits(graph).map((unit) => [unit]),
    330,
  );
  const goals = {
    share: new Float64Array(GRIDS).fill(700),
    target: 700,
    closed: new Uint8Array(GRIDS),
  };
  const gridOf = Int32Array.from({ length: ATOMS }, () => random.below(GRIDS));
  return startPartition(atoms, PRESETS.standard, goals, gridOf);
}

const listed = (borders: GridBorders): string[] =>
  Array.from({ length: borders.count }, (_, at) => borders.at(at))
    .map(({ atom, beyond }) => `${atom} ${beyond}`)
    .toSorted();

test("after any moves the contacts between grids are those found from scratch", () => {
  const moves = fc.array(fc.record({ atom: fc.nat(ATOMS - 1), grid: fc.nat(GRIDS - 1) }));
  fc.assert(
    fc.property(fc.nat(1e6), moves, (seed, steps) => {
      const partition = randomPartition(seed);
      const borders = new GridBorders(partition);
      for (const { atom, grid } of steps) borders.move(atom, grid);
      const { graph, gridOf } = partition;
      const expected: string[] = [];
      for (let atom = 0; atom < ATOMS; atom++) {
        for (let e = graph.first[atom] ?? 0; e < (graph.first[atom + 1] ?? 0); e++) {
          const other = graph.to[e] ?? -1;
          const isBorder = graph.contact[e] === 1 && gridOf[other] !== gridOf[atom];
          if (isBorder) expected.push(`${atom} ${other}`);
        }
      }
      expect(listed(borders)).toEqual(expected.toSorted());
    }),
    { numRuns: 60 },
  );
});
