import type { Db } from "@onegrid/db";
import { loadAnswer, type AnswerClaim } from "@onegrid/db/dispatch";
import { Problem } from "../../problem.ts";
import type { NumberedCase } from "./describe-cases.ts";

/** The first answer, word for word; another intent under the same key is a mistake of the sender. */
export async function repeatAnswer(trx: Db, claim: AnswerClaim): Promise<NumberedCase> {
  const given = await loadAnswer(trx, claim);
  if (given.intent !== claim.intent) {
    throw new Problem({ code: "dispatch.key-reused", idempotencyKey: claim.idempotencyKey });
  }
  return { case: given.case, number: given.number };
}
