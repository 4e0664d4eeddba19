import type { BuildingCoverage } from "./compute-coverage.ts";

/** How evenly a district is served (均衡). Minutes are weighted by households. */
export interface Equity {
  /** Households whose number and minutes are known: what the figures below are about. */
  readonly households: number;
  /** Homes without any way to a station, or that cannot be computed: never averaged in. */
  readonly householdsWithoutWay: number;
  /** Minutes that half and nine tenths of the households need at most; `null` where nobody lives. */
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
  /** 0: everybody walks as long; towards 1: a few walk for all. */
  readonly gini: number | null;
  /** Theil's T in natural logarithms: 0 for everybody alike, at most ln(households). */
  readonly theil: number | null;
}

type Walk = Pick<BuildingCoverage, "households" | "seconds">;

/**
 * Gini = Σᵢ wᵢxᵢ(2Wᵢ − wᵢ) ÷ (W Σᵢ wᵢxᵢ) − 1 over walks in ascending order, Wᵢ their weights so far
 * (the weighted form of half the relative mean difference; Lerman and Yitzhaki 1989).
 * Theil = Σᵢ (wᵢ ÷ W)(xᵢ ÷ μ) ln(xᵢ ÷ μ) (Theil 1967).
 */
export function measureEquity(walks: Iterable<Walk>): Equity {
  const known: Weighted[] = [];
  let householdsWithoutWay = 0;
  for (const { households, seconds } of walks) {
    if (households === null || households === 0) continue;
    if (seconds === null) householdsWithoutWay += households;
    else known.push({ weight: households, minutes: seconds / 60 });
  }
  known.sort((a, b) => a.minutes - b.minutes);
  const households = known.reduce((sum, { weight }) => sum + weight, 0);
  return {
    households,
    householdsWithoutWay,
    medianMinutes: quantile(known, households * 0.5),
    p90Minutes: quantile(known, households * 0.9),
    ...unevenness(known, households),
  };
}

interface Weighted {
  readonly weight: number;
  readonly minutes: number;
}

/** The least minutes within which `least` households arrive. */
function quantile(sorted: readonly Weighted[], least: number): number | null {
  let sum = 0;
  for (const { weight, minutes } of sorted) {
    sum += weight;
    if (sum >= least) return minutes;
  }
  return null;
}

function unevenness(sorted: readonly Weighted[], all: number): Pick<Equity, "gini" | "theil"> {
  if (all === 0) return { gini: null, theil: null };
  const walked = sorted.reduce((sum, { weight, minutes }) => sum + weight * minutes, 0);
  // Everybody lives at a station's door: nothing is shared out unevenly.
  if (walked === 0) return { gini: 0, theil: 0 };
  const mean = walked / all;
  let [sum, ranked, theil] = [0, 0, 0];
  for (const { weight, minutes } of sorted) {
    sum += weight;
    ranked += weight * minutes * (2 * sum - weight);
    const ratio = minutes / mean;
    if (ratio > 0) theil += (weight / all) * ratio * Math.log(ratio);
  }
  return { gini: Math.max(0, ranked / (all * walked) - 1), theil: Math.max(0, theil) };
}
