import { keyIdIn } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import type { FastifyRequest } from "fastify";
import { Problem } from "../problem.ts";
import { recogniseKey, type NoteKeyRefusal } from "./recognise-key.ts";
import { SESSION_COOKIE } from "./session-cookie.ts";
import { readSession, type SignedIn } from "./sessions.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  /** Where it is written down that a key was refused; without it nothing is used, only looked at. */
  readonly noteRefusal?: NoteKeyRefusal;
}

/** What stands behind `Bearer` in the header; `undefined` where there is none. */
export const bearerOf = (authorization: string | undefined): string | undefined =>
  /^Bearer +(\S*)\s*$/i.exec(authorization ?? "")?.[1];

/**
 * Whoever a request comes from, by its cookie or by an interface key, with the rights of this moment;
 * `undefined` for a stranger. A key that does not open is refused with the reason.
 */
export async function identify(
  { db, now, noteRefusal }: Options,
  request: FastifyRequest,
): Promise<SignedIn | undefined> {
  const cookie = request.cookies[SESSION_COOKIE];
  const bearer = bearerOf(request.headers.authorization);
  if (bearer === undefined)
    return cookie
      ? readSession(db, cookie, now(), { isUse: noteRefusal !== undefined })
      : undefined;
  if (cookie) throw new Problem({ code: "access.two-credentials" });
  return recogniseKey(db, { token: bearer, address: request.ip, noteRefusal }, now());
}

/** A key in an address has been written down on the way: it is refused, and its owner is told why. */
export async function refuseKeyInAddress(
  noteRefusal: NoteKeyRefusal,
  request: FastifyRequest,
): Promise<void> {
  const id = keyIdIn(request.url);
  if (id === null) return;
  await noteRefusal({ id, accountId: null, why: "in-address", address: request.ip });
  throw new Problem({ code: "access.key-in-address" });
}
