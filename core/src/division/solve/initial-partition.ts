import { float } from "../../topology/index.ts";
import type { AtomGraph } from "./atom-graph.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { cutByTree } from "./tree-cut.ts";

/**
 * Divides a connected set of atoms into `count` connected grids by cutting it in two, again and
 * again, into ⌊k/2⌋ and ⌈k/2⌉ shares. A side with fewer atoms than grids gives grids to the other.
 */
export function bisectByTrees(
  graph: AtomGraph,
  atoms: readonly number[],
  count: number,
  random: SeededRandom,
): number[][] {
  const grids: number[][] = [];
  const waiting = [{ atoms: [...atoms], count: Math.min(count, atoms.length) }];
  for (let job = waiting.pop(); job; job = waiting.pop()) {
    if (job.count <= 1) {
      grids.push(job.atoms);
      continue;
    }
    const half = Math.floor(job.count / 2);
    const total = job.atoms.reduce((sum, atom) => sum + float(graph.households, atom), 0);
    const wanted = (total * half) / job.count;
    const [one, other] = cutByTree({ graph, atoms: job.atoms, wanted, random });
    const first = clamp(half, job.count - other.length, one.length);
    waiting.push({ atoms: other, count: job.count - first }, { atoms: one, count: first });
  }
  return grids;
}

/** At least `low` and one, at most `high`. */
const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(1, low, value));
