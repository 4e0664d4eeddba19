import type { Db } from "../connect.ts";

/** What a command with this key was answered the first time. */
export async function findAnswer(
  db: Db,
  accountId: string,
  idempotencyKey: string,
): Promise<{ caseId: string; intent: string } | undefined> {
  const row = await db
    .selectFrom("command_answer")
    .select(["case_id as caseId", "answer"])
    .$narrowType<{ answer: { intent: string } }>()
    .where("account_id", "=", accountId)
    .where("idempotency_key", "=", idempotencyKey)
    .executeTakeFirst();
  return row && { caseId: row.caseId, intent: row.answer.intent };
}

export async function saveAnswer(
  trx: Db,
  answer: { accountId: string; idempotencyKey: string; caseId: string; intent: string },
): Promise<void> {
  await trx
    .insertInto("command_answer")
    .values({
      account_id: answer.accountId,
      idempotency_key: answer.idempotencyKey,
      case_id: answer.caseId,
      answer: JSON.stringify({ intent: answer.intent }),
    })
    .execute();
}
