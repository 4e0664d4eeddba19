import { int } from "../../topology/index.ts";
import { dividePart, type DividedPart, type DivideProgress, type PartTask } from "./divide-part.ts";
import { dividePartAtBest } from "./divide-part-best.ts";
import { gridCount, shareGrids } from "../model/grid-count.ts";
import { findParts } from "../model/ground-parts.ts";
import { PRESETS, type PresetName, type Weights } from "./presets.ts";
import type { PullOptions } from "./pulls.ts";
import { sumHouseholds } from "../model/sum-households.ts";
import type { UnitGraph } from "../model/unit-graph.ts";

export interface DivideOptions extends PullOptions {
  /** Households per grid. */
  readonly target: number;
  readonly preset: PresetName | Weights;
  /** Key of the random numbers, usually plan seed and community: `1:320205001001`. */
  readonly seed: string;
  readonly effort: number;
  /** Number of grids for all the units together; without it each part gets its own best number. */
  readonly count?: number;
  readonly mayCutSmallCompounds?: boolean;
  /** Ends after so many steps, as many as were taken when somebody stopped a run. */
  readonly stopAfter?: number | undefined;
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
 * The same units and options give the same bits on every machine. Yields as it goes, with the best
 * division so far; answer `true`, or say `stopAfter`, to end with that one.
 *
 * @throws if the target or the effort is not positive, or `count` is below the number of parts.
 */
export function* divideUnits(
  graph: UnitGraph,
  units: readonly number[],
  options: DivideOptions,
): Generator<DivideProgress<DividedUnits>, DividedUnits, boolean | undefined> {
  const { target, effort, stopAfter = Infinity } = options;
  if (!(target > 0 && effort > 0)) throw new Error(`target ${target}, effort ${effort}`);
  const { parts, hangsOn } = findParts(graph, units);
  const counts = countsOf(graph, parts, options.count);
  const tasks = parts.map((part, i) =>
    taskOf(graph, part, options, { hangsOn, count: counts?.[i], number: i }),
  );
  const finished: DividedPart[] = [];
  /** What is not begun yet is divided by the first partition that comes. */
  const withRest = (now: readonly DividedPart[]): DividedUnits =>
    assemble(graph, units, parts, [...now, ...tasks.slice(now.length).map(divideAtOnce)]);
  let step = 0;
  let done = 0;
  for (const [i, task] of tasks.entries()) {
    const size = parts[i]?.length ?? 0;
    const steps = dividePartAtBest(task);
    let next = steps.next();
    while (next.done !== true) {
      const { share, best } = next.value;
      const isStopped = yield {
        share: (done + share * size) / Math.max(1, units.length),
        best: () => withRest([...finished, best()]),
      };
      step++;
      if (isStopped === true || step >= stopAfter) return withRest([...finished, best()]);
      next = steps.next();
    }
    finished.push(next.value);
    done += size;
  }
  return assemble(graph, units, parts, finished);
}

function divideAtOnce(task: PartTask): DividedPart {
  const first = dividePart({ ...task, effort: Number.MIN_VALUE }).next();
  return first.done === true ? first.value : first.value.best();
}

function assemble(
  graph: UnitGraph,
  units: readonly number[],
  parts: readonly (readonly number[])[],
  divided: readonly DividedPart[],
): DividedUnits {
  const grids = new Map<number, number>();
  const share: number[] = [];
  let cost = 0;
  for (const [i, part] of divided.entries()) {
    const first = share.length;
    for (const [at, unit] of (parts[i] ?? []).entries()) {
      grids.set(unit, first + int(part.gridOf, at));
    }
    share.push(...part.share);
    cost += part.cost;
  }
  return {
    gridOf: Int32Array.from(units, (unit) => grids.get(unit) ?? 0),
    count: share.length,
    share: Float64Array.from(share),
    parts: parts.map((part) => partFacts(part, sumHouseholds(graph, part), grids)),
    cost,
  };
}

function countsOf(
  graph: UnitGraph,
  parts: readonly (readonly number[])[],
  count: number | undefined,
): number[] | undefined {
  if (count === undefined) return undefined;
  if (count < parts.length) throw new Error(`${count} grids for ${parts.length} parts`);
  return shareGrids(graph, parts, count);
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
  const { preset, target, effort, seed, walk, stay } = options;
  return {
    graph,
    units,
    hangsOn: part.hangsOn,
    target,
    effort,
    seed: part.number === 0 ? seed : `${seed}:${part.number}`,
    weights: typeof preset === "string" ? PRESETS[preset] : preset,
    mayCutSmallCompounds: options.mayCutSmallCompounds ?? false,
    walk,
    stay,
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
