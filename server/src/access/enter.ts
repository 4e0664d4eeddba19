import type { Me } from "@onegrid/core/access/contract";
import type { Db } from "@onegrid/db";
import type { AccountRow } from "@onegrid/db/access";
import type { FastifyReply, FastifyRequest } from "fastify";
import { deviceName } from "./device-name.ts";
import { meOf } from "./me-of.ts";
import { setSessionCookie } from "./session-cookie.ts";
import { dutiesOf, openSession } from "./sessions.ts";

export interface EnterOptions {
  readonly db: Db;
  readonly now: () => Date;
  readonly isSecure: boolean;
}

/** Opens a session for an account, hands its cookie to the browser, and answers who is signed in. */
export async function enter(
  { db, now, isSecure }: EnterOptions,
  account: AccountRow,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<Me> {
  const device = deviceName(request.headers["user-agent"]);
  const token = await openSession(db, { accountId: account.id, device }, now());
  setSessionCookie(reply, token, isSecure);
  const signedIn = { ...account, accountId: account.id };
  return meOf({ ...signedIn, duties: await dutiesOf(db, signedIn, now()) });
}
