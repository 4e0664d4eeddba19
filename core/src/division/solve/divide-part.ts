import { float, int } from "../../topology/index.ts";
import { anneal } from "./anneal.ts";
import { buildAtomGraph, type AtomGraph } from "./atom-graph.ts";
import { BestState } from "./best-state.ts";
import { connectedPieces } from "../model/connected-pieces.ts";
import { divideExactly } from "./divide-exactly.ts";
import { contractAtoms } from "./contract-atoms.ts";
import { gridCount, LIMIT, shareGrids } from "../model/grid-count.ts";
import type { GroundParts } from "../model/ground-parts.ts";
import { joinStrays, presentGrids, type FirstGrid } from "./first-grids.ts";
import { bisectByTrees } from "./initial-partition.ts";
import { costOf, startPartition, type Partition } from "./partition.ts";
import type { Weights } from "./presets.ts";
import { householdsFrom, pullsOf, type PullOptions } from "./pulls.ts";
import { redivideRegions } from "./redivide-regions.ts";
import { REGION_ATOMS } from "./region-solver.ts";
import { seededRandom, type SeededRandom } from "./seeded-random.ts";
import type { UnitGraph } from "../model/unit-graph.ts";
import { sumHouseholds } from "../model/sum-households.ts";

/** One part (片) to divide. */
export interface PartTask extends PullOptions {
  readonly graph: UnitGraph;
  readonly units: readonly number[];
  readonly hangsOn: GroundParts["hangsOn"];
  readonly target: number;
  /** Number of grids; without it, the number whose equal share is nearest to the target. */
  readonly count?: number;
  readonly weights: Weights;
  /** 1: fit for a whole city in seconds. Counted in moves, never in time. */
  readonly effort: number;
  /** Keys the random numbers: the same text, the same division. */
  readonly seed: string;
  /** Compounds that would fit into one grid may be cut. */
  readonly mayCutSmallCompounds?: boolean;
}

export interface DividedPart {
  /** Grid 0 … count − 1 of `task.units[i]`. */
  readonly gridOf: Int32Array;
  /** Households each grid should have. */
  readonly share: Float64Array;
  readonly cost: number;
}

// Start values. Moves and work per atom at effort 1; `work` is that of `RegionSolver`.
const FEWEST_STARTS = 4;
const MOST_STARTS = 24;
/** In a part with more grids good and bad luck even out: long annealing brings more than many starts. */
const GRIDS_FOR_STARTS = 10;
const MOVES_PER_ATOM = 100;
/** Annealing beyond this effort brings little: re-division brings more. */
const MOST_ANNEALING = 12;
const POLISH_PER_ATOM = 30;
const WORK_PER_ATOM = 700;
const WORK_ON_GROUP = 2_000;
const MOST_WORK_ON_GROUP = 40_000;
const GROUP_GRIDS = 8;
const SETTLE_PER_ATOM = 200;
/** Rounds at effort 1, each from the best so far: long ones would keep others waiting between steps. */
const SETTLE_ROUNDS = 2;
const SETTLE_HOT = 0.5;
/** With more units per grid than this, small units are lumped together first. */
const CROWDED = 8;
/** Larger ground without households, m², is an atom of its own. */
const MOST_JOINED_GROUND = 4_000;

/** How far a division is, and the best one so far: what a stop now would give. */
export interface DivideProgress<T> {
  /** Of the work to do, 0 to 1. */
  readonly share: number;
  readonly best: () => T;
}

export type PartSteps = Generator<DivideProgress<DividedPart>, DividedPart, boolean | undefined>;

/**
 * Divides a part into connected grids. Several starts by spanning trees are annealed, the best is
 * improved by re-dividing groups of grids exactly, then small units are set free once more for a last
 * polish. Yields as it goes; a caller that answers `true` gets the best that is there.
 */
export function* dividePart(task: PartTask): PartSteps {
  // A part that one exact search takes whole needs no lumps.
  const isCrowded =
    task.units.length > REGION_ATOMS &&
    task.units.length / countOf(task, task.units) > CROWDED &&
    // A lump could lie in two of the present grids.
    task.stay === undefined;
  const atoms = atomsOf(task, isCrowded);
  const graph = buildAtomGraph(task.graph, atoms, LIMIT * task.target, task.hangsOn);
  const random = seededRandom(task.seed);
  let best: Partition | undefined;
  const starts = startsOf(task);
  const annealing = FEWEST_STARTS * Math.min(MOST_ANNEALING, task.effort) * MOVES_PER_ATOM;
  for (let number = 0; number < starts; number++) {
    const start = firstPartition(task, graph, random);
    const moves = Math.ceil((annealing * graph.count) / starts);
    const before = best;
    const isStopped = yield* improve(
      anneal(start, { random, moves, hot: task.stay ? SETTLE_HOT : 3, cold: 0.01 }),
      (done) => ((number + done / moves) / starts) * 0.3,
      () => resultOf(task, better(before, start)),
    );
    best = better(best, start);
    if (isStopped) return resultOf(task, best);
  }
  if (!best) throw new Error(`no start for a part of ${task.units.length} units`);
  return yield* redivide(task, best, random);
}

