import {
  dutyGrants,
  isInScope,
  scopeOf,
  type FactorPolicy,
  type Permission,
} from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import type { DutyRow } from "@onegrid/db/access";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Problem } from "../problem.ts";
import { followRequests, noteDuty, writeAudit } from "./audit.ts";
import { isFactorDue } from "./factor-due.ts";
import { takeFormKey } from "./form-key.ts";
import { bearerOf, identify, refuseKeyInAddress } from "./identify.ts";
import { makeKeyRefusalLog, recogniseKey, type NoteKeyRefusal } from "./recognise-key.ts";
import type { SignedIn } from "./sessions.ts";

/**
 * Who may call a route: anybody, anybody signed in, a collector of metrics (by a token that the route
 * itself looks at), or holders of a permission.
 */
export type Rule = "public" | "signed-in" | "metrics" | Permission;

/** A route with its rule, for whoever checks them all. */
interface RuledRoute {
  readonly method: string;
  readonly url: string;
  readonly rule: Rule;
}

declare module "fastify" {
  interface FastifyContextConfig {
    rule?: Rule;
    /** Also while the password is still the one that somebody else has set. */
    whilePasswordDue?: boolean;
    /** Another system may ask it too, where the rule is only that somebody is signed in. */
    forKeys?: boolean;
    /** The key of another system may come in the form (`api_key`) instead of the header. */
    keyInForm?: boolean;
    /** Also while a second factor is asked for that is not there yet. */
    whileFactorDue?: boolean;
  }
  interface FastifyInstance {
    ruledRoutes: RuledRoute[];
  }
  interface FastifyRequest {
    signedIn: SignedIn | null;
  }
}

/** A form on another site cannot set it: that is the whole proof. */
export const SAME_SITE_HEADER = "x-onegrid";

/** Whose page it is that asks, where it says so. */
const ACCOUNT_HEADER = "x-onegrid-account";

interface GuardOptions {
  readonly db: Db;
  readonly now: () => Date;
  readonly factorPolicy: FactorPolicy;
}

/**
 * Puts the guard in front of every route. A route without a rule is a bug, and the server does not
 * start with it.
 */
export function guardRoutes(app: FastifyInstance, options: GuardOptions): void {
  app.decorateRequest("signedIn", null);
  app.decorate("ruledRoutes", []);
  followRequests(app);
  const noteRefusal = makeKeyRefusalLog(options.db, options.now);

  app.addHook("onRoute", (route) => {
    const rule = route.config?.rule;
    if (!rule) throw new Error(`the route ${String(route.method)} ${route.url} has no rule`);
    for (const method of [route.method].flat())
      app.ruledRoutes.push({ method, url: route.url, rule });
  });

  app.addHook("onRequest", async (request, reply) => {
    // What an answer says depends on who asks and when; what may be kept says so itself.
    void reply.header("cache-control", "no-store");
    const rule = request.routeOptions.config.rule;
    if (rule === undefined) return; // no such route: the 404 handler answers
    await refuseKeyInAddress(noteRefusal, request);
    if (waitsForForm(request)) return;
    if (!isRead(request.method) && !isOfThisSite(request)) {
      throw new Problem({ code: "access.cross-site" });
    }
    // The page itself must come up while the database is away: it has the words for that.
    if (!isOpen(rule))
      request.signedIn = (await identify({ ...options, noteRefusal }, request)) ?? null;
    requireOwnPage(request);
  });

  // After the limits of the routes, which are hooks of theirs: what is refused counts as well, for each
  // refusal writes an entry in the log.
  app.addHook("preParsing", async (request) => {
    const { rule } = request.routeOptions.config;
    if (rule === undefined || isOpen(rule) || waitsForForm(request)) return;
    requireReady(request, options.factorPolicy);
    if (rule !== "signed-in") await requirePermission(options.db, request, rule);
  });

  app.addHook("preValidation", async (request) => {
    if (request.routeOptions.config.keyInForm === true)
      await enterByForm({ ...options, noteRefusal }, request);
  });
}

/**
 * Whether who asks stands in a form that is not read yet. A cookie counts for nothing there: a form on
 * another site could send it along.
 */
const waitsForForm = (request: FastifyRequest): boolean =>
  request.routeOptions.config.keyInForm === true && !isOfThisSite(request);

