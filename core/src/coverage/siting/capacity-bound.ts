import { rowOf } from "./incidence.ts";
import type { CapacityInstance } from "./capacity-problem.ts";

const ROUNDING = 1e-6;

/** What the relaxation says at its present prices. */
export interface CapacityBound {
  /** No plan serves more than this, before rounding down. */
  readonly exact: number;
  /** For each candidate: what it is worth at these prices, less what its money is worth. */
  readonly reduced: Float64Array;
}

/**
 * Upper bound by Lagrangian relaxation: the rule "a class is served no more often than it has
 * households" is traded for a price between 0 and 1 for each household served. Then every station fills
 * itself with the cheapest households in reach, and the best stations for the money are chosen one by
 * one. Any prices give a true bound; steps against the gradient lower it (Held and Karp 1971).
 */
export class CapacityPrices {
  readonly #instance: CapacityInstance;
  readonly #prices: Float64Array;
  readonly #orders: Uint32Array[];

  constructor(instance: CapacityInstance) {
    this.#instance = instance;
    this.#prices = new Float64Array(instance.households.length).fill(0.5);
    this.#orders = Array.from(instance.room, (_, site) => rowOf(instance.reach, site).slice());
  }

  /** Answers the bound, moves the prices by one step and tells which candidates were chosen. */
  step(best: number, pace: number): { readonly bound: CapacityBound; readonly chosen: number[] } {
    const { households, fixed } = this.#instance;
    const worth = Float64Array.from(this.#instance.room, (_, site) => this.#worthOf(site));
    const { chosen, bound } = this.#choose(worth);
    const surplus = households.slice();
    for (const site of [...fixed, ...chosen]) this.#fill(site, surplus);
    const length = surplus.reduce((sum, each) => sum + each * each, 0);
    if (length > 0) {
      const stride = (pace * Math.max(bound.exact - best, 1)) / length;
      for (const [row, each] of surplus.entries()) {
        const price = (this.#prices[row] ?? 0) - stride * each;
        this.#prices[row] = Math.min(1, Math.max(0, price));
      }
    }
    return { bound, chosen };
  }

  #worthOf(site: number): number {
    const { room, households } = this.#instance;
    const prices = this.#prices;
    const order = this.#orders[site] ?? new Uint32Array();
    let left = room[site] ?? 0;
    if (Number.isFinite(left)) order.sort((a, b) => (prices[a] ?? 0) - (prices[b] ?? 0));
    let worth = 0;
    for (const row of order) {
      const taken = Math.min(left, households[row] ?? 0);
      worth += taken * (1 - (prices[row] ?? 0));
      left -= taken;
      if (left <= 0) break;
    }
    return worth;
  }

  /** Takes what the site fills itself with from the surplus of each class. */
  #fill(site: number, surplus: Float64Array): void {
    const { room, households } = this.#instance;
    let left = room[site] ?? 0;
    for (const row of this.#orders[site] ?? []) {
      if ((this.#prices[row] ?? 0) >= 1) continue;
      const taken = Math.min(left, households[row] ?? 0);
      surplus[row] = (surplus[row] ?? 0) - taken;
      left -= taken;
      if (left <= 0) return;
    }
  }

  /** The open candidates worth most for their money, as many as fit, the last one in part. */
  #choose(worth: Float64Array) {
    const { households, fixed, isOpen, cost, money } = this.#instance;
    const rate = (site: number): number => (worth[site] ?? 0) / (cost[site] ?? 1);
    const falling = [...isOpen.keys()].filter((site) => isOpen[site] === 1);
    falling.sort((a, b) => rate(b) - rate(a) || a - b);
    const { chosen, critical } = spend(falling, cost, money);
    const price = critical < 0 ? 0 : rate(critical);
    const reduced = Float64Array.from(
      isOpen,
      (_, site) => (worth[site] ?? 0) - price * (cost[site] ?? 0),
    );
    let exact = price * money;
    for (const [row, all] of households.entries()) exact += all * (this.#prices[row] ?? 0);
    for (const site of fixed) exact += worth[site] ?? 0;
    for (const site of falling) exact += Math.max(0, reduced[site] ?? 0);
    return { chosen, bound: { exact, reduced } };
  }
}

/** The first candidates that fit, and the one whose rate is what money is worth; -1 where all fit. */
function spend(falling: readonly number[], cost: Float64Array, money: number) {
  const chosen: number[] = [];
  let left = money;
  for (const site of falling) {
    const asked = cost[site] ?? 0;
    if (asked > left) return { chosen, critical: left === 0 ? (chosen.at(-1) ?? site) : site };
    chosen.push(site);
    left -= asked;
  }
  return { chosen, critical: -1 };
}

export const wholeBound = ({ exact }: CapacityBound): number => Math.floor(exact + ROUNDING);

/** Candidates that are in no plan which serves at least `wanted`. */
export function hopeless({ exact, reduced }: CapacityBound, wanted: number): number[] {
  return [...reduced.keys()].filter((site) => {
    const value = reduced[site] ?? 0;
    return value < 0 && Math.floor(exact + value + ROUNDING) < wanted;
  });
}
