import type { Recommendation } from "@onegrid/core/dispatch";
import type { Db } from "../connect.ts";

export interface StoredRecommendation {
  readonly id: string;
  readonly caseId: string;
  readonly caseVersion: number;
  readonly accountId: string;
  readonly madeAt: Date;
  /** Everything the result is a pure function of. */
  readonly inputs: unknown;
  readonly result: Recommendation;
}

export async function saveRecommendation(db: Db, stored: StoredRecommendation): Promise<void> {
  await db
    .insertInto("recommendation")
    .values({
      id: stored.id,
      case_id: stored.caseId,
      case_version: stored.caseVersion,
      account_id: stored.accountId,
      made_at: stored.madeAt,
      inputs: JSON.stringify(stored.inputs),
      result: JSON.stringify(stored.result),
    })
    .execute();
}

/** A recommendation that was made for this case. */
export const findRecommendation = (
  db: Db,
  id: string,
  caseId: string,
): Promise<{ inputs: unknown; result: Recommendation } | undefined> =>
  db
    .selectFrom("recommendation")
    .select(["inputs", "result"])
    .$narrowType<{ result: Recommendation }>()
    .where("id", "=", id)
    .where("case_id", "=", caseId)
    .executeTakeFirst();
