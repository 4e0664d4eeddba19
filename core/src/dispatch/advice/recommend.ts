import type { Position } from "../../geometry/index.ts";
import type { EpochMs, Severity } from "../model/model.ts";
import { holdsCategory } from "../../access/index.ts";

/** A person or a unit that might go. What is not known is `null`. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly kind: "person" | "unit";
  readonly isOnShift: boolean;
  /** The rest rule: not before this instant. */
  readonly restUntil: EpochMs | null;
  /** Class ids, majors or schemes the duty can take; `null` is every class. */
  readonly categories: readonly string[] | null;
  /** Whether the duty holds the case (area and level). */
  readonly hasRight: boolean;
  readonly openTasks: number;
  readonly maxTasks: number;
  readonly remainingWorkSeconds: number;
  readonly workedTodaySeconds: number;
  readonly gridIds: readonly string[];
  readonly communityIds: readonly string[];
  /** Last known position, `[lng, lat]`, and how old it is. */
  readonly position: Position | null;
  readonly positionAgeSeconds: number | null;
  /** Where the present job is: a busy person starts from there. */
  readonly presentJob: Position | null;
  readonly dutyPoint: Position | null;
}

/** Seconds that the terms of the cost are worth. All are start values, to be tuned on data. */
export interface RecommendPolicy {
  readonly version: number;
  readonly maxPositionAgeSeconds: number;
  readonly ownGridSeconds: number;
  readonly ownCommunitySeconds: number;
  /** How much of the work in hand counts, by severity; 0 for `extreme`: the nearest goes. */
  readonly workWeight: Readonly<Record<Severity, number>>;
  /** Each hour beyond these costs so many seconds. */
  readonly fatigueAfterHours: number;
  readonly fatigueSecondsPerHour: number;
  /** The first must be ahead by so much for the choice to be certain. */
  readonly certainMarginSeconds: number;
}

export const DEFAULT_RECOMMEND_POLICY: RecommendPolicy = {
  version: 1,
  maxPositionAgeSeconds: 600,
  ownGridSeconds: -300,
  ownCommunitySeconds: -60,
  workWeight: { extreme: 0, severe: 0.5, moderate: 1, minor: 1, unknown: 1 },
  fatigueAfterHours: 8,
  fatigueSecondsPerHour: 120,
  certainMarginSeconds: 120,
};

export type StartPlace = "position" | "present_job" | "duty_point";
export type TermName =
  "travel" | "remaining_work" | "own_grid" | "own_community" | "fatigue" | "earlier_in_batch";

/** Whole seconds: what is shown adds up to the cost exactly. `count` is the tasks or hours behind it. */
export interface CostTerm {
  readonly term: TermName;
  readonly seconds: number;
  readonly count: number | null;
}

export interface RankedCandidate {
  readonly candidateId: string;
  readonly name: string;
  readonly rank: number;
  readonly travelSeconds: number;
  readonly costSeconds: number;
  readonly terms: readonly CostTerm[];
  readonly startsFrom: StartPlace;
  readonly openTasks: number;
  /** Taking somebody off a job for an extreme case is the dispatcher's word. */
  readonly needsConfirmation: boolean;
}

export type ExclusionReason =
  | "off_shift" // 不在班
  | "no_right" // 无管辖权限
  | "no_capability" // 不具备此类处置能力
  | "at_load" // 任务已满
  | "resting" // 休息中
  | "no_position" // 位置过期且无值守点
  | "unreachable"; // 路网不可达

/** `value` against `limit` where the reason is a number: tasks, seconds or an instant. */
export interface Exclusion {
  readonly reason: ExclusionReason;
  readonly value: number | null;
  readonly limit: number | null;
}

export interface ExcludedCandidate {
  readonly candidateId: string;
  readonly name: string;
  readonly reasons: readonly Exclusion[];
}

