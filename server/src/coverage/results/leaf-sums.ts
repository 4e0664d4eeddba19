import { setImmediate } from "node:timers/promises";
import type { AreaSum, BuildingCoverage } from "@onegrid/core/coverage";
import type { Places } from "./building-places.ts";
import { isCoveredAt, stateAt, type BuildingTimes } from "./building-times.ts";

/** Households and buildings by state, to be added up. */
export interface MutableSum extends AreaSum {
  readonly households: Record<BuildingCoverage["state"], number>;
  readonly buildings: Record<BuildingCoverage["state"], number>;
  buildingsWithoutHouseholds: number;
  estimatedHouseholds: number;
}

/** What all sums of a result are made of: kept with it, so that no reader's answer looks at buildings. */
export interface LeafSums {
  /** In the order of the leaves. */
  readonly sums: readonly MutableSum[];
  /** By leaf, households by the station that is their nearest within the limit. */
  readonly served: readonly ReadonlyMap<number, number>[];
  /** Buildings that cannot be computed. */
  readonly problems: readonly number[];
  readonly buildingsOutsideAreas: number;
}

export const emptySum = (): MutableSum => ({
  households: { covered: 0, uncovered: 0, "not-computable": 0 },
  buildings: { covered: 0, uncovered: 0, "not-computable": 0 },
  buildingsWithoutHouseholds: 0,
  estimatedHouseholds: 0,
});

const STATES = ["covered", "uncovered", "not-computable"] as const;

export function addSum(to: MutableSum, sum: MutableSum): void {
  for (const state of STATES) {
    to.households[state] += sum.households[state];
    to.buildings[state] += sum.buildings[state];
  }
  to.buildingsWithoutHouseholds += sum.buildingsWithoutHouseholds;
  to.estimatedHouseholds += sum.estimatedHouseholds;
}

/** All of them, whatever their state. */
export const householdsOf = ({ households }: MutableSum): number =>
  STATES.reduce((sum, state) => sum + households[state], 0);

/** Looked at between two chances for others. */
const AT_A_TIME = 20_000;

export async function sumLeaves(places: Places, times: BuildingTimes): Promise<LeafSums> {
  const { buildings, leafOf, leaves } = places;
  const sums = leaves.map(emptySum);
  const served = leaves.map(() => new Map<number, number>());
  const problems: number[] = [];
  let buildingsOutsideAreas = 0;
  for (const [at, { households, householdSource }] of buildings.entries()) {
    if (at % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
    const leaf = leafOf[at] ?? -1;
    const [sum, state] = [sums[leaf], stateAt(times, at)];
    if (!sum) continue;
    sum.buildings[state] += 1;
    if (households === null) sum.buildingsWithoutHouseholds += 1;
    else sum.households[state] += households;
    if (householdSource === "estimate") sum.estimatedHouseholds += households ?? 0;
    if (state === "not-computable") problems.push(at);
    if (isCoveredAt(times, at)) addServed(served[leaf], times.station[at] ?? -1, households ?? 0);
  }
  leaves.forEach(({ communityPath }, leaf) => {
    const outside = communityPath.length === 0 ? sums[leaf]?.buildings : undefined;
    for (const state of STATES) buildingsOutsideAreas += outside?.[state] ?? 0;
  });
  return { sums, served, problems, buildingsOutsideAreas };
}

function addServed(served: Map<number, number> | undefined, station: number, count: number): void {
  if (station >= 0) served?.set(station, (served.get(station) ?? 0) + count);
}
