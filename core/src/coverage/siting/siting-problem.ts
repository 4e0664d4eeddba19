import { fail, ok, type Result } from "../../result.ts";
import type { Incidence } from "./incidence.ts";
import { rowCount, rowOf, transpose } from "./incidence.ts";
import { IN, OPEN, OUT, shrink, type SitingInstance } from "./instance.ts";

/**
 * Where to put stations (选址): candidates, the buildings each would cover, and what stands already.
 * Which buildings those are was settled before, by one definition of coverage.
 */
export interface SitingProblem {
  /** For each candidate the buildings it covers. */
  readonly reach: Incidence;
  /** Households of every building, reached or not; unknown counts 0. */
  readonly households: Int32Array;
  /** 1: covered by a station that stands and stays. */
  readonly isCovered?: Uint8Array;
  /** Candidates that are in every plan, and count among its stations. */
  readonly locked?: readonly number[];
  /** Candidates that are in none. */
  readonly forbidden?: readonly number[];
  /** 1: every plan has to cover this building. */
  readonly mustServe?: Uint8Array;
  /** Opening cost of each candidate, above 0; without it a budget counts stations. */
  readonly cost?: Float64Array;
}

export type SitingGoal =
  /** Most households with so many new stations (MCLP). */
  | { readonly kind: "count"; readonly count: number }
  /** Fewest new stations that cover this share of all households, 1 for all of them (PSCLP, LSCP). */
  | { readonly kind: "share"; readonly share: number }
  /** Most households for so much money. */
  | { readonly kind: "budget"; readonly budget: number };

export type SitingError =
  | { readonly code: "coverage.no-candidates" }
  | { readonly code: "coverage.all-forbidden"; readonly candidates: number }
  | {
      readonly code: "coverage.too-many-stations";
      readonly wanted: number;
      /** Candidates that are not forbidden. */
      readonly candidates: number;
    }
  | {
      readonly code: "coverage.locked-above-count";
      readonly locked: number;
      readonly wanted: number;
    }
  | { readonly code: "coverage.bad-siting-goal"; readonly value: number }
  | { readonly code: "coverage.bad-site-cost"; readonly candidate: number; readonly cost: number }
  | {
      readonly code: "coverage.budget-below-locked";
      readonly budget: number;
      /** What the locked candidates cost together. */
      readonly needed: number;
    }
  | { readonly code: "coverage.locked-forbidden"; readonly candidate: number }
  | {
      readonly code: "coverage.share-unreachable";
      readonly share: number;
      /** Households that all candidates together would cover, and all there are. */
      readonly most: number;
      readonly households: number;
    }
  /** Buildings that have to be covered and that no candidate covers. */
  | { readonly code: "coverage.must-serve-unreachable"; readonly buildings: readonly number[] }
  /** Asked for with limited room: nobody has worked out how few stations that would take. */
  | { readonly code: "coverage.capacity-no-share" }
  /** Nor has anybody worked out how limited room is shared out fairly. */
  | { readonly code: "coverage.capacity-not-fair" }
  /** No plan was found that serves all who must be served, and none was ruled out either. */
  | { readonly code: "coverage.must-serve-not-found"; readonly room: number }
  /** Proven: no plan of this size covers everything that has to be covered. */
  | { readonly code: "coverage.must-serve-too-few"; readonly room: number };

/** The question as an instance with `room` for new stations or money; refused where it makes no sense. */
export function instanceOf(
  problem: SitingProblem,
  goal: SitingGoal,
): Result<SitingInstance, SitingError> {
  const count = rowCount(problem.reach);
  const checked = checkQuestion(problem, goal);
  if (checked !== null) return fail(checked);
  const { households, mustServe } = problem;
  const isStanding = problem.isCovered ?? new Uint8Array(households.length);
  const cost = costOf(problem, goal);
  const fate = new Uint8Array(count).fill(OPEN);
  for (const site of problem.forbidden ?? []) fate[site] = OUT;
  for (const site of problem.locked ?? []) fate[site] = IN;
  const { instance } = shrink(
    {
      candidateOf: Uint32Array.from({ length: count }, (_, site) => site),
      cost,
      own: new Float64Array(count),
      weight: Float64Array.from(households, (all, i) => (isStanding[i] === 1 ? 0 : all)),
      isMust: isStanding.map((stands, i) => (stands === 1 ? 0 : (mustServe?.[i] ?? 0))),
      sitesOfClass: transpose(problem.reach, households.length),
      base: households.reduce((sum, all, i) => sum + all * (isStanding[i] ?? 0), 0),
      taken: [],
      room: roomOf(goal, count),
    },
    fate,
  );
  return ok(instance);
}