function* redivide(task: PartTask, found: Partition, random: SeededRandom): PartSteps {
  const { graph } = found;
  const work = Math.ceil(task.effort * WORK_PER_ATOM * graph.count);
  const noisy = startPartition(graph, task.weights, found, found.gridOf);
  const workOnGroup = Math.min(MOST_WORK_ON_GROUP, Math.ceil(task.effort * WORK_ON_GROUP));
  // Noise lets the present one get worse for a while: the best of all states is kept beside it.
  const kept = new BestState(found);
  const end = found.pulls ? 0.7 : 1;
  const isStopped = yield* improve(
    redivideRegions(noisy, { random, work, workOnGroup, grids: GROUP_GRIDS, hot: 0.5 }),
    (done) => {
      kept.offer(noisy);
      return 0.3 + (done / work) * (end - 0.3);
    },
    () => resultOf(task, kept.partition()),
  );
  kept.offer(noisy);
  if (isStopped) return resultOf(task, kept.partition());
  if (found.pulls && (yield* settle(task, noisy, kept, random))) {
    return resultOf(task, kept.partition());
  }
  const polished = polish(task, kept.partition(), random);
  // The exact division knows size, shape and cuts only.
  return resultOf(task, found.pulls ? polished : divideExactly(polished, random, task.effort));
}

/**
 * The search by groups looks at size, shape and cuts only. Where more pulls, annealing goes on from what
 * it made.
 */
function* settle(task: PartTask, found: Partition, kept: BestState, random: SeededRandom) {
  const moves = Math.ceil(Math.min(1, task.effort) * SETTLE_PER_ATOM * found.graph.count);
  const rounds = Math.ceil(SETTLE_ROUNDS * Math.min(MOST_ANNEALING, task.effort));
  for (let round = 0; round < rounds; round++) {
    const now = round === 0 ? found : kept.partition();
    const isStopped = yield* improve(
      anneal(now, { random, moves, hot: SETTLE_HOT, cold: 0.01 }),
      (done) => {
        kept.offer(now);
        return 0.7 + ((round + done / moves) / rounds) * 0.3;
      },
      () => resultOf(task, kept.partition()),
    );
    if (isStopped) return true;
  }
  return false;
}

const better = (one: Partition | undefined, other: Partition): Partition =>
  one && costOf(one) <= costOf(other) ? one : other;

function startsOf(task: PartTask): number {
  const share = Math.min(1, GRIDS_FOR_STARTS / countOf(task, task.units));
  const wanted = Math.round(FEWEST_STARTS * task.effort * share);
  return Math.min(MOST_STARTS, Math.max(FEWEST_STARTS, wanted));
}

/** Passes progress on; true when the caller wants to stop. */
function* improve(
  steps: Generator<number, void>,
  shareOf: (done: number) => number,
  best: () => DividedPart,
): Generator<DivideProgress<DividedPart>, boolean, boolean | undefined> {
  for (const done of steps) {
    if (yield { share: Math.min(1, shareOf(done)), best }) return true;
  }
  return false;
}

function atomsOf(task: PartTask, isCrowded: boolean): number[][] {
  return contractAtoms(task.graph, task.units, task.hangsOn, {
    wholeCompound: task.mayCutSmallCompounds ? 0 : LIMIT * task.target,
    lump: isCrowded ? 0.08 * task.target : 0,
    joinedGround: isCrowded ? MOST_JOINED_GROUND : 0,
  });
}

function countOf(task: PartTask, units: readonly number[]): number {
  return task.count ?? gridCount(sumHouseholds(task.graph, units), task.target);
}

/**
 * Atoms larger than the limit are grids by themselves, measured by their own households; what is
 * left is divided piece by piece, each with its own fair share (均户).
 */
