import {
  OPEN_STATES,
  offeredVerbs,
  TRANSITIONS,
  type Case,
  type Verb,
} from "@onegrid/core/dispatch";
import { CaseListQuery, CommandBody, ReportCaseBody } from "@onegrid/core/dispatch/contract";
import { isInScope } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { listCaseEvents, listCases, loadCase, searchAddresses } from "@onegrid/db/dispatch";
import { head } from "@onegrid/db/events";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor, whoAsks } from "../access/guard.ts";
import { localDay, type SignedIn } from "../access/sessions.ts";
import type { LiveHub } from "../live/hub.ts";
import { Problem } from "../problem.ts";
import { actorsOf } from "./acting-duty.ts";
import { cardOf } from "./case-card.ts";
import { commandCase } from "./command-case.ts";
import { locate } from "./place-of.ts";
import { reportCase, type Reported } from "./report-case.ts";
import { timelineOf } from "./timeline.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
}

const VERBS: readonly Verb[] = TRANSITIONS.map(({ verb }) => verb);
const CaseParams = Type.Object({ id: Type.String({ maxLength: 64 }) });

export const dispatchRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, hub } = options;
  const mayRead = { rule: "case.read" } as const;

  app.post(
    "/api/cases",
    { config: { rule: "case.report" }, schema: { body: ReportCaseBody } },
    async (request, reply) => {
      const reported = await reportCase(db, whoAsks(request), request.body, now());
      hub.wake();
      return reply.code(201).send(await replyOf(db, reported, whoAsks(request)));
    },
  );

  app.get(
    "/api/cases",
    { config: mayRead, schema: { querystring: CaseListQuery } },
    async (request) => {
      const { states, areaId, category, text, memberId, after, limit = 100 } = request.query;
      // The position is read first: what comes after it reaches the screen by the stream.
      const { position } = await head(db);
      const offset = Number(after ?? 0);
      const { cases, total } = await listCases(db, {
        scope: scopeFor(request, "case.read"),
        states: states ?? OPEN_STATES,
        areaId: areaId ?? null,
        category: category ?? null,
        text: text ?? null,
        memberId: memberId ?? null,
        limit,
        offset,
      });
      const hasMore = offset + cases.length < total;
      return {
        cards: cases.map((found) => cardOf(found.case, found.number)),
        total,
        next: hasMore ? String(offset + cases.length) : null,
        position,
      };
    },
  );

  app.get(
    "/api/cases/:id",
    { config: mayRead, schema: { params: CaseParams } },
    async (request) => {
      const found = await requireCase(db, request.params.id, scopeFor(request, "case.read"));
      return {
        ...(await replyOf(db, found, whoAsks(request))),
        entries: timelineOf(await listCaseEvents(db, found.case.id)),
      };
    },
  );

  app.post(
    "/api/cases/:id/commands",
    { config: { rule: "case.act" }, schema: { params: CaseParams, body: CommandBody } },
    async (request) => {
      const commanded = await commandCase(db, whoAsks(request), {
        caseId: request.params.id,
        body: request.body,
        scope: scopeFor(request, "case.act"),
        now: now(),
      });
      hub.wake();
      return replyOf(db, commanded, whoAsks(request));
    },
  );

  app.get(
    "/api/locate",
    {
      config: { rule: "map.read" },
      schema: { querystring: Type.Object({ lng: Type.Number(), lat: Type.Number() }) },
    },
    async (request) => {
      const { lng, lat } = request.query;
      const day = localDay(now());
      const located = await locate(db, { position: [lng, lat], address: "", day });
      const named = (kind: string) =>
        located.areas.find((area) => area.kind === kind)?.name ?? null;
      return {
        grid: located.grid ?? null,
        community: named("community"),
        street: named("street"),
        district: named("district"),
        address: located.place.address,
        isOutside: located.isOutside,
      };
    },
  );

  app.get(
    "/api/addresses",
    {
      config: { rule: "map.read" },
      schema: { querystring: Type.Object({ q: Type.String({ minLength: 1, maxLength: 60 }) }) },
    },
    async (request) => ({
      hits: await searchAddresses(db, request.query.q, scopeFor(request, "map.read"), 12),
    }),
  );
};

export async function requireCase(
  db: Db,
  caseId: string,
  scope: readonly string[],
): Promise<Reported> {
  const stored = await loadCase(db, caseId);
  if (!stored || !isInScope(scope, stored.scopePath)) {
    throw new Problem({ code: "dispatch.not-found", caseId });
  }
  return stored;
}

async function replyOf(db: Db, reported: Reported, signedIn: SignedIn) {
  const { position } = await head(db);
  return {
    card: cardOf(reported.case, reported.number),
    verbs: verbsFor(reported.case, signedIn),
    position,
  };
}

/** The buttons: every verb that one of the person's duties allows now. */
function verbsFor(folded: Case, signedIn: SignedIn): Verb[] {
  const offered = new Set(
    actorsOf(signedIn).flatMap((actor) => offeredVerbs(folded, VERBS, actor)),
  );
  return VERBS.filter((verb) => offered.has(verb));
}
