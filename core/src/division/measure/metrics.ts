import { LIMIT } from "../model/grid-count.ts";
import { BARRIER, float, int, uint } from "../../topology/index.ts";
import { gridFacts, type Assignment, type GridFacts } from "./grid-facts.ts";
import { findParts } from "../model/ground-parts.ts";
import { BARRIER_CLASSES } from "../model/unit-graph.ts";

/** One number about a division. Shares are fractions of 1, lengths metres. */
export interface Metric {
  readonly key: string;
  /** Raised when the formula changes: numbers of two versions are not compared. */
  readonly version: number;
  /** `null`: cannot be said, such as a mean over no grids. */
  readonly compute: (facts: readonly GridFacts[], tallies: Tallies) => number | null;
}

export const METRICS: readonly Metric[] = [
  { key: "grids", version: 1, compute: (facts) => facts.length },
  { key: "households", version: 1, compute: (facts) => sum(facts.map((g) => g.households)) },
  { key: "oversized", version: 1, compute: (facts) => facts.filter((g) => g.isOversized).length },
  { key: "fairShareWithin5", version: 1, compute: (facts) => fairShareWithin(facts, 0.05) },
  { key: "fairShareWithin10", version: 1, compute: (facts) => fairShareWithin(facts, 0.1) },
  { key: "fairShareWithin20", version: 1, compute: (facts) => fairShareWithin(facts, 0.2) },
  { key: "targetWithin10", version: 1, compute: (facts) => targetWithin(facts, -0.1, 0.1) },
  { key: "targetWithin20", version: 1, compute: (facts) => targetWithin(facts, -0.2, 0.2) },
  // 110–139 households of 125, the rule of the British Output Areas of 2001, scaled to the target.
  { key: "ukBand", version: 1, compute: (facts) => targetWithin(facts, -0.12, 0.112) },
  { key: "fairShareRms", version: 1, compute: (facts) => rootMeanSquare(deviations(facts)) },
  { key: "fairShareWorst", version: 1, compute: (facts) => largest(deviations(facts)) },
  { key: "polsbyPopperMean", version: 1, compute: (facts) => mean(shapesOf(facts)) },
  {
    key: "polsbyPopperP5",
    version: 1,
    compute: (facts) => percentile(shapesOf(facts), 0.05),
  },
  { key: "contiguous", version: 1, compute: (facts) => share(facts, (g) => g.pieces <= 1) },
  { key: "innerBorderOnBarriers", version: 1, compute: (_, { borders }) => onBarriers(borders) },
  { key: "acrossHardBarriers", version: 1, compute: (_, { hardInside }) => hardInside / 100 },
  { key: "smallCompoundsCut", version: 1, compute: (_, { compounds }) => compounds.small },
  { key: "largeCompoundsInFewest", version: 1, compute: (_, { compounds }) => compounds.fewest },
];

export type MetricValues = Readonly<Record<string, number | null>>;

/** All metrics of a division by their keys. `facts`: of its grids, where they are known already. */
export const measure = (
  assignment: Assignment,
  facts = gridFacts(assignment),
  tallies = tally(assignment),
): MetricValues => measureFrom(facts, tallies);

/** The same from what is known of the whole division already. */
export const measureFrom = (facts: readonly GridFacts[], tallies: Tallies): MetricValues =>
  Object.fromEntries(METRICS.map(({ key, compute }) => [key, compute(facts, tallies)]));

/** What the metrics ask of a division beyond its grids one by one. */
export interface Tallies {
  /** Centimetres of border between grids of one community, by barrier class. */
  readonly borders: ArrayLike<number>;
  /**
   * Centimetres of hard barrier inside grids, ground that hangs on one of its banks left out. Two
   * banks in one grid can only come from a link.
   */
  readonly hardInside: number;
  readonly compounds: CompoundCuts;
}

/** By asking every unit. */
const tally = (assignment: Assignment): Tallies => ({
  borders: lengthsByClass(assignment),
  hardInside: hardBarriersInside(assignment),
  compounds: compoundsCut(assignment),
});

/** Grids that can be held to a share: those a single large building fills are left out. */
const divisible = (facts: readonly GridFacts[]) => facts.filter((grid) => !grid.isOversized);
const deviations = (facts: readonly GridFacts[]) =>
  divisible(facts).map((grid) => Math.abs(grid.deviationFairShare));
