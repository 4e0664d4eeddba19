import { fail, ok, type Result } from "../../result.ts";
import { rowOf } from "./incidence.ts";
import type { SitingError, SitingGoal } from "./siting-problem.ts";
import type { SearchPhase } from "./search-plan.ts";
import type { SitingOptions, SitingPlan } from "./solve-siting.ts";
import { Assignment } from "./assignment.ts";
import { CapacityPrices, hopeless, wholeBound } from "./capacity-bound.ts";
import { capacityModel } from "./capacity-model.ts";
import {
  capacityInstance,
  householdsInReach,
  type CapacityInstance,
  type CapacityProblem,
} from "./capacity-problem.ts";
import { boundByGains, chooseByGain } from "./choose-by-gain.ts";

/** How full a station is under a plan. */
export interface StationLoad {
  /** Candidate number; stations that stand come after the candidates. */
  readonly site: number;
  /** Households it has room for; infinite where its area is not known. */
  readonly room: number;
  readonly served: number;
  /** Households in its reach that no station has room for: with room for them here all are served. */
  readonly waiting: number;
}

/** A plan whose `covered` are the households that a station in reach has room for. */
export interface CapacityPlan extends SitingPlan {
  /** Households in reach of a station, with room or without. */
  readonly inReach: number;
  readonly loads: readonly StationLoad[];
}

const STEPS = 160;
const REPORT_EVERY = 10;
const ROUND_EVERY = 20;
const FIRST_PACE = 1;
/** Steps without a better bound after which they get shorter, and with which pace they end. */
const PATIENCE = 12;
const LAST_PACE = 0.004;
/** More pairs of stations and classes are too many for the exact solver: the gap stays. */
const MOST_PAIRS = 250_000;
const NODE_LIMITS = [1, 100, 2000, 40_000];

/**
 * Looks for the sites that serve most households within the room there is, from both sides: a plan by
 * greedy gains (serving is submodular in the stations, so it is at least 1 − 1/e of the best), a bound
 * by prices, what is left by the exact solver. Without one it ends with the gap that is left.
 */
export function* solveCapacitated(
  problem: CapacityProblem,
  goal: SitingGoal,
  options: SitingOptions,
): Generator<CapacityPlan, Result<CapacityPlan, SitingError>> {
  const made = capacityInstance(problem, goal);
  if (!made.ok) return made;
  const search = new CapacitySearch(made.value);
  search.offer(chooseByGain(made.value));
  yield search.plan("greedy");
  search.lowerByGains();
  yield search.plan("bound");
  yield* search.closeIn();
  yield* search.solveRest(options);
  if (search.isPlanned) return ok(search.plan("exact"));
  const room = made.value.money;
  if (search.isImpossible) return fail({ code: "coverage.must-serve-too-few", room });
  return fail({ code: "coverage.must-serve-not-found", room });
}

class CapacitySearch {
  #instance: CapacityInstance;
  #best: { readonly sites: readonly number[]; readonly assignment: Assignment } | null = null;
  #bound: number;
  isImpossible = false;

  constructor(instance: CapacityInstance) {
    this.#instance = instance;
    const all = [
      ...instance.fixed,
      ...[...instance.isOpen.keys()].filter((i) => instance.isOpen[i] === 1),
    ];
    this.#bound = householdsInReach(instance, all);
  }

  get isPlanned(): boolean {
    return this.#best !== null;
  }

