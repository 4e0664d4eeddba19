import { rowOf } from "./incidence.ts";
import { Assignment } from "./assignment.ts";
import type { CapacityInstance } from "./capacity-problem.ts";

/**
 * Opens what serves most more people for its money, until nothing fits or helps: first those who must
 * be served, then all. Gains only fall as stations open, so one that is still the best after looking
 * again is the best (lazy greedy, Minoux 1978).
 */
export function chooseByGain(instance: CapacityInstance): number[] {
  const { reach, households, room, fixed, isMust } = instance;
  const assignment = new Assignment(reach, households, room);
  const chosen: number[] = [];
  const rounds = isMust.includes(1) ? [isMust, undefined] : [undefined];
  for (const isWanted of rounds) {
    for (const site of [...fixed, ...chosen]) assignment.open(site, isWanted);
    fillUp(instance, { assignment, chosen, isWanted });
  }
  return chosen;
}

interface Filling {
  readonly assignment: Assignment;
  readonly chosen: number[];
  readonly isWanted: Uint8Array | undefined;
}

function fillUp(instance: CapacityInstance, { assignment, chosen, isWanted }: Filling): void {
  const { isOpen, cost } = instance;
  let left = instance.money - chosen.reduce((sum, site) => sum + (cost[site] ?? 0), 0);
  const rate = Float64Array.from(isOpen, (open, site) =>
    open === 1 && !chosen.includes(site) ? mostOf(instance, site) / (cost[site] ?? 1) : -1,
  );
  const isFresh = new Uint8Array(rate.length);
  for (;;) {
    const best = highest(rate, (site) => (cost[site] ?? 0) <= left);
    if (best < 0 || (rate[best] ?? 0) <= 0) return;
    if (isFresh[best] === 0) {
      rate[best] = assignment.gainOf(best, isWanted) / (cost[best] ?? 1);
      isFresh[best] = 1;
      continue;
    }
    assignment.open(best, isWanted);
    chosen.push(best);
    left -= cost[best] ?? 0;
    rate[best] = -1;
    isFresh.fill(0);
  }
}

function mostOf({ reach, households, room }: CapacityInstance, site: number): number {
  const near = rowOf(reach, site).reduce((sum, row) => sum + (households[row] ?? 0), 0);
  return Math.min(near, room[site] ?? 0);
}

function highest(rate: Float64Array, fits: (site: number) => boolean): number {
  let best = -1;
  for (let site = 0; site < rate.length; site++) {
    if ((best < 0 || (rate[site] ?? 0) > (rate[best] ?? 0)) && fits(site)) best = site;
  }
  return best;
}