const shapesOf = (facts: readonly GridFacts[]) => facts.map((grid) => grid.polsbyPopper);

const fairShareWithin = (facts: readonly GridFacts[], band: number) =>
  share(divisible(facts), (grid) => Math.abs(grid.deviationFairShare) <= band);
const targetWithin = (facts: readonly GridFacts[], low: number, high: number) =>
  share(
    divisible(facts),
    ({ deviationTarget: deviation }) => deviation >= low && deviation <= high,
  );

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) =>
  values.length > 0 ? sum(values) / values.length : null;
const largest = (values: readonly number[]) => (values.length > 0 ? Math.max(...values) : null);
const share = <T>(items: readonly T[], isIn: (item: T) => boolean) =>
  items.length > 0 ? items.filter(isIn).length / items.length : null;

function rootMeanSquare(values: readonly number[]): number | null {
  const meanSquare = mean(values.map((value) => value * value));
  return meanSquare === null ? null : Math.sqrt(meanSquare);
}

function percentile(values: readonly number[], part: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * part)] ?? null;
}

/** Length per barrier class of the borders between grids; centimetres. */
function lengthsByClass({ graph, gridOf }: Assignment): number[] {
  const lengths = Array.from({ length: BARRIER_CLASSES }, () => 0);
  for (let unit = 0; unit < graph.count; unit++) {
    for (let e = uint(graph.first, unit); e < uint(graph.first, unit + 1); e++) {
      const other = uint(graph.to, e);
      if (other < unit || gridOf[other] === gridOf[unit]) continue;
      for (let barrier = 0; barrier < BARRIER_CLASSES; barrier++) {
        const length = uint(graph.byClass, BARRIER_CLASSES * e + barrier);
        lengths[barrier] = (lengths[barrier] ?? 0) + length;
      }
    }
  }
  return lengths;
}

/** Of the borders between two grids of one community, hard ones left out, the share on classes 1–4. */
export function onBarriers(borders: ArrayLike<number>): number | null {
  const lengths = Array.from(borders).slice(BARRIER.arterial);
  const all = sum(lengths);
  return all > 0 ? 1 - (lengths.at(-1) ?? 0) / all : null;
}

function hardBarriersInside({ graph, gridOf }: Assignment): number {
  const { hangsOn } = findParts(graph, [...Array.from({ length: graph.count }).keys()]);
  let length = 0;
  for (let unit = 0; unit < graph.count; unit++) {
    if (hangsOn.has(unit)) continue;
    for (let e = uint(graph.first, unit); e < uint(graph.first, unit + 1); e++) {
      const other = uint(graph.to, e);
      if (other < unit || gridOf[other] !== gridOf[unit] || hangsOn.has(other)) continue;
      length += uint(graph.byClass, BARRIER_CLASSES * e + BARRIER.hard);
    }
  }
  return length;
}

/** Compounds and the number of grids they lie in. */
export interface CompoundCuts {
  /** Compounds that fit into one grid, in more than one. */
  readonly small: number;
  /** Of the larger ones, the share in as few pieces as their households allow; `null`: none. */
  readonly fewest: number | null;
}

function compoundsCut({ graph, gridOf, target }: Assignment): CompoundCuts {
  const limit = LIMIT * target;
  const compounds = new Map<number, { households: number; grids: Set<number> }>();
  for (let unit = 0; unit < graph.count; unit++) {
    const compound = int(graph.compound, unit);
    if (compound < 0) continue;
    const entry = compounds.get(compound) ?? { households: 0, grids: new Set() };
    entry.households += float(graph.households, unit);
    entry.grids.add(gridOf[unit] ?? -1);
    compounds.set(compound, entry);
  }
  return countCuts(
    [...compounds.values()].map(({ households, grids }) => ({ households, pieces: grids.size })),
    limit,
  );
}

export interface CompoundPieces {
  readonly households: number;
  /** Grids it lies in; ground in no grid counts as one. */
  readonly pieces: number;
}

/** `limit`: households that one grid may have. */
export function countCuts(compounds: readonly CompoundPieces[], limit: number): CompoundCuts {
  return {
    small: compounds.filter(({ households, pieces }) => households <= limit && pieces > 1).length,
    fewest: share(
      compounds.filter(({ households }) => households > limit),
      ({ households, pieces }) => pieces <= Math.ceil(households / limit),
    ),
  };
}