  get #served(): number {
    return this.#best?.assignment.served ?? -Infinity;
  }

  get #isDone(): boolean {
    return this.#best !== null && this.#served >= this.#bound;
  }

  /** Takes a plan over if it serves whom it must, and more than the one before. */
  offer(sites: readonly number[]): void {
    const { reach, households, room, fixed, isMust } = this.#instance;
    const assignment = new Assignment(reach, households, room);
    const all = [...fixed, ...sites];
    for (const isWanted of isMust.includes(1) ? [isMust, undefined] : [undefined]) {
      for (const site of all) assignment.open(site, isWanted);
    }
    if (assignment.unserved.some((left, row) => left > 0 && isMust[row] === 1)) return;
    if (assignment.served > this.#served) this.#best = { sites, assignment };
  }

  lowerByGains(): void {
    this.#lower(boundByGains(this.#instance));
  }

  /** Lowers the bound, rounds its choice now and then, and leaves out who has no chance. */
  *closeIn(): Generator<CapacityPlan> {
    const prices = new CapacityPrices(this.#instance);
    let pace = FIRST_PACE;
    let patience = PATIENCE;
    for (let step = 1; step <= STEPS && pace > LAST_PACE && !this.#isDone; step++) {
      const { bound, chosen } = prices.step(Math.max(this.#served, 0), pace);
      if (wholeBound(bound) < this.#bound) patience = PATIENCE;
      else if (--patience === 0) [pace, patience] = [pace / 2, PATIENCE];
      this.#lower(wholeBound(bound));
      this.#leaveOut(hopeless(bound, this.#served + 1));
      if (step % ROUND_EVERY === 0) this.offer(chosen);
      if (step % REPORT_EVERY === 0) yield this.plan("bound");
    }
    yield this.plan("bound");
  }

  *solveRest({ solveMip, seed }: SitingOptions): Generator<CapacityPlan> {
    if (this.#isDone || solveMip === undefined) return;
    const { reach, fixed, isOpen } = this.#instance;
    const open = [...isOpen.keys()].filter((site) => isOpen[site] === 1);
    const pairs = [...fixed, ...open].reduce((sum, site) => sum + rowOf(reach, site).length, 0);
    if (pairs > MOST_PAIRS) return;
    const { model, sites, pointOf } = capacityModel(this.#instance);
    for (const maxNodes of NODE_LIMITS) {
      const begin = this.#best;
      const start = begin === null ? null : pointOf(new Set(begin.sites), begin.assignment);
      const answer = solveMip(model, { start, maxNodes, seed });
      const { values } = answer;
      if (values !== null) this.offer(sites.filter((_, i) => (values[i] ?? 0) > 0.5));
      const isClosed = answer.outcome !== "stopped";
      this.isImpossible = answer.outcome === "infeasible" && this.#best === null;
      this.#lower(isClosed ? -Infinity : Math.floor(answer.bound + 1e-6));
      yield this.plan("exact");
      if (isClosed || this.#isDone) return;
    }
  }

  plan(phase: SearchPhase): CapacityPlan {
    const best = this.#best;
    const bound = this.#bound;
    const { fixed, locked } = this.#instance;
    const all = [...fixed, ...(best?.sites ?? [])].toSorted((a, b) => a - b);
    const covered = best?.assignment.served ?? 0;
    return {
      phase,
      candidates: best && [...locked, ...best.sites].toSorted((a, b) => a - b),
      covered,
      bound,
      boundOf: "households",
      gap: bound <= 0 ? 0 : Math.max(0, (bound - covered) / bound),
      proven: best !== null && covered >= bound,
      inReach: householdsInReach(this.#instance, all),
      loads: best === null ? [] : loadsOf(this.#instance, all, best.assignment),
    };
  }

  /** A bound speaks of better plans only: it never falls below the best one. */
  #lower(bound: number): void {
    this.#bound = Math.min(this.#bound, Math.max(bound, this.#served));
  }

  /** Not into the prices' own instance: the choice they relax to stays what the bound was for. */
  #leaveOut(sites: readonly number[]): void {
    if (sites.length === 0 || this.#best === null) return;
    const isOpen = this.#instance.isOpen.slice();
    for (const site of sites) isOpen[site] = 0;
    this.#instance = { ...this.#instance, isOpen };
  }
}

/** Whoever waits is put down once, to the station in reach with the fewest who wait. */
function loadsOf(
  { reach, room }: CapacityInstance,
  sites: readonly number[],
  assignment: Assignment,
): StationLoad[] {
  const waiting = new Map(sites.map((site) => [site, 0]));
  const reachedBy = new Map<number, number[]>();
  for (const site of sites) {
    for (const row of rowOf(reach, site)) {
      if ((assignment.unserved[row] ?? 0) > 0)
        reachedBy.set(row, [...(reachedBy.get(row) ?? []), site]);
    }
  }
  for (const [row, near] of reachedBy) {
    const [first = -1] = near.toSorted((a, b) => (waiting.get(a) ?? 0) - (waiting.get(b) ?? 0));
    waiting.set(first, (waiting.get(first) ?? 0) + (assignment.unserved[row] ?? 0));
  }
  return sites.map((site) => ({
    site,
    room: room[site] ?? 0,
    served: sumOf(rowOf(reach, site), (row) => assignment.servedBy(site, row)),
    waiting: waiting.get(site) ?? 0,
  }));
}

const sumOf = (rows: Uint32Array, valueOf: (row: number) => number): number =>
  rows.reduce((sum, row) => sum + valueOf(row), 0);
