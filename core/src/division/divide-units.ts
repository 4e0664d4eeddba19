import { int } from "../topology/index.ts";
import { dividePart, type PartTask } from "./divide-part.ts";
import { gridCount, shareGridCount } from "./grid-count.ts";
import { findParts } from "./ground-parts.ts";
import { PRESETS, type PresetName, type Weights } from "./presets.ts";
import type { UnitGraph } from "./unit-graph.ts";

export interface DivideOptions {
  /** Households per grid. */
  readonly target: number;
  readonly preset: PresetName | Weights;
  /** Key of the random numbers, usually plan seed and community: `1:320205001001`. */
  readonly seed: string;
  readonly effort: number;
  /** Number of grids for all the units together; without it each part gets its own best number. */
  readonly count?: number;
  readonly mayCutSmallCompounds?: boolean;
}

export interface DividedUnits {
  /** Grid 0 … count − 1 of `units[i]`. */
  readonly gridOf: Int32Array;
  readonly count: number;
  /** Fair share (均户) of every grid: of its part, or its own households if it cannot be smaller. */
  readonly share: Float64Array;
  readonly parts: readonly PartFacts[];
  /** Value of the objective. */
  readonly cost: number;
}

export interface PartFacts {
  readonly units: readonly number[];
  readonly households: number;
  readonly grids: number;
}

/**
 * Divides units, normally those of one community (社区), into connected grids of about the target.
 * The same units and options give the same bits on every machine. Yields the share of the work done;
 * answer `true` to stop with what is there.
 *
 * @throws if the target or the effort is not positive, or `count` is below the number of parts.
 */
export function* divideUnits(
  graph: UnitGraph,
  units: readonly number[],
  options: DivideOptions,
): Generator<number, DividedUnits, boolean | undefined> {
  const { target, effort } = options;
  if (!(target > 0 && effort > 0)) throw new Error(`target ${target}, effort ${effort}`);
  const { parts, hangsOn } = findParts(graph, units);
  const households = parts.map((part) => sumOf(graph, part));
  const counts = countsOf(options, households);
  const total = Math.max(1, units.length);
  const grids = new Map<number, number>();
  const share: number[] = [];
  let cost = 0;
  let isStopped = false;
  let done = 0;
  for (const [i, part] of parts.entries()) {
    const task = taskOf(graph, part, options, { hangsOn, count: counts?.[i], number: i });
    const steps = dividePart(isStopped ? { ...task, effort: Number.MIN_VALUE } : task);
    let step = steps.next();
    for (; !step.done; step = steps.next(isStopped)) {
      if (!isStopped) isStopped = (yield (done + step.value * part.length) / total) === true;
    }
    const first = share.length;
    for (const [at, unit] of part.entries()) grids.set(unit, first + int(step.value.gridOf, at));
    share.push(...step.value.share);
    cost += step.value.cost;
    done += part.length;
  }
  return {
    gridOf: Int32Array.from(units, (unit) => grids.get(unit) ?? 0),
    count: share.length,
    share: Float64Array.from(share),
    parts: parts.map((part, i) => partFacts(part, households[i] ?? 0, grids)),
    cost,
  };
}

const sumOf = (graph: UnitGraph, units: readonly number[]): number =>
  units.reduce((sum, unit) => sum + (graph.households[unit] ?? 0), 0);

function countsOf(options: DivideOptions, households: readonly number[]): number[] | undefined {
  if (options.count === undefined) return undefined;
  if (options.count < households.length) {
    throw new Error(`${options.count} grids for ${households.length} parts`);
  }
  return shareGridCount(households, options.count);
}

function taskOf(
  graph: UnitGraph,
  units: readonly number[],
  options: DivideOptions,
  part: {
    hangsOn: ReadonlyMap<number, number>;
    count: number | undefined;
    number: number;
  },
): PartTask {
  const { preset, target, effort, seed } = options;
  return {
    graph,
    units,
    hangsOn: part.hangsOn,
    target,
    effort,
    seed: part.number === 0 ? seed : `${seed}:${part.number}`,
    weights: typeof preset === "string" ? PRESETS[preset] : preset,
    mayCutSmallCompounds: options.mayCutSmallCompounds ?? false,
    ...(part.count === undefined ? {} : { count: part.count }),
  };
}

function partFacts(
  units: readonly number[],
  households: number,
  grids: ReadonlyMap<number, number>,
): PartFacts {
  return { units, households, grids: new Set(units.map((unit) => grids.get(unit))).size };
}

/** What the planner is told before a run: how many grids, and how far their equal share is off. */
export function forecast(households: number, target: number): { grids: number; share: number } {
  const grids = gridCount(households, target);
  return { grids, share: households / grids };
}