/** Lets another system in by the key in its form, which goes no further. */
async function enterByForm(
  { db, now, factorPolicy, noteRefusal }: GuardOptions & { readonly noteRefusal: NoteKeyRefusal },
  request: FastifyRequest,
): Promise<void> {
  const token = takeFormKey(request.body);
  if (!waitsForForm(request)) return;
  if (token === undefined) throw new Problem({ code: "access.signed-out" });
  request.signedIn = await recogniseKey(db, { token, address: request.ip, noteRefusal }, now());
  requireReady(request, factorPolicy);
  const { rule } = request.routeOptions.config;
  if (rule !== undefined && rule !== "signed-in" && !isOpen(rule))
    await requirePermission(db, request, rule);
}

/** Asks for nobody: open to everybody, or guarded by a secret of its own. */
const isOpen = (rule: Rule): rule is "public" | "metrics" =>
  rule === "public" || rule === "metrics";

/** Refuses where nobody is signed in, or where a password or a second factor is due first. */
function requireReady(request: FastifyRequest, factorPolicy: FactorPolicy): void {
  const signedIn = whoAsks(request);
  const { rule, forKeys, whilePasswordDue, whileFactorDue } = request.routeOptions.config;
  if (signedIn.key !== undefined && rule === "signed-in" && !forKeys)
    throw new Problem({ code: "access.not-for-keys" });
  if (signedIn.mustChangePassword && !whilePasswordDue)
    throw new Problem({ code: "access.password-change-due" });
  if (!whileFactorDue && isFactorDue(signedIn, factorPolicy))
    throw new Problem({ code: "access.factor-due" });
}

async function requirePermission(
  db: Db,
  request: FastifyRequest,
  permission: Permission,
): Promise<void> {
  const { duties } = whoAsks(request);
  const duty = duties.find((held) => dutyGrants(held, permission));
  noteDuty(duty);
  if (duty !== undefined) return;
  await noteForbidden(db, request, permission);
  throw new Problem({ code: "access.forbidden", permission });
}

const noteForbidden = (db: Db, request: FastifyRequest, permission: Permission): Promise<void> =>
  writeAudit(db, {
    accountId: whoAsks(request).accountId,
    action: "access.forbid",
    object: `${request.method} ${request.routeOptions.url ?? ""}`,
    detail: { permission },
  });

/** A key is no cookie: no browser sends it along by itself. */
const isOfThisSite = ({ headers }: FastifyRequest): boolean =>
  headers[SAME_SITE_HEADER] !== undefined || bearerOf(headers.authorization) !== undefined;

export const isRead = (method: string): boolean => ["GET", "HEAD", "OPTIONS"].includes(method);

/**
 * A page that was left open, or opened without a line, while somebody else signed in on the same browser:
 * what its owner has written must not go under the other's name, nor what the other sees come to it.
 */
function requireOwnPage({ headers, signedIn }: FastifyRequest): void {
  const owner = headers[ACCOUNT_HEADER];
  if (owner !== undefined && signedIn !== null && owner !== signedIn.accountId)
    throw new Problem({ code: "access.other-account" });
}

/** The signed-in account; refused when there is none. */
export function whoAsks(request: FastifyRequest): SignedIn {
  if (!request.signedIn) throw new Problem({ code: "access.signed-out" });
  return request.signedIn;
}

/** Area ids the asker holds a permission in: what every query is narrowed by. */
export const scopeFor = (request: FastifyRequest, permission: Permission): string[] =>
  scopeOf(whoAsks(request), permission);

/** Refuses unless the asker holds the permission for something at this area path. */
export function requireAt(
  request: FastifyRequest,
  permission: Permission,
  path: readonly string[],
): void {
  if (!isInScope(scopeFor(request, permission), path)) {
    throw new Problem({ code: "access.forbidden", permission });
  }
  noteDuty(dutyAt(whoAsks(request).duties, permission, path));
}

/** The duty by which somebody holds a permission at a path: their own before one they stand in for. */
export const dutyAt = (
  duties: readonly DutyRow[],
  permission: Permission,
  path: readonly string[],
): DutyRow | undefined =>
  duties.find((duty) => dutyGrants(duty, permission) && path.includes(duty.areaId));
