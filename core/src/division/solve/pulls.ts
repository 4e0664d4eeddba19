import { float, int } from "../../topology/index.ts";
import type { AtomGraph } from "./atom-graph.ts";
import type { UnitGraph } from "../model/unit-graph.ts";
import { atomWalk, walkIn, type AtomWalk, type Walk } from "../measure/walk-to-posts.ts";

/** The present grids (重划): how much it is worth that households stay where they are. */
interface Stay {
  /** Present grid of every unit of the graph; −1: none. */
  readonly gridOf: ArrayLike<number>;
  /** 1: as many households as the target that leave their grid cost as much as 1. */
  readonly weight: number;
}

/** What a planner may ask for besides size and shape. */
export interface PullOptions {
  readonly walk?: Walk | undefined;
  readonly stay?: Stay | undefined;
}

interface AtomStay {
  readonly weight: number;
  /** Present grid that each grid in the making carries on; −1: none. */
  readonly carries: Int32Array;
  /** Households of each atom by present grid. */
  readonly from: readonly ReadonlyMap<number, number>[];
  /** Sum over them. */
  readonly placed: Float64Array;
}

/** What draws an atom to one grid rather than another, whatever their size and shape. */
export interface Pulls {
  readonly walk: AtomWalk | undefined;
  readonly stay: AtomStay | undefined;
}

/** What the pulls cost now; whole numbers, so any order of moves gives the same. */
export interface PullSums {
  /** Household-metres to the post of the grid. */
  walked: number;
  /** Households that leave their grid. */
  left: number;
}

/** `undefined`: nothing pulls, and nothing is computed. */
export function pullsOf(
  graph: UnitGraph,
  atoms: AtomGraph,
  { walk, stay }: PullOptions,
  gridOf: ArrayLike<number>,
): Pulls | undefined {
  const isWalking = walk !== undefined && walk.weight > 0 && walk.posts.length > 0;
  const isStaying = stay !== undefined && stay.weight > 0;
  if (!isWalking && !isStaying) return undefined;
  return {
    walk: isWalking ? atomWalk(walk, atoms.units, graph.households) : undefined,
    stay: isStaying ? atomStay(graph, atoms, stay, gridOf) : undefined,
  };
}

function atomStay(
  graph: UnitGraph,
  atoms: AtomGraph,
  { gridOf: present, weight }: Stay,
  gridOf: ArrayLike<number>,
): AtomStay {
  const from = atoms.units.map((units) => householdsFrom(graph, units, present));
  const placed = Float64Array.from(from, (sums) =>
    [...sums.values()].reduce((sum, n) => sum + n, 0),
  );
  return { weight, carries: carriedBy(from, gridOf), from, placed };
}

/** Households of some units by present grid; a unit where nobody lives counts as one. */
export function householdsFrom(
  { households }: UnitGraph,
  units: readonly number[],
  present: ArrayLike<number>,
): Map<number, number> {
  const sums = new Map<number, number>();
  for (const unit of units) {
    const old = present[unit] ?? -1;
    if (old >= 0) sums.set(old, (sums.get(old) ?? 0) + Math.max(1, float(households, unit)));
  }
  return sums;
}

/** The largest overlap first: which present grid each grid in the making carries on. */
function carriedBy(
  from: readonly ReadonlyMap<number, number>[],
  gridOf: ArrayLike<number>,
): Int32Array {
  const overlaps = new Map<string, { grid: number; old: number; households: number }>();
  let count = 0;
  for (const [atom, sums] of from.entries()) {
    const grid = gridOf[atom] ?? 0;
    count = Math.max(count, grid + 1);
    for (const [old, households] of sums) {
      const key = `${grid} ${old}`;
      const overlap = overlaps.get(key) ?? { grid, old, households: 0 };
      overlap.households += households;
      overlaps.set(key, overlap);
    }
  }
  const carries = new Int32Array(count).fill(-1);
  const taken = new Set<number>();
  const largestFirst = [...overlaps.values()].toSorted(
    (a, b) => b.households - a.households || a.old - b.old || a.grid - b.grid,
  );
  for (const { grid, old } of largestFirst) {
    if (int(carries, grid) >= 0 || taken.has(old)) continue;
    carries[grid] = old;
    taken.add(old);
  }
  return carries;
}

/** The sums from scratch. */
export const sumPulls = (pulls: Pulls, gridOf: Int32Array): PullSums =>
  sumOver(pulls, gridOf, gridOf.keys());

/**
 * Change of the sums if these atoms went to these grids. Where a post changes its grid, all atoms of the
 * grids concerned that are near it count: `gridOf` is changed meanwhile and given back as it was.
 */
export function pullDelta(pulls: Pulls, gridOf: Int32Array, moves: Moves): PullSums {
  const { walk } = pulls;
  if (walk && moves.some(([atom]) => walk.around.has(atom))) {
    return deltaWithPosts(pulls, walk, gridOf, moves);
  }
  const sums = { walked: 0, left: 0 };
  for (const [atom, grid] of moves) {
    const from = int(gridOf, atom);
    if (walk) sums.walked += walkIn(walk, gridOf, atom, grid) - walkIn(walk, gridOf, atom, from);
    sums.left += leavingIn(pulls, atom, grid) - leavingIn(pulls, atom, from);
  }
  return sums;
}

type Moves = readonly (readonly [atom: number, grid: number])[];

function deltaWithPosts(
  pulls: Pulls,
  { around }: AtomWalk,
  gridOf: Int32Array,
  moves: Moves,
): PullSums {
  const before = moves.map(([atom]) => int(gridOf, atom));
  const grids = new Set([...before, ...moves.map(([, grid]) => grid)]);
  const touched = new Set(moves.map(([atom]) => atom));
  for (const [atom] of moves) {
    for (const near of around.get(atom) ?? []) if (grids.has(int(gridOf, near))) touched.add(near);
  }
  const sums = sumOver(pulls, gridOf, touched);
  for (const [atom, grid] of moves) gridOf[atom] = grid;
  const after = sumOver(pulls, gridOf, touched);
  for (const [i, [atom]] of moves.entries()) gridOf[atom] = before[i] ?? 0;
  return { walked: after.walked - sums.walked, left: after.left - sums.left };
}

/** What these atoms pull where they are. */
function sumOver(pulls: Pulls, gridOf: Int32Array, atoms: Iterable<number>): PullSums {
  const sums = { walked: 0, left: 0 };
  for (const atom of atoms) {
    const grid = int(gridOf, atom);
    if (pulls.walk) sums.walked += walkIn(pulls.walk, gridOf, atom, grid);
    sums.left += leavingIn(pulls, atom, grid);
  }
  return sums;
}

/** Households of an atom that would leave theirs in a grid. */
function leavingIn({ stay }: Pulls, atom: number, grid: number): number {
  if (!stay) return 0;
  return float(stay.placed, atom) - (stay.from[atom]?.get(int(stay.carries, grid)) ?? 0);
}

/** In the objective: per grid of the target size 1 for 100 m, and 1 for every household that leaves. */
export function pullCost({ walk, stay }: Pulls, sums: PullSums, target: number): number {
  const walked = walk ? (walk.weight * sums.walked) / (100 * target) : 0;
  return walked + (stay ? (stay.weight * sums.left) / target : 0);
}