function costOf({ reach, cost }: SitingProblem, goal: SitingGoal): Float64Array {
  const isPriced = goal.kind === "budget" && cost !== undefined;
  return isPriced ? cost : new Float64Array(rowCount(reach)).fill(1);
}

/** Locked candidates count too: they take their part of the number, or of the money. */
function roomOf(goal: SitingGoal, candidates: number): number {
  if (goal.kind === "budget") return goal.budget;
  return goal.kind === "count" ? goal.count : candidates;
}

/** What makes no sense in a question; `null`: nothing. */
export const checkQuestion = (problem: SitingProblem, goal: SitingGoal): SitingError | null =>
  checkGoal(goal) ?? checkCandidates(problem, goal) ?? checkMustServe(problem);

function checkGoal(goal: SitingGoal): SitingError | null {
  if (goal.kind === "count") {
    const isFine = Number.isSafeInteger(goal.count) && goal.count >= 1;
    return isFine ? null : { code: "coverage.bad-siting-goal", value: goal.count };
  }
  const value = goal.kind === "share" ? goal.share : goal.budget;
  const isFine = value > 0 && (goal.kind === "share" ? value <= 1 : Number.isFinite(value));
  return isFine ? null : { code: "coverage.bad-siting-goal", value };
}

function checkCandidates(problem: SitingProblem, goal: SitingGoal): SitingError | null {
  const candidates = rowCount(problem.reach);
  if (candidates === 0) return { code: "coverage.no-candidates" };
  const forbidden = new Set(problem.forbidden);
  const locked = new Set(problem.locked);
  const both = [...locked].find((site) => forbidden.has(site));
  if (both !== undefined) return { code: "coverage.locked-forbidden", candidate: both };
  if (forbidden.size === candidates) return { code: "coverage.all-forbidden", candidates };
  if (goal.kind === "count")
    return checkCount(goal.count, candidates - forbidden.size, locked.size);
  return goal.kind === "budget" ? checkPrices(problem, goal.budget) : null;
}

function checkCount(wanted: number, candidates: number, locked: number): SitingError | null {
  if (wanted > candidates) return { code: "coverage.too-many-stations", wanted, candidates };
  return locked > wanted ? { code: "coverage.locked-above-count", locked, wanted } : null;
}

function checkPrices(problem: SitingProblem, budget: number): SitingError | null {
  const { cost, locked = [] } = problem;
  const candidate = cost?.findIndex((price) => !(price > 0 && Number.isFinite(price))) ?? -1;
  if (candidate >= 0) {
    return { code: "coverage.bad-site-cost", candidate, cost: cost?.[candidate] ?? 0 };
  }
  const needed = locked.reduce((sum, site) => sum + (cost?.[site] ?? 1), 0);
  return needed > budget ? { code: "coverage.budget-below-locked", budget, needed } : null;
}

function checkMustServe(problem: SitingProblem): SitingError | null {
  const { mustServe } = problem;
  if (mustServe === undefined) return null;
  const isReached = reachable(problem);
  const buildings = [...mustServe.keys()].filter((i) => mustServe[i] === 1 && isReached[i] !== 1);
  return buildings.length === 0 ? null : { code: "coverage.must-serve-unreachable", buildings };
}

/** 1: a building that stands covered, or that a candidate which may be chosen covers. */
export function reachable({ reach, households, isCovered, forbidden }: SitingProblem): Uint8Array {
  const isForbidden = new Set(forbidden);
  const isReached = isCovered?.slice() ?? new Uint8Array(households.length);
  for (let site = 0; site < rowCount(reach); site++) {
    if (isForbidden.has(site)) continue;
    for (const building of rowOf(reach, site)) isReached[building] = 1;
  }
  return isReached;
}
