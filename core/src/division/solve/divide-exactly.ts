import { byte, float } from "../../topology/index.ts";
import { costOf, startPartition, type Partition } from "./partition.ts";
import { RegionSolver } from "./region-solver.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Parts of more atoms have too many connected sets to list in a second. */
const MOST_ATOMS = 24;
/** From this effort on; below it a whole city would take too long. */
const LEAST_EFFORT = 3;
const SETS_GROWN = 300_000;
const MOST_SETS_GROWN = 4_000_000;
const BRANCHES = 100_000;

/**
 * Divides a small part anew as a whole, at the least possible cost: every connected set that costs
 * less than the present division is looked at, whatever its size. Gives the partition back where it is
 * too large, where its grids differ in fair share, or where the effort does not allow the search.
 */
export function divideExactly(
  partition: Partition,
  random: SeededRandom,
  effort: number,
): Partition {
  const { graph, count, share } = partition;
  const grids = Array.from({ length: count }, (_, grid) => grid);
  const isEven = grids.every(
    (grid) => byte(partition.closed, grid) === 0 && float(share, grid) === float(share, 0),
  );
  if (effort < LEAST_EFFORT || graph.count > MOST_ATOMS || count < 2 || !isEven) return partition;
  const grown = Math.min(MOST_SETS_GROWN, Math.ceil(effort * SETS_GROWN));
  const solver = new RegionSolver(partition, random, { grown, branches: BRANCHES, isExact: true });
  const atoms = Array.from({ length: graph.count }, (_, atom) => atom);
  const found = solver.solve(atoms, grids, 0);
  if (!found) return partition;
  const best = startPartition(graph, partition.weights, partition, found);
  // A set's pieces of compounds are counted without those that cannot be helped: the sum decides.
  return costOf(best) < costOf(partition) ? best : partition;
}