export interface Recommendation {
  readonly policyVersion: number;
  readonly ranked: readonly RankedCandidate[];
  readonly excluded: readonly ExcludedCandidate[];
  /** The first is alone or clearly ahead, and free: a class that allows it is dispatched at once. */
  readonly isCertain: boolean;
}

/** The case as far as the choice depends on it. */
export interface RecommendTask {
  readonly categoryId: string;
  readonly severity: Severity;
  readonly gridId: string | null;
  readonly communityId: string | null;
  readonly at: EpochMs;
}

/**
 * Seconds from a candidate's starting place to the case over the network; `null` when no way leads
 * there. Asked once for each candidate that has a starting place.
 */
export type TravelSeconds = (candidateId: string) => number | null;

/** Where a candidate sets out from: the present job, a fresh position, or the duty point. */
export function startingPlace(
  candidate: Candidate,
  policy: RecommendPolicy,
): { readonly from: StartPlace; readonly position: Position } | null {
  const { presentJob, position, positionAgeSeconds, dutyPoint, openTasks } = candidate;
  if (openTasks > 0 && presentJob) return { from: "present_job", position: presentJob };
  const isFresh = positionAgeSeconds !== null && positionAgeSeconds <= policy.maxPositionAgeSeconds;
  if (position && isFresh) return { from: "position", position };
  return dutyPoint ? { from: "duty_point", position: dutyPoint } : null;
}

/**
 * Everybody in the order of cost, cheapest first, ties by id; and everybody else with each reason.
 * A pure function of its arguments: stored inputs give the same answer, bit for bit.
 */
export function recommend(
  task: RecommendTask,
  candidates: readonly Candidate[],
  travelSeconds: TravelSeconds,
  policy: RecommendPolicy = DEFAULT_RECOMMEND_POLICY,
): Recommendation {
  const judged = candidates.map((candidate) => judge(task, candidate, travelSeconds, policy));
  const ranked = judged
    .filter((each) => "terms" in each)
    .toSorted((a, b) => a.costSeconds - b.costSeconds || compareIds(a.candidateId, b.candidateId))
    .map((each, at) => ({ ...each, rank: at + 1 }));
  const excluded = judged
    .filter((each) => "reasons" in each)
    .toSorted((a, b) => compareIds(a.candidateId, b.candidateId));
  const [first, second] = ranked;
  const margin = first && second ? second.costSeconds - first.costSeconds : Infinity;
  return {
    policyVersion: policy.version,
    ranked,
    excluded,
    isCertain:
      first !== undefined && !first.needsConfirmation && margin >= policy.certainMarginSeconds,
  };
}

/** Code-unit order: the same in every country's settings. */
export const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function judge(
  task: RecommendTask,
  candidate: Candidate,
  travelSeconds: TravelSeconds,
  policy: RecommendPolicy,
): RankedCandidate | ExcludedCandidate {
  const { id: candidateId, name, openTasks } = candidate;
  const start = startingPlace(candidate, policy);
  const seconds = start ? travelSeconds(candidateId) : null;
  const reasons = exclusionsOf(task, candidate, policy, { hasStart: start !== null, seconds });
  if (reasons.length > 0 || !start || seconds === null) return { candidateId, name, reasons };
  const terms = termsOf(task, candidate, Math.round(seconds), policy);
  return {
    candidateId,
    name,
    rank: 0,
    travelSeconds: Math.round(seconds),
    costSeconds: terms.reduce((sum, each) => sum + each.seconds, 0),
    terms,
    startsFrom: start.from,
    openTasks,
    needsConfirmation: task.severity === "extreme" && openTasks > 0,
  };
}

const because = (
  applies: boolean,
  reason: ExclusionReason,
  value: number | null = null,
  limit: number | null = null,
): Exclusion[] => (applies ? [{ reason, value, limit }] : []);

