import { findDominated } from "./dominance.ts";
import { modelOf, planOfPoint, pointOf, type SolveMip } from "./exact-core.ts";
import { OPEN, shrink, type SitingInstance } from "./instance.ts";
import { fixByReducedCost, Multipliers, reachOf, type Bound } from "./multipliers.ts";
import { PlanState } from "./plan-state.ts";
import { chooseGreedily, fillByShare, swapSites } from "./search.ts";

/** Chosen candidates and the households they cover, with those that stand. */
export interface Plan {
  readonly candidates: readonly number[];
  readonly covered: number;
}

export type SearchPhase = "greedy" | "swaps" | "bound" | "exact";

/** How far a search is. No plan of the instance covers more than `bound`. */
export interface SearchState {
  readonly phase: SearchPhase;
  /** `null`: none is known that serves all that must be served. */
  readonly best: Plan | null;
  readonly bound: number;
}

export interface SearchOptions {
  /** Without it the search ends with the gap that is left. */
  readonly solveMip?: SolveMip | undefined;
  readonly seed: number;
  /** Plans below this are of no interest: the search ends when one is found or none can be. */
  readonly target?: number;
}

/** Steps between two looks at the bound, and between two roundings, fixings and reports. */
const LOOK_EVERY = 5;
const REPORT_EVERY = 10;
const SWAP_EVERY = 50;
const SHARPEN_EVERY = 20;
const SHARPEN_BY = 0.7;
const MOST_STEPS = 1500;
/** The bound rests when 50 steps brought less than this part of the gap, or of a household. */
const RESTING_GAP = 0.02;
const RESTING_HOUSEHOLDS = 0.25;
/** Smaller savings are not worth making the instance anew. */
const WORTH_SHRINKING = 0.1;
const NODE_LIMITS = [1, 100, 2000, 40_000, 1_000_000];

/**
 * Looks for the best plan of an instance from both sides: a good plan at once by greedy choice and
 * swaps, a bound that falls by multipliers, sites settled by the two, and what is left exactly.
 * Every state it yields is true; it can be left at any time.
 */
export function* searchPlan(
  start: SitingInstance,
  options: SearchOptions,
): Generator<SearchState, SearchState> {
  const search = new PlanSearch(start, options.target ?? 0);
  yield* search.findFirst();
  if (!search.isDone) yield* search.closeIn();
  if (!search.isDone && options.solveMip) yield* search.solveRest(options.solveMip, options.seed);
  return search.state;
}

class PlanSearch {
  #instance: SitingInstance;
  #best: Plan | null = null;
  #bound: number;
  #phase: SearchPhase = "greedy";
  readonly #target: number;

  constructor(start: SitingInstance, target: number) {
    this.#instance = withoutDominated(start);
    this.#bound = reachOf(start);
    this.#target = target;
  }

