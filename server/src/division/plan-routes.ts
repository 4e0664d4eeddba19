import {
  CreatePlanBody,
  GridsOnReply,
  PlanReply,
  PlanStepBody,
} from "@onegrid/core/division/contract";
import { readAs, seenAreas, type Db } from "@onegrid/db";
import { deletePlan, listGridsOn, listPlans, loadPlan, type PlanRow } from "@onegrid/db/division";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { dutyAt, scopeFor, whoAsks } from "../access/guard.ts";
import { localDay } from "../access/sessions.ts";
import type { LiveHub } from "../live/hub.ts";
import { Problem } from "../problem.ts";
import { sightFor } from "../sight-for.ts";
import { areaAt } from "./area-at.ts";
import { createPlan } from "./create-plan.ts";
import type { GroundStore } from "./ground-store.ts";
import { Nothing } from "../operations/api-answers.ts";
import { stepPlanOn } from "./publish-plan.ts";
import { seenPlan } from "./seen-plan.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
  readonly store: GroundStore;
}

const Params = Type.Object({ id: Type.String({ maxLength: 64 }) });
const PlansReply = Type.Object({ plans: Type.Array(PlanReply) });
const OnQuery = Type.Object({
  on: Type.Optional(Type.String({ format: "date" })),
});

/** Plans (方案) as a whole, and the grids they have put in force. */
export const planRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, hub, store } = options;
  const mayRead = { rule: "plan.read" } as const;
  const mayEdit = { rule: "plan.edit" } as const;

  app.get(
    "/api/plans",
    { config: mayRead, schema: { response: { 200: PlansReply } } },
    async (request) => ({
      plans: (
        await readAs(db, sightFor(request), (trx) => listPlans(trx, scopeFor(request, "plan.read")))
      ).map((plan) => planReply(plan, localDay(now()))),
    }),
  );

  app.post(
    "/api/plans",
    { config: mayEdit, schema: { body: CreatePlanBody, response: { 201: PlanReply } } },
    async (request, reply) => {
      const { accountId } = whoAsks(request);
      const scope = scopeFor(request, "plan.edit");
      const { communityIds } = request.body;
      const seen = await readAs(db, sightFor(request), (trx) =>
        seenAreas(trx, "plan", communityIds),
      );
      const body = { ...request.body, communityIds: seen };
      if (seen.length < new Set(communityIds).size) {
        throw new Problem({ code: "division.not-found" });
      }
      const asked = { accountId, scope, body, today: localDay(now()) };
      const plan = await createPlan(db, store, asked);
      hub.wake();
      return reply.code(201).send(planReply(plan, localDay(now())));
    },
  );

  app.get(
    "/api/plans/:id",
    { config: mayRead, schema: { params: Params, response: { 200: PlanReply } } },
    async (request) => {
      const plan = await seenPlan(db, request, request.params.id);
      return planReply(plan, localDay(now()));
    },
  );

  app.delete(
    "/api/plans/:id",
    { config: mayEdit, schema: { params: Params, response: { 204: Nothing } } },
    async (request, reply) => {
      await seenPlan(db, request, request.params.id);
      const plan = await loadPlan(db, request.params.id, scopeFor(request, "plan.edit"));
      if (!plan) throw new Problem({ code: "division.not-found" });
      if (plan.state !== "draft") {
        throw new Problem({ code: "division.not-a-draft", state: plan.state });
      }
      await deletePlan(db, plan.id);
      return reply.code(204).send();
    },
  );

  app.post(
    "/api/plans/:id/steps",
    {
      config: { rule: "plan.read" },
      schema: { params: Params, body: PlanStepBody, response: { 200: PlanReply } },
    },
    async (request) => {
      const { step } = request.body;
      await seenPlan(db, request, request.params.id);
      const permission = step === "submit" ? "plan.edit" : "plan.publish";
      const plan = await stepPlanOn(db, store, {
        planId: request.params.id,
        accountId: whoAsks(request).accountId,
        scope: scopeFor(request, permission),
        dutyAt: (path) => dutyAt(whoAsks(request).duties, permission, path),
        body: request.body,
        now: now(),
      });
      hub.wake();
      return planReply(plan, localDay(now()));
    },
  );

  app.get(
    "/api/communities/:id/grids",
    {
      config: mayRead,
      schema: { params: Params, querystring: OnQuery, response: { 200: GridsOnReply } },
    },
    async (request) => {
      const { id } = request.params;
      await areaAt(db, request, { id, permission: "plan.read" });
      const on = request.query.on ?? localDay(now());
      const grids = await readAs(db, sightFor(request), (trx) => listGridsOn(trx, id, on));
      return {
        on,
        grids: grids.map(({ buildingIds, ...grid }) => ({ ...grid, buildings: [...buildingIds] })),
      };
    },
  );
};

/** A plan retires (停用) by itself when the last of its grids has given way to a later plan's. */
const stateOn = ({ state, endsOn }: PlanRow, today: string): PlanReply["state"] =>
  state === "published" && endsOn !== null && endsOn <= today ? "retired" : state;

const planReply = (plan: PlanRow, today: string): PlanReply => ({
  id: plan.id,
  name: plan.name,
  state: stateOn(plan, today),
  effectiveOn: plan.effectiveOn,
  revertsTo: plan.revertsTo,
  createdBy: plan.createdBy,
  createdAt: plan.createdAt.toISOString(),
  divisions: plan.divisions.map((division) => ({
    id: division.id,
    communityId: division.communityId,
    communityName: division.communityName,
    baseId: division.baseId,
    revision: division.revision,
    grids: division.grids,
    unassignedUnits: division.unassignedUnits,
  })),
  editors: plan.editors.map((editor) => ({ ...editor })),
  steps: plan.steps.map((step) => ({ ...step })),
});