function exclusionsOf(
  task: RecommendTask,
  candidate: Candidate,
  policy: RecommendPolicy,
  travel: { readonly hasStart: boolean; readonly seconds: number | null },
): Exclusion[] {
  const { openTasks, maxTasks, restUntil, positionAgeSeconds } = candidate;
  const isResting = restUntil !== null && restUntil > task.at;
  const isFull = openTasks >= maxTasks && task.severity !== "extreme";
  const isReachable = travel.seconds !== null && Number.isFinite(travel.seconds);
  return [
    ...because(!candidate.isOnShift, "off_shift"),
    ...because(!candidate.hasRight, "no_right"),
    ...because(!holdsCategory(candidate.categories, task.categoryId), "no_capability"),
    ...because(isFull, "at_load", openTasks, maxTasks),
    ...because(isResting, "resting", restUntil, task.at),
    ...because(!travel.hasStart, "no_position", positionAgeSeconds, policy.maxPositionAgeSeconds),
    ...because(travel.hasStart && !isReachable, "unreachable"),
  ];
}

function termsOf(
  task: RecommendTask,
  candidate: Candidate,
  travelSeconds: number,
  policy: RecommendPolicy,
): CostTerm[] {
  const travel: CostTerm = { term: "travel", seconds: travelSeconds, count: null };
  // Severity extreme: whoever is there first, nothing else.
  if (task.severity === "extreme") return [travel];
  const { openTasks, gridIds, communityIds, remainingWorkSeconds } = candidate;
  const work = Math.round(remainingWorkSeconds * policy.workWeight[task.severity]);
  const hours = candidate.workedTodaySeconds / 3600 - policy.fatigueAfterHours;
  const isOwnGrid = task.gridId !== null && gridIds.includes(task.gridId);
  const isOwnCommunity = task.communityId !== null && communityIds.includes(task.communityId);
  const terms: CostTerm[] = [
    travel,
    { term: "remaining_work", seconds: work, count: openTasks },
    { term: "own_grid", seconds: isOwnGrid ? policy.ownGridSeconds : 0, count: null },
    {
      term: "own_community",
      seconds: isOwnCommunity && !isOwnGrid ? policy.ownCommunitySeconds : 0,
      count: null,
    },
    {
      term: "fatigue",
      seconds: hours > 0 ? Math.round(hours * policy.fatigueSecondsPerHour) : 0,
      count: hours > 0 ? Math.round(candidate.workedTodaySeconds / 3600) : null,
    },
  ];
  return terms.filter(({ term, seconds, count }) => term === "travel" || seconds !== 0 || count);
}

/** Why somebody is not the first choice: the reasons of the exclusion, or what costs more than the first. */
export type WhyNot =
  | { readonly kind: "excluded"; readonly reasons: readonly Exclusion[] }
  | {
      readonly kind: "behind";
      readonly rank: number;
      readonly behindSeconds: number;
      /** Seconds more than the first, term by term; they add up to `behindSeconds`. */
      readonly terms: readonly { readonly term: TermName; readonly moreSeconds: number }[];
    };

/** `undefined` for somebody who was not among the candidates. */
export function whyNot(recommendation: Recommendation, candidateId: string): WhyNot | undefined {
  const excluded = recommendation.excluded.find((each) => each.candidateId === candidateId);
  if (excluded) return { kind: "excluded", reasons: excluded.reasons };
  const own = recommendation.ranked.find((each) => each.candidateId === candidateId);
  const first = recommendation.ranked[0];
  if (!own || !first) return undefined;
  const names = [...new Set([...own.terms, ...first.terms].map((each) => each.term))];
  const terms = names
    .map((term) => ({ term, moreSeconds: secondsOf(own, term) - secondsOf(first, term) }))
    .filter((each) => each.moreSeconds !== 0);
  return {
    kind: "behind",
    rank: own.rank,
    behindSeconds: own.costSeconds - first.costSeconds,
    terms,
  };
}

const secondsOf = (candidate: RankedCandidate, term: TermName): number =>
  candidate.terms.find((each) => each.term === term)?.seconds ?? 0;
