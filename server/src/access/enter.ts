import type { FactorPolicy } from "@onegrid/core/access";
import type { Me } from "@onegrid/core/access/contract";
import type { CodeDue } from "@onegrid/core/access/second-factor-contract";
import type { Db } from "@onegrid/db";
import { findFactor, insertSignInStep, type AccountRow, type SessionVia } from "@onegrid/db/access";
import type { FastifyReply, FastifyRequest } from "fastify";
import { writeAudit } from "./audit.ts";
import { deviceName } from "./device-name.ts";
import { meOf } from "./me-of.ts";
import { setSessionCookie, setShortCookie, STEP_COOKIE } from "./session-cookie.ts";
import { digestToken, dutiesOf, makeToken, openSession } from "./sessions.ts";
import type { SignInBrake } from "./sign-in-brake.ts";

export interface EnterOptions {
  readonly db: Db;
  readonly now: () => Date;
  readonly isSecure: boolean;
  /** Whom the installation asks for a second factor. */
  readonly factorPolicy: FactorPolicy;
  /** One for all doors, each with keys of its own. */
  readonly brake: SignInBrake;
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What somebody came in by; `factor`: what proved them besides. */
interface Entrance {
  readonly account: AccountRow;
  readonly via: SessionVia;
  readonly factor?: string;
}

/** How long a code may take after the password. */
const STEP_SECONDS = 300;

/** The first proof holds: in, or on to the code (202) where the account has a second factor. */
export async function passFirst(
  options: EnterOptions,
  { account, via }: Entrance,
  exchange: Exchange,
): Promise<Me | CodeDue> {
  const { db, now, isSecure } = options;
  const factor = await findFactor(db, account.id);
  if (factor?.secret == null) return signIn(options, { account, via }, exchange);
  const token = makeToken();
  const expiresAt = new Date(now().getTime() + STEP_SECONDS * 1000);
  const step = { tokenHash: digestToken(token), accountId: account.id, via, now: now(), expiresAt };
  await insertSignInStep(db, step);
  await note(db, "access.pass-first", { account, via });
  setShortCookie(exchange.reply, STEP_COOKIE, { token, maxAge: STEP_SECONDS, isSecure });
  void exchange.reply.code(202);
  return { isCodeDue: true, expiresAt: expiresAt.toISOString() };
}

/** Everything that was asked for holds. */
export async function signIn(
  options: EnterOptions,
  entrance: Entrance,
  exchange: Exchange,
): Promise<Me> {
  await note(options.db, "access.sign-in", entrance);
  return enter(options, entrance, exchange);
}

/** Opens a session for an account, hands its cookie to the browser, and answers who is signed in. */
export async function enter(
  { db, now, isSecure, factorPolicy }: EnterOptions,
  { account, via, factor }: Entrance,
  { request, reply }: Exchange,
): Promise<Me> {
  const device = deviceName(request.headers["user-agent"]);
  const token = await openSession(db, { accountId: account.id, device, via }, now());
  setSessionCookie(reply, token, isSecure);
  const signedIn = {
    ...account,
    accountId: account.id,
    via,
    hasFactor: factor !== undefined,
    mustChangePassword: account.mustChangePassword && via === "password",
  };
  const duties = await dutiesOf(db, signedIn, now());
  return meOf({ ...signedIn, duties }, factorPolicy);
}

const note = (db: Db, action: string, { account, via, factor }: Entrance): Promise<void> =>
  writeAudit(db, {
    accountId: account.id,
    action,
    object: account.login,
    detail: { ...(via !== "password" && { via }), ...(factor !== undefined && { factor }) },
  });
