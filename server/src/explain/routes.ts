import {
  ExplainQuery,
  ExplainReply,
  ExplainThingsQuery,
  ExplainThingsReply,
  OwnExplainQuery,
} from "@onegrid/core/access/explain-contract";
import type { Db } from "@onegrid/db";
import { findPerson, loadExplainedPerson } from "@onegrid/db/access";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { writeAudit } from "../access/audit.ts";
import { scopeFor, whoAsks } from "../access/guard.ts";
import { caseJurisdiction } from "../dispatch/rights/case-jurisdiction.ts";
import { Problem } from "../problem.ts";
import { dutyRoutes } from "./duty-routes.ts";
import { explainPerson, wishOf } from "./explain-person.ts";
import { findThing, searchThings, type Sight } from "./find-thing.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

/** Why somebody may or may not do something (为什么能／不能): for administrators, and for oneself. */
export const explainRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now }) => {
  await app.register(dutyRoutes, { db, now });
  const manage = { rule: "people.manage" } as const;
  const own = { rule: "signed-in" } as const;

  app.get(
    "/api/access/explain",
    { config: manage, schema: { querystring: ExplainQuery, response: { 200: ExplainReply } } },
    async (request) => {
      const { person: id, verb, ...object } = request.query;
      const sight = administratorSight(request);
      const known = await findPerson(db, id, sight.scope);
      const person = known && (await loadExplainedPerson(db, known.id));
      if (!person) throw new Problem({ code: "access.unknown-person" });
      const wish = wishOf(verb);
      const named = await findThing(db, object, sight);
      // Whoever reads no cases learns where one stands: that is written down.
      if (named.shown?.kind === "case")
        await writeAudit(db, {
          accountId: whoAsks(request).accountId,
          action: "access.explain-case",
          object: named.shown.id,
          detail: { person: person.login, verb },
        });
      return explainPerson(db, { person, wish, named, scope: sight.scope, now: now() });
    },
  );

  app.get(
    "/api/access/explain/things",
    {
      config: manage,
      schema: { querystring: ExplainThingsQuery, response: { 200: ExplainThingsReply } },
    },
    async (request) => ({
      things: await searchThings(db, request.query, administratorSight(request)),
    }),
  );

  app.get(
    "/api/access/explain/me",
    { config: own, schema: { querystring: OwnExplainQuery, response: { 200: ExplainReply } } },
    async (request) => {
      const { accountId } = whoAsks(request);
      const person = await loadExplainedPerson(db, accountId);
      if (!person) throw new Problem({ code: "access.unknown-person" });
      const { verb, ...object } = request.query;
      const wish = wishOf(verb);
      const sight = ownSight(request);
      const named = await findThing(db, object, sight);
      return explainPerson(db, { person, wish, named, scope: sight.scope, now: now() });
    },
  );

  app.get(
    "/api/access/explain/me/things",
    {
      config: own,
      schema: { querystring: ExplainThingsQuery, response: { 200: ExplainThingsReply } },
    },
    async (request) => ({ things: await searchThings(db, request.query, ownSight(request)) }),
  );
};

/** An administrator's areas, and every case in them: of a case no more than where it stands is told. */
function administratorSight(request: FastifyRequest): Sight {
  const areaIds = scopeFor(request, "people.manage");
  const reaches = [{ areaIds, categories: null, maxLevel: "district" as const }];
  const cases = { reaches, ownIds: [] };
  return { scope: areaIds, plans: areaIds, cases, isMapOpen: false };
}

/** One's own areas, whatever one does there; of cases and plans only those that one may read. */
function ownSight(request: FastifyRequest): Sight {
  const asker = whoAsks(request);
  return {
    scope: [...new Set(asker.duties.map(({ areaId }) => areaId))],
    plans: scopeFor(request, "plan.read"),
    cases: caseJurisdiction(asker, "case.read"),
    isMapOpen: true,
  };
}
