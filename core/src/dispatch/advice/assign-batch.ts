import { cheapestAssignment } from "./cheapest-assignment.ts";
import type { Severity } from "../model/model.ts";
import {
  compareIds,
  DEFAULT_RECOMMEND_POLICY,
  recommend,
  type Candidate,
  type RankedCandidate,
  type RecommendPolicy,
  type RecommendTask,
  type TravelSeconds,
} from "./recommend.ts";

/** One case of a batch (批量派单), with everybody as they stand to this case. */
export interface BatchTask {
  readonly caseId: string;
  readonly task: RecommendTask;
  readonly candidates: readonly Candidate[];
  readonly travelSeconds: TravelSeconds;
}

export interface BatchPolicy {
  readonly version: number;
  readonly recommend: RecommendPolicy;
  /** Each further case of the same batch waits so long for every one before it; a start value. */
  readonly earlierCaseSeconds: number;
}

export const DEFAULT_BATCH_POLICY: BatchPolicy = {
  version: 1,
  recommend: DEFAULT_RECOMMEND_POLICY,
  earlierCaseSeconds: 900,
};

export interface BatchChoice {
  readonly caseId: string;
  /** Its terms add up to its cost, the wait behind earlier cases of the batch among them. */
  readonly choice: RankedCandidate;
  /** Who would go if this were the only case. */
  readonly firstAlone: string;
}

/** `nobody` can go at all; or `all_full`: everybody who could has as much as they may carry. */
interface BatchLeft {
  readonly caseId: string;
  readonly reason: "nobody" | "all_full";
}

export interface BatchPlan {
  readonly policyVersion: number;
  /** By case id. */
  readonly chosen: readonly BatchChoice[];
  readonly left: readonly BatchLeft[];
  /** Seconds of all terms together: no other plan that places as many cases of each severity has less. */
  readonly costSeconds: number;
}

/** Graver cases are placed before lighter ones when not all can be. */
const WEIGHT: Record<Severity, number> = {
  extreme: 4,
  severe: 3,
  moderate: 2,
  minor: 1,
  unknown: 1,
};

/** Seconds beyond any plan's cost: leaving a case out is never the cheaper way. */
const OUT_SECONDS = 1e10;

/**
 * Many cases to many people at once: first as many cases as can be placed, graver ones first, then
 * the least total cost. Exact: an assignment problem in which a person stands once for each case
 * they may still take, each place dearer than the one before. A pure function: the order of the
 * cases and of the candidates changes nothing.
 */
export function assignBatch(
  tasks: readonly BatchTask[],
  policy: BatchPolicy = DEFAULT_BATCH_POLICY,
): BatchPlan {
  const cases = tasks
    .toSorted((a, b) => compareIds(a.caseId, b.caseId))
    .map((each) => ({
      ...each,
      ranked: recommend(each.task, each.candidates, each.travelSeconds, policy.recommend).ranked,
    }));
  const places = placesOf(cases);
  const outCosts = Float64Array.from(cases, ({ task }) => OUT_SECONDS * WEIGHT[task.severity]);
  const { columnOf } = cheapestAssignment(
    costTable(cases, places, policy),
    places.length,
    outCosts,
  );
  const chosen = inTurn(
    cases.flatMap(({ caseId, task, ranked }, row): Placed[] => {
      const place = places[columnOf[row] ?? -1];
      const choice = ranked.find(({ candidateId }) => candidateId === place?.candidateId);
      const first = ranked[0];
      return choice && first ? [{ caseId, task, choice, firstAlone: first.candidateId }] : [];
    }),
    policy,
  );
  const placed = new Set(chosen.map(({ caseId }) => caseId));
  return {
    policyVersion: policy.version,
    chosen,
    left: cases
      .filter(({ caseId }) => !placed.has(caseId))
      .map(({ caseId, ranked }) => ({
        caseId,
        reason: ranked.length === 0 ? "nobody" : "all_full",
      })),
    costSeconds: chosen.reduce((sum, { choice }) => sum + choice.costSeconds, 0),
  };
}

interface JudgedTask extends BatchTask {
  readonly ranked: readonly RankedCandidate[];
}

/** Somebody who may go, as the one who already has `earlier` cases of this batch. */
interface PersonPlace {
  readonly candidateId: string;
  readonly earlier: number;
}

function placesOf(cases: readonly JudgedTask[]): PersonPlace[] {
  const free = new Map<string, number>();
  for (const { candidates, ranked } of cases) {
    const mayGo = new Set(ranked.map(({ candidateId }) => candidateId));
    for (const { id, maxTasks, openTasks } of candidates) {
      // Whoever is full is still there for an extreme case, and only such a case ranks them.
      if (mayGo.has(id)) free.set(id, Math.max(1, maxTasks - openTasks));
    }
  }
  return [...free]
    .toSorted(([a], [b]) => compareIds(a, b))
    .flatMap(([candidateId, places]) =>
      Array.from({ length: Math.min(places, cases.length) }, (_, earlier) => ({
        candidateId,
        earlier,
      })),
    );
}

/** Seconds of each case on each place, row by row. */
function costTable(
  cases: readonly JudgedTask[],
  places: readonly PersonPlace[],
  policy: BatchPolicy,
): Float64Array {
  const costs = new Float64Array(cases.length * places.length).fill(Infinity);
  for (const [row, { ranked }] of cases.entries()) {
    const costBy = new Map(ranked.map((each) => [each.candidateId, each.costSeconds]));
    for (const [column, { candidateId, earlier }] of places.entries()) {
      const cost = costBy.get(candidateId);
      if (cost === undefined) continue;
      costs[row * places.length + column] = cost + earlier * policy.earlierCaseSeconds;
    }
  }
  return costs;
}

interface Placed extends BatchChoice {
  readonly task: RecommendTask;
}

/** In which order a person takes several cases: the gravest, then the nearest first. */
function inTurn(placed: readonly Placed[], policy: BatchPolicy): BatchChoice[] {
  const done = new Map<string, number>();
  return placed
    .toSorted(
      (a, b) =>
        WEIGHT[b.task.severity] - WEIGHT[a.task.severity] ||
        a.choice.travelSeconds - b.choice.travelSeconds ||
        compareIds(a.caseId, b.caseId),
    )
    .map(({ caseId, choice, firstAlone }) => {
      const earlier = done.get(choice.candidateId) ?? 0;
      done.set(choice.candidateId, earlier + 1);
      return { caseId, firstAlone, choice: behind(choice, earlier, policy) };
    })
    .toSorted((a, b) => compareIds(a.caseId, b.caseId));
}

function behind(choice: RankedCandidate, earlier: number, policy: BatchPolicy): RankedCandidate {
  if (earlier === 0) return choice;
  const seconds = earlier * policy.earlierCaseSeconds;
  return {
    ...choice,
    costSeconds: choice.costSeconds + seconds,
    terms: [...choice.terms, { term: "earlier_in_batch", seconds, count: earlier }],
  };
}
