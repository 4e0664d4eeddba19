import { createHash, randomBytes } from "node:crypto";
import type { Subject } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import {
  deleteExpiredSessions,
  deleteSession,
  findSession,
  insertSession,
  listDuties,
  replaceToken,
  touchSession,
  type DutyRow,
  type SessionVia,
} from "@onegrid/db/access";
import { listLentDuties } from "./lent-duties.ts";
import { localDay } from "./local-day.ts";
import { waitingDuties } from "./waiting-duties.ts";

export { localDay } from "./local-day.ts";

const IDLE_MS = 8 * 3_600_000;
const ABSOLUTE_MS = 7 * 24 * 3_600_000;
/** How stale "last seen" may be: it spares a write per request. */
const TOUCH_MS = 60_000;

export interface SignedIn extends Subject {
  readonly sessionId: string;
  readonly login: string;
  readonly displayName: string;
  readonly locale: "zh-CN" | "en";
  readonly isDemo: boolean;
  /** The password was given by somebody else: nothing but a new one may be done. */
  readonly mustChangePassword: boolean;
  /** How they came in; another system by its key. */
  readonly via: SessionVia | "key";
  /** Has a second factor that counts: it was shown when this session began. */
  readonly hasFactor: boolean;
  readonly duties: readonly DutyRow[];
  /** The interface key by which another system asks; without it a person is signed in. */
  readonly key?: { readonly id: string; readonly perMinute: number };
}

/** What is stored of a token: a copy of the table signs nobody in. */
export const digestToken = (token: string): string =>
  createHash("sha256").update(token).digest("base64url");

/** 256 random bits. */
export const makeToken = (): string => randomBytes(32).toString("base64url");

interface NewSession {
  readonly accountId: string;
  readonly device: string;
  readonly via?: SessionVia;
}

/** Opens a session and answers its token, which is stored only as a hash. */
export async function openSession(
  db: Db,
  { accountId, device, via = "password" }: NewSession,
  now: Date,
): Promise<string> {
  await deleteExpiredSessions(db, now);
  const token = makeToken();
  const expiresAt = new Date(now.getTime() + ABSOLUTE_MS);
  await insertSession(db, {
    tokenHash: digestToken(token),
    accountId,
    device,
    via,
    now,
    expiresAt,
  });
  return token;
}

/** The same session under a new token, which is answered: rights have changed. */
export async function rotateToken(db: Db, sessionId: string): Promise<string> {
  const token = makeToken();
  await replaceToken(db, sessionId, digestToken(token));
  return token;
}

export const closeSession = (db: Db, token: string): Promise<void> =>
  deleteSession(db, digestToken(token));

/**
 * Who a token belongs to, with today's duties; `undefined` when it is unknown, idle or too old. An
 * open stream only looks: it does not keep a session alive that nobody uses.
 */
export async function readSession(
  db: Db,
  token: string,
  now: Date,
  { isUse }: { isUse: boolean } = { isUse: true },
): Promise<SignedIn | undefined> {
  const tokenHash = digestToken(token);
  const session = await findSession(db, tokenHash);
  if (!session) return undefined;
  const idleMs = now.getTime() - session.seenAt.getTime();
  if (session.expiresAt <= now || idleMs > IDLE_MS) {
    await deleteSession(db, tokenHash);
    return undefined;
  }
  if (isUse && idleMs > TOUCH_MS) await touchSession(db, tokenHash, now);
  return {
    ...session,
    // Whoever comes by single sign-on may never have used the password that was handed to them.
    mustChangePassword: session.mustChangePassword && session.via === "password",
    duties: await dutiesOf(db, session, now),
  };
}

interface DutyHolder {
  readonly accountId: string;
  readonly waitingRoles: readonly string[];
  /** False: nobody has handed them anything, which spares a question. */
  readonly isStandIn?: boolean;
}

/**
 * Today's duties of an account, its own before those it holds for others; in an empty store those that
 * wait for its first area.
 */
export async function dutiesOf(db: Db, account: DutyHolder, now: Date): Promise<DutyRow[]> {
  const { accountId, isStandIn = true } = account;
  // Asked first: a role that becomes a duty in between is found as one of the two.
  const waiting = await waitingDuties(db, account);
  const own = await listDuties(db, accountId, localDay(now));
  const lent = isStandIn ? await listLentDuties(db, accountId, now) : [];
  return own.length + lent.length > 0 ? [...own, ...lent] : waiting;
}
