import type { Case } from "@onegrid/core/dispatch";
import type { Db } from "../connect.ts";

/** One intent of one account: the key says "again", the intent says what. */
export interface AnswerClaim {
  readonly accountId: string;
  readonly idempotencyKey: string;
  readonly caseId: string;
  readonly intent: string;
}

/** What the first try was answered: the case as it was then. */
export interface GivenAnswer {
  readonly caseId: string;
  readonly intent: string;
  readonly number: string;
  readonly case: Case;
}

/**
 * Takes a key for this transaction; false when it was used before. Two tries at the same time: the
 * second waits here until the first has committed or given up.
 */
export async function claimAnswer(trx: Db, claim: AnswerClaim): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("command_answer")
    .values({
      account_id: claim.accountId,
      idempotency_key: claim.idempotencyKey,
      case_id: claim.caseId,
      answer: JSON.stringify({ intent: claim.intent }),
    })
    .onConflict((conflict) => conflict.columns(["account_id", "idempotency_key"]).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Writes what the claimed key is answered, now and every time it comes again. */
export async function saveAnswer(
  trx: Db,
  claim: AnswerClaim,
  given: { readonly number: string; readonly case: Case },
): Promise<void> {
  await trx
    .updateTable("command_answer")
    .set({ answer: JSON.stringify({ intent: claim.intent, ...given }) })
    .where("account_id", "=", claim.accountId)
    .where("idempotency_key", "=", claim.idempotencyKey)
    .execute();
}

export async function loadAnswer(
  db: Db,
  { accountId, idempotencyKey }: Pick<AnswerClaim, "accountId" | "idempotencyKey">,
): Promise<GivenAnswer> {
  const row = await db
    .selectFrom("command_answer")
    .select(["case_id as caseId", "answer"])
    .$narrowType<{ answer: Omit<GivenAnswer, "caseId"> }>()
    .where("account_id", "=", accountId)
    .where("idempotency_key", "=", idempotencyKey)
    .executeTakeFirstOrThrow();
  return { caseId: row.caseId, ...row.answer };
}
