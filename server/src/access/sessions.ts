import { createHash, randomBytes } from "node:crypto";
import type { Subject } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import {
  deleteExpiredSessions,
  deleteSession,
  findSession,
  insertSession,
  listDuties,
  touchSession,
  type DutyRow,
} from "@onegrid/db/access";

import { dutiesInEmptyStore } from "./demo-accounts.ts";

const IDLE_MS = 8 * 3_600_000;
const ABSOLUTE_MS = 7 * 24 * 3_600_000;
/** How stale "last seen" may be: it spares a write per request. */
const TOUCH_MS = 60_000;

export interface SignedIn extends Subject {
  readonly login: string;
  readonly displayName: string;
  readonly locale: "zh-CN" | "en";
  readonly isDemo: boolean;
  readonly duties: readonly DutyRow[];
}

const digest = (token: string): string => createHash("sha256").update(token).digest("base64url");

/** The day in the district's time zone, which all of China shares. */
export const localDay = (now: Date): string =>
  new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Opens a session and answers its token: 256 random bits, stored only as a hash. */
export async function openSession(db: Db, accountId: string, now: Date): Promise<string> {
  await deleteExpiredSessions(db, now);
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + ABSOLUTE_MS);
  await insertSession(db, { tokenHash: digest(token), accountId, now, expiresAt });
  return token;
}

export const closeSession = (db: Db, token: string): Promise<void> =>
  deleteSession(db, digest(token));

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
  const tokenHash = digest(token);
  const session = await findSession(db, tokenHash);
  if (!session) return undefined;
  const idleMs = now.getTime() - session.seenAt.getTime();
  if (session.expiresAt <= now || idleMs > IDLE_MS) {
    await deleteSession(db, tokenHash);
    return undefined;
  }
  if (isUse && idleMs > TOUCH_MS) await touchSession(db, tokenHash, now);
  const duties = await listDuties(db, session.accountId, localDay(now));
  if (duties.length > 0 || !session.isDemo) return { ...session, duties };
  return { ...session, duties: await dutiesInEmptyStore(db, session.login) };
}
