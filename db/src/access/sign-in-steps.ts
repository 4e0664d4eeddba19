import type { Db } from "../connect.ts";
import { openAccounts, type AccountRow } from "./accounts.ts";
import type { SessionVia } from "./sessions.ts";

/** Somebody whose password was right and whose code is outstanding. */
export interface SignInStepRow extends AccountRow {
  readonly via: SessionVia;
}

export async function insertSignInStep(
  db: Db,
  step: {
    readonly tokenHash: string;
    readonly accountId: string;
    readonly via: SessionVia;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await db.deleteFrom("sign_in_step").where("expires_at", "<=", step.now).execute();
  await db
    .insertInto("sign_in_step")
    .values({
      token_hash: step.tokenHash,
      account_id: step.accountId,
      via: step.via,
      expires_at: step.expiresAt,
    })
    .execute();
}

/** Whose sign-in waits for a code; `undefined` when it took too long, or the account was closed. */
export const findSignInStep = (
  db: Db,
  tokenHash: string,
  now: Date,
): Promise<SignInStepRow | undefined> =>
  openAccounts(db)
    .innerJoin("sign_in_step", "sign_in_step.account_id", "account.id")
    .select("sign_in_step.via")
    .where("sign_in_step.token_hash", "=", tokenHash)
    .where("sign_in_step.expires_at", ">", now)
    .executeTakeFirst();

/** Ends a half-finished sign-in; false when it had ended. */
export async function deleteSignInStep(db: Db, tokenHash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("sign_in_step")
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
