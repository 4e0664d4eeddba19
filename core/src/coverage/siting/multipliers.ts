import { IN, OPEN, OUT, type Shrunk, type SitingInstance } from "./instance.ts";
import { sumOf } from "./plan-state.ts";

/** Sums of whole households in floating point: off by far less than this. */
const ROUNDING = 1e-6;
/** The first smoothing, as a share of the score of the last site that fits. */
const FIRST_SMOOTHING = 0.25;
const LAST_SMOOTHING = 1e-4;
const HALVINGS = 40;

/** No plan of the instance covers more households than this. */
export interface Bound {
  /** Before rounding down. */
  readonly exact: number;
  readonly households: number;
  /** Score of each site less what its room is worth: how much worse the bound gets without, or with, it. */
  readonly reduced: Float64Array;
  /** Added to `reduced` of sites that are not in the best choice. */
  readonly slack: number;
}

/**
 * Upper bound by Lagrangian relaxation: the rule "a class is covered only if one of its sites is
 * chosen" is given up for a price λ per class, 0 ≤ λ ≤ its households (no upper end where it must be
 * served). What is left is a choice of sites by score Σ λ, a fractional knapsack, whose value is a
 * bound for every λ. Its least value is that of the linear relaxation.
 *
 * λ is improved by Nesterov's accelerated gradient on a smoothed choice (Nesterov 2005), restarted when
 * it turns back (O'Donoghue & Candès 2015), with steps scaled by class. The smoothed choice comes out
 * as a fractional plan beside it, which plain subgradients do not give.
 */
export class Multipliers {
  readonly instance: SitingInstance;
  /** Share to which each site is chosen in the smoothed relaxation. */
  readonly chosen: Float64Array;
  readonly lambda: Float64Array;
  readonly #ahead: Float64Array;
  readonly #upper: Float64Array;
  readonly #scale: Float64Array;
  readonly #scores: Float64Array;
  #smoothing: number;
  #momentum = 1;

  constructor(instance: SitingInstance, start?: { lambda: Float64Array; smoothing: number }) {
    const { weight, isMust, own } = instance;
    this.instance = instance;
    this.lambda = start?.lambda ?? weight.slice();
    this.#ahead = this.lambda.slice();
    this.#upper = weight.map((households, row) => (isMust[row] === 1 ? Infinity : households));
    this.chosen = new Float64Array(own.length);
    this.#scores = new Float64Array(own.length);
    this.#scale = scalesOf(instance);
    this.#score(this.lambda);
    const first = FIRST_SMOOTHING * this.#priceOfRoom();
    this.#smoothing = start?.smoothing ?? Math.max(first, LAST_SMOOTHING);
  }

  get smoothing(): number {
    return this.#smoothing;
  }

  /** Sharpens the smoothed choice. */
  sharpen(factor: number): void {
    this.#smoothing = Math.max(this.#smoothing * factor, LAST_SMOOTHING);
    this.#momentum = 1;
    this.#ahead.set(this.lambda);
  }

