import {
  roomOf,
  type CapacityProblem,
  type FairQuestion,
  type SitingGoal,
  type SitingPlan,
  type SitingProblem,
} from "@onegrid/core/coverage/siting";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import {
  CANDIDATE_KINDS,
  type CandidateKind,
  type SitingCandidate,
  type SitingDemand,
} from "@onegrid/core/coverage/siting/contract";
import type { SitingWish } from "./siting-state.ts";

export function goalOf({ kind, count, percent, budget }: SitingWish): SitingGoal {
  if (kind === "budget") return { kind, budget };
  return kind === "count" ? { kind, count } : { kind, share: percent / 100 };
}

/** What the worker is asked. */
export const questionOf = (
  demand: SitingDemand,
  wish: SitingWish,
): SitingProblem | CapacityProblem =>
  demand.rooms ? roomsProblemOf(demand, wish) : problemOf(demand, wish);

/** Everybody is in the classes, and the stations that stand are rows after the candidates'. */
export function roomsProblemOf(demand: SitingDemand, wish: SitingWish): CapacityProblem {
  const { candidates, standing, first, items, classHouseholds } = demand;
  const cut = candidates.length;
  const start = first[cut] ?? 0;
  const { isCovered: _, ...rest } = problemOf(demand, wish);
  return {
    ...rest,
    reach: {
      first: Uint32Array.from(first.slice(0, cut + 1)),
      items: Uint32Array.from(items.slice(0, start)),
    },
    households: Int32Array.from(classHouseholds),
    mustServe: rest.mustServe?.slice(0, classHouseholds.length) ?? new Uint8Array(0),
    room: Float64Array.from(candidates, ({ id }) => roomOf(wish.areas.get(id) ?? wish.area)),
    standing: {
      reach: {
        first: Uint32Array.from(first.slice(cut), (each) => each - start),
        items: Uint32Array.from(items.slice(start)),
      },
      room: Float64Array.from(standing, ({ squareMetres }) => roomOf(squareMetres)),
    },
  };
}

/** The classes of the question are its buildings; those covered already are one more. */
export function problemOf(demand: SitingDemand, wish: SitingWish): SitingProblem {
  const { classHouseholds, first, items, candidates } = demand;
  const unknown = demand.households - demand.covered - sum(classHouseholds);
  const must = mustClasses(demand, wish);
  const isLeftOut = wish.isOnlyReachable ? reachedClasses(demand) : null;
  const numbersOf = (isMeant: (candidate: SitingCandidate) => boolean): number[] =>
    candidates.flatMap((candidate, i) => (isMeant(candidate) ? [i] : []));
  const isOffered = offered(demand, wish);
  return {
    reach: { first: Uint32Array.from(first), items: Uint32Array.from(items) },
    households: Int32Array.from([...classHouseholds, demand.covered, unknown]),
    isCovered: Uint8Array.from([...classHouseholds.map(() => 0), 1, 0]),
    mustServe: Uint8Array.from([
      ...must.map((isMust, i) => (isMust && isLeftOut?.[i] !== 0 ? 1 : 0)),
      0,
      0,
    ]),
    locked: numbersOf(({ id }) => wish.locked.has(id)),
    forbidden: numbersOf((each) => wish.forbidden.has(each.id) || !isOffered(each)),
    ...(wish.kind === "budget" && {
      cost: Float64Array.from(candidates, ({ id }) => costOf(wish, id) ?? 0),
    }),
  };
}

/** What a station is most likely to get, and what is asked for where there is none of it. */
const FIRST_KINDS: readonly CandidateKind[] = ["community", "culture", "health"];

/** Kinds of buildings that are candidates: those chosen, else public ones, else whatever there is. */
export function kindsOf(
  { candidates }: SitingDemand,
  { kinds }: Pick<SitingWish, "kinds">,
): ReadonlySet<CandidateKind> {
  if (kinds !== null) return kinds;
  const isThere = new Set(candidates.map(({ kind }) => kind));
  const first = FIRST_KINDS.filter((kind) => isThere.has(kind));
  return new Set(first.length > 0 ? first : CANDIDATE_KINDS);
}

/** Whether a candidate is one under what was chosen; one that must be built always is. */
export function offered(
  demand: SitingDemand,
  wish: Pick<SitingWish, "kinds" | "locked">,
): (candidate: SitingCandidate) => boolean {
  const kinds = kindsOf(demand, wish);
  return ({ id, kind }) => kind === null || kinds.has(kind) || wish.locked.has(id);
}

/** Households of the communities that must be served and that no candidate reaches. */
export function beyondReach(demand: SitingDemand, wish: SitingWish): number {
  const isReached = reachedClasses(demand);
  const must = mustClasses(demand, wish);
  return sum(demand.classHouseholds.filter((_, i) => must[i] === true && isReached[i] === 0));
}

function mustClasses({ areas, classArea, classHouseholds }: SitingDemand, wish: SitingWish) {
  const isBound = (area: number): boolean => wish.mustServe.has(areas[area]?.id ?? "");
  return classArea.map((area, i) => isBound(area) && (classHouseholds[i] ?? 0) > 0);
}

function reachedClasses({ classHouseholds, items }: SitingDemand): Uint8Array {
  const isReached = new Uint8Array(classHouseholds.length);
  for (const item of items) isReached[item] = 1;
  return isReached;
}

/** Communities and how far each is covered now, for the second stage; `null` where it was not asked for. */
export function fairQuestionOf(
  demand: SitingDemand,
  wish: SitingWish,
  byArea: CoverageReply["byArea"],
): FairQuestion | null {
  if (!wish.isFair || demand.rooms) return null;
  const rows = new Map(byArea.map(({ id, households }) => [id, households]));
  const known = demand.areas.map(({ id }) => rows.get(id));
  return {
    // What is covered already, and what nobody knows, are the last two rows of the problem.
    areaOf: Int32Array.from([...demand.classArea, -1, -1]),
    households: known.map((all) => (all ? all.covered + all.uncovered + all.notComputable : 0)),
    covered: known.map((all) => all?.covered ?? 0),
    loss: wish.fairLoss / 100,
  };
}

/** What a station at a candidate costs; `null` where nobody said. */
export const costOf = (
  { cost, costs }: Pick<SitingWish, "cost" | "costs">,
  id: string,
): number | null => costs.get(id) ?? cost;

export interface PlanCost {
  readonly sum: number;
  /** Stations of the plan whose cost nobody gave. */
  readonly unknown: number;
}

/** What a plan costs to open; `null` as long as nobody gave any cost. */
export function costOfPlan(
  { candidates }: SitingDemand,
  plan: SitingPlan,
  wish: Pick<SitingWish, "cost" | "costs">,
): PlanCost | null {
  if (wish.cost === null && wish.costs.size === 0) return null;
  const costs = (plan.candidates ?? []).map((i) => costOf(wish, candidates[i]?.id ?? ""));
  const known = costs.filter((cost) => cost !== null);
  return { sum: sum(known), unknown: costs.length - known.length };
}

/** Households that a station at this candidate alone would newly cover. */
export function newlyCovered({ first, items, classHouseholds }: SitingDemand, at: number): number {
  return sum(items.slice(first[at], first[at + 1]).map((row) => classHouseholds[row] ?? 0));
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
