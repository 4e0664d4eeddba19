import type { Db } from "../connect.ts";

export interface SessionRow {
  readonly accountId: string;
  readonly login: string;
  readonly displayName: string;
  readonly locale: "zh-CN" | "en";
  readonly isDemo: boolean;
  readonly seenAt: Date;
  readonly expiresAt: Date;
}

/** Only the hash of a token is stored: a copy of the table signs nobody in. */
export async function insertSession(
  db: Db,
  session: { tokenHash: string; accountId: string; now: Date; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto("session")
    .values({
      token_hash: session.tokenHash,
      account_id: session.accountId,
      seen_at: session.now,
      expires_at: session.expiresAt,
    })
    .execute();
}

export const findSession = (db: Db, tokenHash: string): Promise<SessionRow | undefined> =>
  db
    .selectFrom("session")
    .innerJoin("account", "account.id", "session.account_id")
    .select([
      "session.account_id as accountId",
      "account.login",
      "account.display_name as displayName",
      "account.locale",
      "account.is_demo as isDemo",
      "session.seen_at as seenAt",
      "session.expires_at as expiresAt",
    ])
    .where("token_hash", "=", tokenHash)
    .where("account.closed_at", "is", null)
    .executeTakeFirst();

export async function touchSession(db: Db, tokenHash: string, now: Date): Promise<void> {
  await db
    .updateTable("session")
    .set({ seen_at: now })
    .where("token_hash", "=", tokenHash)
    .execute();
}

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom("session").where("token_hash", "=", tokenHash).execute();
}

/** Sessions past their last day go; those that are only idle go when they are next seen. */
export async function deleteExpiredSessions(db: Db, now: Date): Promise<void> {
  await db.deleteFrom("session").where("expires_at", "<", now).execute();
}
