import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { openAccounts, type AccountRow } from "./accounts.ts";

/** What has to come back from the issuer, kept until it does. */
export interface SsoAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnAddress: string;
}

export async function insertSsoAttempt(
  db: Db,
  attempt: SsoAttempt & {
    readonly tokenHash: string;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await db.deleteFrom("sso_attempt").where("expires_at", "<=", attempt.now).execute();
  await db
    .insertInto("sso_attempt")
    .values({
      token_hash: attempt.tokenHash,
      state: attempt.state,
      nonce: attempt.nonce,
      code_verifier: attempt.codeVerifier,
      return_address: attempt.returnAddress,
      expires_at: attempt.expiresAt,
    })
    .execute();
}

/** Takes an attempt away, so that it counts once; `undefined` when it is gone or too old. */
export async function takeSsoAttempt(
  db: Db,
  tokenHash: string,
  now: Date,
): Promise<SsoAttempt | undefined> {
  const row = await db
    .deleteFrom("sso_attempt")
    .where("token_hash", "=", tokenHash)
    .returning([
      "state",
      "nonce",
      "code_verifier as codeVerifier",
      "return_address as returnAddress",
      "expires_at as expiresAt",
    ])
    .executeTakeFirst();
  return row !== undefined && row.expiresAt > now ? row : undefined;
}

interface SsoIdentity {
  readonly issuer: string;
  readonly subject: string;
}

/** The open account that an issuer's subject belongs to. */
export const findSsoAccount = (
  db: Db,
  { issuer, subject }: SsoIdentity,
): Promise<AccountRow | undefined> =>
  openAccounts(db)
    .innerJoin("sso_link", "sso_link.account_id", "account.id")
    .where("sso_link.issuer", "=", issuer)
    .where("sso_link.subject", "=", subject)
    .executeTakeFirst();

/** Lets an account in by single sign-on from now on, or not any more: then its link goes too. */
export async function allowSso(db: Db, accountId: string, isAllowed: boolean): Promise<void> {
  if (isAllowed)
    await db
      .insertInto("sso_link")
      .values({ account_id: accountId })
      .onConflict((conflict) => conflict.column("account_id").doNothing())
      .execute();
  else await db.deleteFrom("sso_link").where("account_id", "=", accountId).execute();
}

/**
 * Ties an account to a subject; false when it was not allowed, or belongs to somebody else already.
 * A subject that another account has is refused too.
 */
export async function linkSso(
  db: Db,
  accountId: string,
  { issuer, subject, now }: SsoIdentity & { readonly now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("sso_link")
    .set({ issuer, subject, linked_at: now })
    .where("account_id", "=", accountId)
    .where("issuer", "is", null)
    .where(
      sql<boolean>`not exists (select 1 from sso_link as other
        where other.issuer = ${issuer} and other.subject = ${subject})`,
    )
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
