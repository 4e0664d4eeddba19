import { array, assert, integer, property, tuple } from "fast-check";
import { expect, test } from "vitest";
import { moveDelta, swapDelta } from "../solve/anneal.ts";
import { buildAtomGraph } from "../solve/atom-graph.ts";
import { divideUnits, type DivideOptions } from "../solve/divide-units.ts";
import { costOf, moveAtom, startPartition, type Partition } from "../solve/partition.ts";
import { PRESETS } from "../solve/presets.ts";
import { pullsOf, sumPulls, type PullOptions } from "../solve/pulls.ts";
import { seededRandom } from "../solve/seeded-random.ts";
import { allUnits, finish, latticeGraph } from "../model/test-lattice.ts";
import { MOST_WALK_METRES, straightPost, walkFigures, type Post } from "./walk-to-posts.ts";

const COLUMNS = 12;
const ROWS = 10;
const GRIDS = 4;

function town(seed: number) {
  const random = seededRandom(`walk ${seed}`);
  return latticeGraph({
    columns: COLUMNS,
    rows: ROWS,
    householdsOf: () => random.below(160),
  });
}

const graph = town(0);
/** Posts in the middle of units. */
const postsIn = (units: readonly number[]): Post[] =>
  units.map((unit) =>
    straightPost(graph, unit, [graph.label[2 * unit] ?? 0, graph.label[2 * unit + 1] ?? 0]),
  );

/** Two units of a row to an atom. */
function pulledPartition(pulls: PullOptions, gridOf: readonly number[]): Partition {
  const atoms = Array.from({ length: graph.count / 2 }, (_, i) => [2 * i, 2 * i + 1]);
  const atomGraph = buildAtomGraph(graph, atoms, 330);
  const goals = {
    share: new Float64Array(GRIDS).fill(300),
    target: 300,
    closed: new Uint8Array(GRIDS),
    pulls: pullsOf(graph, atomGraph, pulls, gridOf),
  };
  return startPartition(atomGraph, PRESETS.standard, goals, gridOf);
}

const unit = integer({ min: 0, max: COLUMNS * ROWS - 1 });
const atom = integer({ min: 0, max: (COLUMNS * ROWS) / 2 - 1 });
const grid = integer({ min: 0, max: GRIDS - 1 });

test("whatever moves, a running cost is the cost from scratch and a delta is their difference", () => {
  const gridsOfAtoms = array(grid, { minLength: 60, maxLength: 60 });
  const gridsOfUnits = array(integer({ min: -1, max: 5 }), { minLength: 120, maxLength: 120 });
  const posts = array(unit, { minLength: 1, maxLength: 5 });
  const steps = array(tuple(atom, atom, grid), { minLength: 1, maxLength: 12 });
  assert(
    property(gridsOfAtoms, gridsOfUnits, posts, steps, (start, present, stand, moves) => {
      const partition = pulledPartition(
        {
          walk: { posts: postsIn(stand), weight: 2 },
          stay: { gridOf: present, weight: 3 },
        },
        start,
      );
      for (const [one, other, to] of moves) {
        const before = costOf(partition);
        const delta = moveDelta(partition, one, to);
        const isMove = partition.gridOf[one] !== to;
        moveAtom(partition, one, to);
        expect(costOf(partition) - before).toBeCloseTo(isMove ? delta : 0, 6);

        const [from, back] = [partition.gridOf[one] ?? 0, partition.gridOf[other] ?? 0];
        if (from === back) continue;
        const unswapped = costOf(partition);
        const swapped = swapDelta(partition, one, other);
        moveAtom(partition, one, back);
        moveAtom(partition, other, from);
        expect(costOf(partition) - unswapped).toBeCloseTo(swapped, 6);
      }
      const { pulls, gridOf, pulled } = partition;
      expect(pulls && sumPulls(pulls, gridOf)).toEqual(pulled);
    }),
    { numRuns: 60 },
  );
});

test("households of a grid walk to the nearest post in it, a kilometre if it has none", () => {
  const row = latticeGraph({ columns: 6, rows: 1, householdsOf: () => 10 });
  const posts = [1, 2].map((at) => straightPost(row, at, [5000 * at, 0]));
  const west = walkFigures([{ graph: row, gridOf: [0, 0, 0, 1, 1, 1], posts }]);
  // 50, 0 and 0 m in the west.
  expect(west).toEqual({ mean: (50 + 3 * MOST_WALK_METRES) / 6, p90: 1000, without: 0.5 });
  const each = walkFigures([{ graph: row, gridOf: [0, 0, 1, 1, 1, 1], posts }]);
  expect(each).toEqual({ mean: (50 + 0 + 0 + 50 + 100 + 150) / 6, p90: 150, without: 0 });
  expect(walkFigures([])).toBeNull();
});

const OPTIONS: DivideOptions = { target: 300, preset: "standard", seed: "1", effort: 0.1 };

function divide(options: PullOptions) {
  return finish(divideUnits(graph, allUnits(graph), { ...OPTIONS, ...options }));
}

test("the more the way counts, the shorter it is", () => {
  const random = seededRandom("posts");
  const posts = postsIn(Array.from({ length: 30 }, () => random.below(graph.count)));
  const means = [0, 2, 25].map((weight) => {
    const { gridOf } = divide({ walk: { posts, weight } });
    return walkFigures([{ graph, gridOf, posts }])?.mean ?? NaN;
  });
  const [plain = 0, , most = 0] = means;
  expect(means).toEqual(means.toSorted((a, b) => b - a));
  expect(most).toBeLessThan(0.6 * plain);
});

test("without a weight, or without posts, nothing changes by a bit", () => {
  const posts = postsIn([5, 60, 100]);
  const plain = divide({});
  expect(divide({ walk: { posts, weight: 0 } })).toEqual(plain);
  expect(divide({ walk: { posts: [], weight: 5 } })).toEqual(plain);
  expect(divide({ stay: { gridOf: [...plain.gridOf], weight: 0 } }).count).toBe(plain.count);
});

test("given walking metres count as they are", () => {
  // Everything is a kilometre away from the post but the last column.
  const metres = allUnits(graph).map((at) =>
    at % COLUMNS === COLUMNS - 1 ? 10 : MOST_WALK_METRES,
  );
  const posts = [{ unit: 11, metres }];
  const { gridOf } = divide({ walk: { posts, weight: 25 } });
  const plain = walkFigures([{ graph, gridOf: divide({}).gridOf, posts }]);
  expect(walkFigures([{ graph, gridOf, posts }])?.mean).toBeLessThan(plain?.mean ?? 0);
});
