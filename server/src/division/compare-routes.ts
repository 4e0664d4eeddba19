import { CompareQuery, CompareReply } from "@onegrid/core/division/contract";
import type { Db } from "@onegrid/db";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor } from "../access/guard.ts";
import { localDay } from "../access/sessions.ts";
import { sightFor } from "../sight-for.ts";
import { comparePlans } from "./compare-plans.ts";
import type { GroundStore } from "./ground-store.ts";
import { seenPlan } from "./seen-plan.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly store: GroundStore;
}

const Params = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** A plan beside another one, or beside the grids in force (方案对比). */
export const compareRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, store } = options;
  app.get(
    "/api/plans/:id/comparison",
    {
      config: { rule: "plan.read" },
      schema: { params: Params, querystring: CompareQuery, response: { 200: CompareReply } },
    },
    async (request) => {
      const [scope, sight] = [scopeFor(request, "plan.read"), sightFor(request)];
      const plan = await seenPlan(db, request, request.params.id);
      return comparePlans(db, store, {
        plan,
        with: request.query.with ?? "present",
        communityId: request.query.community,
        scope,
        sight,
        today: localDay(now()),
      });
    },
  );
};
