import type { BatchPlan, Recommendation } from "@onegrid/core/dispatch";
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

/** Cases that were handed out together: what it was computed from stands once for all of them. */
export interface StoredBatch {
  readonly id: string;
  readonly accountId: string;
  readonly madeAt: Date;
  readonly inputs: unknown;
  readonly result: BatchPlan;
  readonly advised: readonly Pick<
    StoredRecommendation,
    "id" | "caseId" | "caseVersion" | "result"
  >[];
}

/** In the caller's transaction: a recommendation without its batch could not be computed again. */
export async function saveBatch(trx: Db, batch: StoredBatch): Promise<void> {
  const { id, accountId, madeAt, advised } = batch;
  await trx
    .insertInto("dispatch_batch")
    .values({
      id,
      account_id: accountId,
      made_at: madeAt,
      inputs: JSON.stringify(batch.inputs),
      result: JSON.stringify(batch.result),
    })
    .execute();
  for (const each of advised) {
    await saveRecommendation(trx, { ...each, accountId, madeAt, inputs: { batchId: id } });
  }
}
