import {
  CaseListQuery,
  CommandBody,
  EndedListQuery,
  IntakeHelpBody,
  ReportCaseBody,
  CaseReply,
  CaseDetail,
  CaseListReply,
  EndedListReply,
  IntakeHelpReply,
} from "@onegrid/core/dispatch/contract";
import { HandedUpReply } from "@onegrid/core/dispatch/handed-up-contract";
import { readAs, type Db } from "@onegrid/db";
import { listCaseEvents, listCases } from "@onegrid/db/dispatch";
import { head } from "@onegrid/db/events";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor, whoAsks } from "../access/guard.ts";
import type { NetworkCache } from "../coverage/results/walking-network.ts";
import type { LiveHub } from "../live/hub.ts";
import { refuseUnknownQuery } from "../operations/refuse-unknown-query.ts";
import { sightFor } from "../sight-for.ts";
import { adviceRoutes } from "./advice/advice-routes.ts";
import { caseQuestion } from "./cases/case-question.ts";
import { commandCase } from "./cases/command-case.ts";
import { describeCases } from "./cases/describe-cases.ts";
import { endedCases } from "./cases/ended-cases.ts";
import { handedUp } from "./cases/handed-up.ts";
import { emergencyRoutes } from "./emergency/emergency-routes.ts";
import { figuresRoutes } from "./figures/figures-routes.ts";
import { hotSpotsRoutes } from "./hotspots/hot-spots-routes.ts";
import { intakeHelp } from "./advice/intake-help.ts";
import { fieldRoutes } from "./field/field-routes.ts";
import { photoRoutes } from "./photos/photo-routes.ts";
import { placeRoutes } from "./cases/place-routes.ts";
import { presenceRoutes } from "./presence/presence-routes.ts";
import { replayRoutes } from "./replay/replay-routes.ts";
import { openCasesRoutes } from "./open-cases/open-cases-routes.ts";
import { rosterRoutes } from "./roster/roster-routes.ts";
import { replyOf } from "./cases/reply-of.ts";
import { reportCase } from "./cases/report-case.ts";
import { reachFor } from "./rights/reach-for.ts";
import { requireCase } from "./cases/require-case.ts";
import { rulesRoutes } from "./rules/rules-routes.ts";
import { warningRoutes } from "./warnings/warning-routes.ts";
import { timelineOf } from "./cases/timeline.ts";
import { departmentsRoutes } from "./departments/departments-routes.ts";
import { consultationRoutes } from "./consultation/consultation-routes.ts";
import { whistleRoutes } from "./whistle/whistle-routes.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
  readonly networks: NetworkCache;
}

const CaseParams = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** Cases from the report to the end, for screens; what changes reaches them by the stream too. */
export const dispatchRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, hub, networks } = options;
  const mayRead = { rule: "case.read" } as const;
  refuseUnknownQuery(app);
  await app.register(placeRoutes, { db, now });
  await app.register(photoRoutes, { db, now });
  await app.register(rosterRoutes, { db, now });
  await app.register(adviceRoutes, { db, now, networks });
  await app.register(figuresRoutes, { db, now });
  await app.register(fieldRoutes, { db, now });
  await app.register(presenceRoutes, { db, now, hub });
  await app.register(replayRoutes, { db, now });
  await app.register(hotSpotsRoutes, { db, now });
  await app.register(emergencyRoutes, { db, now, hub });
  await app.register(rulesRoutes, { db, now, hub });
  await app.register(openCasesRoutes, { db });
  await app.register(whistleRoutes, { db, now });
  await app.register(consultationRoutes, { db, now });
  await app.register(departmentsRoutes, { db, now });
  await app.register(warningRoutes, { db, now, hub });

  app.post(
    "/api/cases",
    {
      config: { rule: "case.report" },
      schema: { body: ReportCaseBody, response: { 201: CaseReply } },
    },
    async (request, reply) => {
      const reported = await reportCase(db, whoAsks(request), request.body, now());
      hub.wake();
      return reply.code(201).send(await replyOf(db, reported, whoAsks(request), now()));
    },
  );

  app.post(
    "/api/cases/help",
    {
      config: { rule: "case.report" },
      schema: { body: IntakeHelpBody, response: { 200: IntakeHelpReply } },
    },
    (request) =>
      intakeHelp(db, request.body, {
        jurisdiction: reachFor(request, "case.read"),
        sight: sightFor(request),
        now: now(),
      }),
  );

  app.get(
    "/api/cases",
    {
      config: mayRead,
      schema: { querystring: CaseListQuery, response: { 200: CaseListReply } },
    },
    async (request) => {
      const asked = caseQuestion(request.query, {
        jurisdiction: reachFor(request, "case.read"),
        now: now(),
      });
      // The position is read first: what comes after it reaches the screen by the stream.
      const { position } = await head(db);
      const { cases, ...page } = await readAs(db, sightFor(request), (trx) =>
        listCases(trx, asked),
      );
      return { cards: await describeCases(db, cases), ...page, position };
    },
  );

  app.get(
    "/api/cases/handed-up",
    { config: mayRead, schema: { response: { 200: HandedUpReply } } },
    (request) =>
      handedUp(db, {
        accountId: whoAsks(request).accountId,
        jurisdiction: reachFor(request, "case.read"),
        areaIds: scopeFor(request, "case.read"),
        now: now(),
      }),
  );

  app.get(
    "/api/cases/ended",
    { config: mayRead, schema: { querystring: EndedListQuery, response: { 200: EndedListReply } } },
    (request) =>
      endedCases(db, request.query, {
        jurisdiction: reachFor(request, "case.read"),
        sight: sightFor(request),
      }),
  );

  app.get(
    "/api/cases/:id",
    { config: mayRead, schema: { params: CaseParams, response: { 200: CaseDetail } } },
    async (request) => {
      const { id } = request.params;
      const mine = reachFor(request, "case.read");
      const { found, logged } = await readAs(db, sightFor(request), async (trx) => ({
        found: await requireCase(trx, id, mine),
        logged: await listCaseEvents(trx, id),
      }));
      const entries = await timelineOf(db, logged);
      return { ...(await replyOf(db, found, whoAsks(request), now())), entries };
    },
  );

  app.post(
    "/api/cases/:id/commands",
    {
      config: { rule: "case.act" },
      schema: { params: CaseParams, body: CommandBody, response: { 200: CaseReply } },
    },
    async (request) => {
      const commanded = await commandCase(db, whoAsks(request), {
        caseId: request.params.id,
        body: request.body,
        jurisdiction: reachFor(request, "case.act"),
        sight: sightFor(request),
        now: now(),
      });
      hub.wake();
      return replyOf(db, commanded, whoAsks(request), now());
    },
  );
};
