import { sql } from "kysely";
import type { Db } from "../connect.ts";

/** How somebody came in (单点登录: single sign-on). */
export type SessionVia = "password" | "sso";

export interface SessionRow {
  readonly sessionId: string;
  readonly accountId: string;
  readonly login: string;
  readonly displayName: string;
  readonly locale: "zh-CN" | "en";
  readonly isDemo: boolean;
  readonly mustChangePassword: boolean;
  readonly waitingRoles: readonly string[];
  /** Somebody has handed them a duty that has not been taken back. */
  readonly isStandIn: boolean;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  readonly via: SessionVia;
  /** The account has a second factor that counts. */
  readonly hasFactor: boolean;
}

/** Only the hash of a token is stored: a copy of the table signs nobody in. */
export async function insertSession(
  db: Db,
  session: {
    tokenHash: string;
    accountId: string;
    device: string;
    via: SessionVia;
    now: Date;
    expiresAt: Date;
  },
): Promise<void> {
  await db
    .insertInto("session")
    .values({
      token_hash: session.tokenHash,
      account_id: session.accountId,
      device: session.device,
      via: session.via,
      created_at: session.now,
      seen_at: session.now,
      expires_at: session.expiresAt,
    })
    .execute();
}

export const findSession = (db: Db, tokenHash: string): Promise<SessionRow | undefined> =>
  db
    .selectFrom("session")
    .innerJoin("account", "account.id", "session.account_id")
    .leftJoin("account_factor", "account_factor.account_id", "account.id")
    .select([
      "session.id as sessionId",
      "session.account_id as accountId",
      "account.login",
      "account.display_name as displayName",
      "account.locale",
      "account.is_demo as isDemo",
      "account.must_change_password as mustChangePassword",
      "account.waiting_roles as waitingRoles",
      sql<boolean>`exists (select 1 from delegation
        where receiver_id = account.id and ended_at is null)`.as("isStandIn"),
      "session.seen_at as seenAt",
      "session.expires_at as expiresAt",
      "session.via",
      sql<boolean>`account_factor.secret is not null`.as("hasFactor"),
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

export interface OwnSessionRow {
  readonly id: string;
  readonly device: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
}

/** Where somebody is signed in, the latest use first. */
export const listSessions = (db: Db, accountId: string): Promise<OwnSessionRow[]> =>
  db
    .selectFrom("session")
    .select([
      "id",
      "device",
      "created_at as createdAt",
      "seen_at as seenAt",
      "expires_at as expiresAt",
    ])
    .where("account_id", "=", accountId)
    .orderBy("seen_at", "desc")
    .execute();

/**
 * Ends sessions of an account: one of them, or all but one, or all. Unless it is one of them, a sign-in
 * that waits for its code ends too.
 */
export async function endSessions(
  db: Db,
  accountId: string,
  which: { readonly only?: string; readonly except?: string },
): Promise<number> {
  if (which.only === undefined)
    await db.deleteFrom("sign_in_step").where("account_id", "=", accountId).execute();
  const { numDeletedRows } = await db
    .deleteFrom("session")
    .where("account_id", "=", accountId)
    .$if(which.only !== undefined, (qb) => qb.where("id", "=", which.only ?? ""))
    .$if(which.except !== undefined, (qb) => qb.where("id", "<>", which.except ?? ""))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** The same session under another token: the one that was known before is worth nothing. */
export async function replaceToken(db: Db, sessionId: string, tokenHash: string): Promise<void> {
  await db
    .updateTable("session")
    .set({ token_hash: tokenHash })
    .where("id", "=", sessionId)
    .execute();
}