function firstPartition(task: PartTask, graph: AtomGraph, random: SeededRandom): Partition {
  const all = Array.from({ length: graph.count }, (_, atom) => atom);
  const large = all.filter((atom) => float(graph.households, atom) > LIMIT * task.target);
  const isLarge = new Set(large);
  const pieces = connectedPieces(
    graph,
    all.filter((atom) => !isLarge.has(atom)),
  );
  const main = pieces.filter((piece) => isWorthAGrid(task, graph, piece) || large.length === 0);
  const wanted = task.count;
  if (wanted !== undefined && wanted < large.length + main.length) {
    return partitionOf(
      task,
      graph,
      bisect(task, graph, { pieces: [all], counts: [wanted] }, random),
    );
  }
  const counts =
    wanted === undefined
      ? main.map((piece) => gridCount(sumHouseholds(graph, piece), task.target))
      : shareGrids(graph, main, wanted - large.length);
  const grids = [
    ...bisect(task, graph, { pieces: main, counts }, random),
    ...large.map((atom) => ({
      atoms: [atom],
      share: float(graph.households, atom),
      isClosed: true,
    })),
  ];
  joinStrays(graph, grids, new Set(pieces.filter((piece) => !main.includes(piece)).flat()));
  return partitionOf(task, graph, grids);
}

const isWorthAGrid = (task: PartTask, graph: AtomGraph, piece: readonly number[]): boolean =>
  sumHouseholds(graph, piece) >= task.target / 2;

function bisect(
  task: PartTask,
  graph: AtomGraph,
  { pieces, counts }: { readonly pieces: readonly number[][]; readonly counts: readonly number[] },
  random: SeededRandom,
): FirstGrid[] {
  const present = (atom: number) => presentOf(task, graph.units[atom] ?? []);
  return pieces.flatMap((piece, i) => {
    const count = counts[i] ?? 1;
    const grids = task.stay
      ? presentGrids(graph, piece, count, { present, random })
      : bisectByTrees(graph, piece, count, random);
    // Without any households every grid is as good as another: a share of 1 keeps the cost finite.
    const share = Math.max(1, sumHouseholds(graph, piece)) / grids.length;
    return grids.map((atoms) => ({ atoms, share }));
  });
}

/** The present grid that holds most of an atom's households, −1: nobody had one. */
function presentOf({ graph, stay }: PartTask, units: readonly number[]): number {
  const present = stay?.gridOf ?? [];
  const sums = [...householdsFrom(graph, units, present)];
  const [most] = sums.toSorted((a, b) => b[1] - a[1] || a[0] - b[0]);
  return most?.[0] ?? -1;
}

function partitionOf(task: PartTask, graph: AtomGraph, grids: readonly FirstGrid[]): Partition {
  const gridOf = new Int32Array(graph.count);
  for (const [grid, { atoms }] of grids.entries()) for (const atom of atoms) gridOf[atom] = grid;
  const goals = {
    share: Float64Array.from(grids, (grid) => grid.share),
    target: task.target,
    closed: Uint8Array.from(grids, (grid) => (grid.isClosed === true ? 1 : 0)),
    pulls: pullsOf(task.graph, graph, task, gridOf),
  };
  return startPartition(graph, task.weights, goals, gridOf);
}

/** Sets lumps free (compounds stay whole) and lets single units move, downhill only. */
function polish(task: PartTask, found: Partition, random: SeededRandom): Partition {
  const atoms = atomsOf(task, false);
  if (atoms.length === found.graph.count) return found;
  const graph = buildAtomGraph(task.graph, atoms, LIMIT * task.target, task.hangsOn);
  const gridOfUnit = gridsByUnit(found);
  const gridOf = atoms.map((units) => gridOfUnit.get(units[0] ?? -1) ?? 0);
  const pulls = pullsOf(task.graph, graph, task, gridOf);
  const free = startPartition(graph, task.weights, { ...found, pulls }, gridOf);
  const moves = Math.ceil(task.effort * POLISH_PER_ATOM * graph.count);
  for (const _ of anneal(free, { random, moves, hot: 0.02, cold: 0.001 }));
  return free;
}

function gridsByUnit({ graph, gridOf }: Partition): Map<number, number> {
  return new Map(
    graph.units.flatMap((units, atom) => units.map((unit) => [unit, int(gridOf, atom)] as const)),
  );
}

function resultOf(task: PartTask, partition: Partition): DividedPart {
  const gridOf = gridsByUnit(partition);
  return {
    gridOf: Int32Array.from(task.units, (unit) => gridOf.get(unit) ?? 0),
    share: partition.share,
    cost: costOf(partition),
  };
}
