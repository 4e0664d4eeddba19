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

/**
 * No plan serves more than what is served without it, and what the best candidates for the money would
 * each add alone: gains only fall as stations open (Nemhauser, Wolsey, Fisher 1978).
 */
export function boundByGains(instance: CapacityInstance): number {
  const { reach, households, room, fixed, isOpen, cost } = instance;
  const assignment = new Assignment(reach, households, room);
  for (const site of fixed) assignment.open(site);
  const rate = Float64Array.from(isOpen, (open, site) =>
    open === 1 ? mostOf(instance, site) / (cost[site] ?? 1) : -1,
  );
  const isFresh = new Uint8Array(rate.length);
  let left = instance.money;
  let bound = assignment.served;
  for (;;) {
    const best = highest(rate, () => true);
    const value = rate[best] ?? 0;
    if (best < 0 || value <= 0 || left <= 0) return Math.floor(bound + 1e-6);
    if (isFresh[best] === 1) {
      bound += value * Math.min(left, cost[best] ?? 0);
      left -= cost[best] ?? 0;
      rate[best] = -1;
    } else {
      rate[best] = assignment.gainOf(best) / (cost[best] ?? 1);
      isFresh[best] = 1;
    }
  }
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