  step(): void {
    this.#score(this.#ahead);
    this.#choose();
    const next = (1 + Math.sqrt(1 + 4 * this.#momentum ** 2)) / 2;
    const push = (this.#momentum - 1) / next;
    this.#momentum = this.#move(push) > 0 ? 1 : next;
  }

  /** The bound at the present multipliers. */
  bound(): Bound {
    const { instance } = this;
    this.#score(this.lambda);
    const price = this.#priceOfRoom();
    const { weight, cost } = instance;
    let exact = instance.base + price * instance.room;
    for (let row = 0; row < weight.length; row++) {
      exact += (weight[row] ?? 0) - (this.lambda[row] ?? 0);
    }
    const reduced = new Float64Array(cost.length);
    let used = 0;
    let slack = Infinity;
    for (let site = 0; site < cost.length; site++) {
      const left = (this.#scores[site] ?? 0) - price * (cost[site] ?? 0);
      reduced[site] = left;
      if (left <= 0) continue;
      exact += left;
      used += cost[site] ?? 0;
      slack = Math.min(slack, left / (cost[site] ?? 1));
    }
    // With the room used up, its price may rise to the score of the last one in.
    const isFull = used === instance.room && Number.isFinite(slack);
    const households = Math.floor(exact + ROUNDING);
    return { exact, households, reduced, slack: isFull ? slack : 0 };
  }

  /** Fewest sites with which the bound still reaches `needed` households; `Infinity` if none do. */
  fewestSites(needed: number): number {
    const { instance } = this;
    this.#score(this.lambda);
    let bound = instance.base + sumOf(instance.weight) - sumOf(this.lambda);
    const falling = this.#scores.toSorted((a, b) => b - a);
    for (let count = 0; count <= falling.length; count++) {
      if (Math.floor(bound + ROUNDING) >= needed) return count;
      bound += falling[count] ?? 0;
    }
    return Infinity;
  }

  /** Takes the multipliers over to a smaller instance; merged classes keep the sum. */
  carryOver({ instance, classOf, siteOf }: Shrunk): Multipliers {
    const lambda = new Float64Array(instance.weight.length);
    for (const [row, now] of classOf.entries()) {
      if (now >= 0) lambda[now] = (lambda[now] ?? 0) + (this.lambda[row] ?? 0);
    }
    const next = new Multipliers(instance, { lambda, smoothing: this.#smoothing });
    for (const [site, now] of siteOf.entries()) {
      if (now >= 0) next.chosen[now] = this.chosen[site] ?? 0;
    }
    return next;
  }

  #score(lambda: Float64Array): void {
    const { own, sitesOfClass } = this.instance;
    const { first, items } = sitesOfClass;
    const scores = this.#scores;
    scores.set(own);
    for (let row = 0; row < lambda.length; row++) {
      const price = lambda[row] ?? 0;
      if (price === 0) continue;
      const end = first[row + 1] ?? 0;
      for (let at = first[row] ?? 0; at < end; at++) {
        const site = items[at] ?? 0;
        scores[site] = (scores[site] ?? 0) + price;
      }
    }
  }

  /** The least price per room at which the sites worth more than it fit in. */
  #priceOfRoom(): number {
    const { cost, room } = this.instance;
    const scores = this.#scores;
    const isTooMuch = (price: number): boolean => {
      let used = 0;
      for (let site = 0; site < cost.length; site++) {
        const asked = cost[site] ?? 0;
        if ((scores[site] ?? 0) > price * asked) used += asked;
      }
      return used > room;
    };
    return leastWhere(isTooMuch, this.#highestRate());
  }

  #highestRate(): number {
    const { cost } = this.instance;
    let highest = 0;
    for (let site = 0; site < cost.length; site++) {
      highest = Math.max(highest, (this.#scores[site] ?? 0) / (cost[site] ?? 1));
    }
    return highest;
  }

  /** The smoothed choice: shares between 0 and 1 that fill the room. */
  #choose(): void {
    const { cost, room } = this.instance;
    const scores = this.#scores;
    const width = this.#smoothing;
    const shareAt = (site: number, price: number): number => {
      const share = ((scores[site] ?? 0) / (cost[site] ?? 1) - price) / width;
      return share <= 0 ? 0 : Math.min(share, 1);
    };
    const isTooMuch = (price: number): boolean => {
      let used = 0;
      for (let site = 0; site < cost.length; site++)
        used += (cost[site] ?? 0) * shareAt(site, price);
      return used > room;
    };
    const price = leastWhere(isTooMuch, this.#highestRate());
    for (let site = 0; site < cost.length; site++) this.chosen[site] = shareAt(site, price);
  }

  /** One step down the gradient, and ahead by the momentum. Answers whether that turned back. */
  #move(push: number): number {
    const { first, items } = this.instance.sitesOfClass;
    const { lambda, chosen } = this;
    let turned = 0;
    for (let row = 0; row < lambda.length; row++) {
      let surplus = -1;
      const end = first[row + 1] ?? 0;
      for (let at = first[row] ?? 0; at < end; at++) surplus += chosen[items[at] ?? 0] ?? 0;
      const from = this.#ahead[row] ?? 0;
      const old = lambda[row] ?? 0;
      const free = from - this.#smoothing * (this.#scale[row] ?? 0) * surplus;
      const now = free <= 0 ? 0 : Math.min(free, this.#upper[row] ?? 0);
      turned += (from - now) * (now - old);
      lambda[row] = now;
      this.#ahead[row] = now + push * (now - old);
    }
    return turned;
  }
}

/** Steps that cannot overshoot: one over the sum of what its sites' scores depend on. */
function scalesOf({ cost, sitesOfClass, classesOfSite, weight }: SitingInstance): Float64Array {
  return weight.map((_, row) => {
    let sum = 0;
    const end = sitesOfClass.first[row + 1] ?? 0;
    for (let at = sitesOfClass.first[row] ?? 0; at < end; at++) {
      const site = sitesOfClass.items[at] ?? 0;
      const size = (classesOfSite.first[site + 1] ?? 0) - (classesOfSite.first[site] ?? 0);
      sum += size / (cost[site] ?? 1);
    }
    return sum === 0 ? 0 : 1 / sum;
  });
}

/** The least number from 0 to `high` at which `isTooMuch` no longer holds, from above. */
function leastWhere(isTooMuch: (price: number) => boolean, high: number): number {
  if (!isTooMuch(0)) return 0;
  let low = 0;
  let enough = high;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + enough) / 2;
    if (isTooMuch(middle)) low = middle;
    else enough = middle;
  }
  return enough;
}

/**
 * What must become of each site in a plan that covers at least `wanted` households: left out where
 * taking it would push the bound below, taken where leaving it out would (reduced-cost fixing).
 */
export function fixByReducedCost(
  { exact, reduced, slack }: Bound,
  cost: Float64Array,
  wanted: number,
): Uint8Array {
  const isHopeless = (bound: number): boolean => Math.floor(bound + ROUNDING) < wanted;
  return Uint8Array.from(reduced, (value, site) => {
    if (value > 0) return isHopeless(exact - value) ? IN : OPEN;
    return isHopeless(exact + value - slack * (cost[site] ?? 0)) ? OUT : OPEN;
  });
}

/** The bound before any multiplier was moved: everything, or what fits. */
export const reachOf = (instance: SitingInstance): number =>
  instance.base + sumOf(instance.own) + sumOf(instance.weight);
