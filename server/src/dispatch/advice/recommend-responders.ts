import type { Jurisdiction, Sight } from "@onegrid/core/access";
import { randomUUID } from "node:crypto";
import {
  DEFAULT_RECOMMEND_POLICY,
  packRows,
  recommend,
  type Case,
  type Recommendation,
} from "@onegrid/core/dispatch";
import type { RecommendationReply, TravelModeField } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { saveRecommendation } from "@onegrid/db/dispatch";
import { describeUnit } from "../duty-list/describe-unit.ts";
import { describeRanked } from "./describe-ranked.ts";
import { findSimilar } from "./find-similar.ts";
import { candidatesOf, gatherer, type Gathered, type RecommendDeps } from "./gather-responders.ts";

export interface RecommendAsked {
  readonly folded: Case;
  readonly scopePath: readonly string[];
  /** What the asker reaches: only its duplicates are named. */
  readonly jurisdiction: Jurisdiction;
  readonly sight: Sight;
  readonly mode: TravelModeField;
  readonly mayLocate: boolean;
  readonly accountId: string;
  readonly now: Date;
}

/** Who should go to a case, in order and with reasons; kept, so that it can be computed again. */
export async function recommendResponders(
  { db, networks }: RecommendDeps,
  asked: RecommendAsked,
): Promise<RecommendationReply> {
  const { folded, now, mode } = asked;
  const gathered = await gatherer({ db, networks }, asked)(asked);
  const { task, responders, travel } = gathered;
  const result = recommend(task, candidatesOf(responders), (id) => travel.get(id)?.seconds ?? null);
  const recommendationId = await keep(db, asked, { ...gathered, result });
  return {
    recommendationId,
    caseId: folded.id,
    caseVersion: folded.version,
    computedAt: now.getTime(),
    policyVersion: result.policyVersion,
    mode,
    isCertain: result.isCertain,
    ...described(result, gathered, asked.mayLocate),
    unit: await describeUnit(db, folded, asked.scopePath),
    duplicates: await findSimilar(db, { ...asked, subject: folded }),
  };
}

function described(
  result: Recommendation,
  gathered: Gathered,
  mayLocate: boolean,
): Pick<RecommendationReply, "ranked" | "excluded"> {
  const roles = new Map(gathered.responders.map((each) => [each.candidate.id, each.role]));
  return {
    ranked: describeRanked(result.ranked, gathered, mayLocate),
    excluded: result.excluded.map((each) => ({
      ...each,
      reasons: [...each.reasons],
      role: roles.get(each.candidateId) ?? "",
    })),
  };
}

async function keep(
  db: Db,
  { folded, accountId, now, mode }: RecommendAsked,
  made: Gathered & { readonly result: Recommendation },
): Promise<string> {
  const id = randomUUID();
  await saveRecommendation(db, {
    id,
    caseId: folded.id,
    caseVersion: folded.version,
    accountId,
    madeAt: now,
    inputs: {
      task: made.task,
      mode,
      candidates: packRows(candidatesOf(made.responders)),
      travel: packRows([...made.travel].map(([candidateId, way]) => ({ candidateId, ...way }))),
      policy: DEFAULT_RECOMMEND_POLICY,
    },
    result: made.result,
  });
  return id;
}