  get state(): SearchState {
    return { phase: this.#phase, best: this.#best, bound: this.#bound };
  }

  get isDone(): boolean {
    const covered = this.#best?.covered ?? -Infinity;
    return (
      covered >= this.#bound ||
      this.#bound < this.#target ||
      (this.#target > 0 && covered >= this.#target)
    );
  }

  *findFirst(): Generator<SearchState> {
    const plan = new PlanState(this.#instance);
    chooseGreedily(plan);
    this.#offer(plan);
    this.#lower(new Multipliers(this.#instance).bound());
    yield this.state;
    yield* this.#swap(plan);
  }

  *#swap(plan: PlanState): Generator<SearchState> {
    this.#phase = "swaps";
    for (const better of swapSites(plan)) {
      if (this.#offer(better)) yield this.state;
      if (this.isDone) return;
    }
  }

  /** Lowers the bound until it rests, rounding and settling sites on the way. */
  *closeIn(): Generator<SearchState> {
    let prices = new Multipliers(this.#instance);
    let before = Infinity;
    for (let step = 1; step <= MOST_STEPS && !this.isDone; step++) {
      this.#phase = "bound";
      prices.step();
      if (step % LOOK_EVERY !== 0) continue;
      const bound = prices.bound();
      this.#lower(bound);
      if (step % SHARPEN_EVERY === 0) prices.sharpen(SHARPEN_BY);
      if (step % REPORT_EVERY !== 0) continue;
      yield* this.#round(prices, step % SWAP_EVERY === 0);
      if (this.isDone) break;
      prices = this.#settle(prices, bound, WORTH_SHRINKING);
      yield this.state;
      if (step % SWAP_EVERY !== 0) continue;
      const gap = bound.exact - this.#wanted + 1;
      if (before - bound.exact < Math.max(RESTING_HOUSEHOLDS, RESTING_GAP * gap)) break;
      before = bound.exact;
    }
    this.#settle(prices, prices.bound(), 0);
  }

  /** The rest by an exact solver, in turns of more and more nodes; each begins with the best known. */
  *solveRest(solveMip: SolveMip, seed: number): Generator<SearchState> {
    this.#phase = "exact";
    for (const maxNodes of NODE_LIMITS) {
      const instance = this.#instance;
      const begin = new PlanState(instance);
      chooseGreedily(begin);
      const swaps = swapSites(begin);
      while (swaps.next().done !== true);
      const answer = solveMip(modelOf(instance), { start: pointOf(begin), maxNodes, seed });
      if (answer.values !== null) this.#offer(planOfPoint(instance, answer.values));
      const isClosed = answer.outcome !== "stopped";
      const left = Math.floor(answer.bound + 1e-6);
      const bound = isClosed ? (this.#best?.covered ?? -Infinity) : left;
      this.#bound = Math.min(this.#bound, Math.max(bound, this.#best?.covered ?? -Infinity));
      yield this.state;
      if (isClosed || this.isDone) return;
    }
  }

  /** What a plan has to cover to be of interest. */
  get #wanted(): number {
    return Math.max((this.#best?.covered ?? -Infinity) + 1, this.#target);
  }

  #offer(plan: PlanState): boolean {
    if (!plan.isFeasible || plan.covered <= (this.#best?.covered ?? -Infinity)) return false;
    const { taken, candidateOf } = plan.instance;
    const chosen = [...plan.chosen].map((site) => candidateOf[site] ?? 0);
    const candidates = [...taken, ...chosen].toSorted((a, b) => a - b);
    this.#best = { candidates, covered: plan.covered };
    return true;
  }

  /** A bound of what is left speaks of better plans only: it never falls below the best one. */
  #lower({ households }: Bound): void {
    const covered = this.#best?.covered ?? -Infinity;
    this.#bound = Math.min(this.#bound, Math.max(households, covered));
  }

  /** The fractional plan, rounded: the sites chosen most, swapped now and then. */
  *#round(prices: Multipliers, isSwapped: boolean): Generator<SearchState> {
    const plan = new PlanState(this.#instance);
    fillByShare(plan, prices.chosen);
    chooseGreedily(plan);
    this.#offer(plan);
    if (isSwapped) yield* this.#swap(plan);
  }

  #settle(prices: Multipliers, bound: Bound, worth: number): Multipliers {
    const fate = fixByReducedCost(bound, this.#instance.cost, this.#wanted);
    const settled = fate.reduce((sum, what) => sum + (what === OPEN ? 0 : 1), 0);
    if (settled === 0 || settled < worth * fate.length) return prices;
    const shrunk = shrink(this.#instance, fate);
    this.#instance = shrunk.instance;
    return prices.carryOver(shrunk);
  }
}

function withoutDominated(start: SitingInstance): SitingInstance {
  let instance = start;
  for (;;) {
    const fate = findDominated(instance);
    if (fate.every((what) => what === OPEN)) return instance;
    instance = shrink(instance, fate).instance;
  }
}
