import { divisionFacts, type Division, type GridFacts } from "@onegrid/core/division";
import {
  ChangesReply,
  CreatePlanBody,
  DivisionReply,
  EditBody,
  EditReply,
  PlanReply,
  PlanStepBody,
  UndoBody,
  type GridRow,
} from "@onegrid/core/division/contract";
import type { Db } from "@onegrid/db";
import {
  deletePlan,
  listChanges,
  listPlans,
  loadBase,
  loadDivision,
  loadPlan,
  type PlanRow,
} from "@onegrid/db/division";
import { loadAreaShapes } from "@onegrid/db/organisation";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { requireAt, scopeFor, whoAsks } from "../access/guard.ts";
import type { LiveHub } from "../live/hub.ts";
import { Problem } from "../problem.ts";
import { createPlan } from "./create-plan.ts";
import { performEdit, performUndo, requireMine, type Edited } from "./edit-division.ts";
import { GroundStore } from "./ground-store.ts";
import { stepPlanOn } from "./publish-plan.ts";
import { readDivision } from "./stored-division.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
}

const Params = Type.Object({ id: Type.String({ maxLength: 64 }) });

export const divisionRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, hub } = options;
  const store = new GroundStore();
  const mayRead = { rule: "plan.read" } as const;
  const mayEdit = { rule: "plan.edit" } as const;

  app.get("/api/plans", { config: mayRead }, async (request) => ({
    plans: (await listPlans(db, scopeFor(request, "plan.read"))).map(planReply),
  }));

  app.post(
    "/api/plans",
    { config: mayEdit, schema: { body: CreatePlanBody, response: { 201: PlanReply } } },
    async (request, reply) => {
      const { accountId } = whoAsks(request);
      const scope = scopeFor(request, "plan.edit");
      const plan = await createPlan(db, { accountId, scope, body: request.body });
      return reply.code(201).send(planReply(plan));
    },
  );

  app.get(
    "/api/plans/:id",
    { config: mayRead, schema: { params: Params, response: { 200: PlanReply } } },
    async (request) => {
      const plan = await loadPlan(db, request.params.id, scopeFor(request, "plan.read"));
      if (!plan) throw new Problem({ code: "division.not-found" });
      return planReply(plan);
    },
  );

  app.delete(
    "/api/plans/:id",
    { config: mayEdit, schema: { params: Params } },
    async (request, reply) => {
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
      const permission = step === "submit" ? "plan.edit" : "plan.publish";
      const plan = await stepPlanOn(db, store, {
        planId: request.params.id,
        accountId: whoAsks(request).accountId,
        scope: scopeFor(request, permission),
        body: request.body,
        now: now(),
      });
      hub.wake();
      return planReply(plan);
    },
  );

  app.get(
    "/api/divisions/:id",
    { config: mayRead, schema: { params: Params, response: { 200: DivisionReply } } },
    async (request) => {
      const asked = askedBy(request.params.id, scopeFor(request, "plan.read"));
      const row = requireMine(await loadDivision(db, request.params.id), asked);
      const open = await store.open(db, row.baseId);
      const division = await readDivision(db, row, open);
      return { ...row, ...divisionReply(division) };
    },
  );

  app.get(
    "/api/divisions/:id/changes",
    { config: mayRead, schema: { params: Params, response: { 200: ChangesReply } } },
    async (request) => {
      const asked = askedBy(request.params.id, scopeFor(request, "plan.read"));
      const row = requireMine(await loadDivision(db, request.params.id), asked);
      return { changes: (await listChanges(db, row.id)).map(changeReply) };
    },
  );

  app.post(
    "/api/divisions/:id/edits",
    {
      config: mayEdit,
      bodyLimit: 8_000_000,
      schema: { params: Params, body: EditBody, response: { 200: EditReply } },
    },
    async (request) => {
      const asked = {
        ...askedBy(request.params.id, scopeFor(request, "plan.edit")),
        accountId: whoAsks(request).accountId,
      };
      const edited = await performEdit(db, store, asked, request.body);
      hub.wake();
      return editReply(edited);
    },
  );

  app.post(
    "/api/divisions/:id/undo",
    { config: mayEdit, schema: { params: Params, body: UndoBody, response: { 200: EditReply } } },
    async (request) => {
      const asked = {
        ...askedBy(request.params.id, scopeFor(request, "plan.edit")),
        accountId: whoAsks(request).accountId,
      };
      const edited = await performUndo(db, store, asked, request.body);
      hub.wake();
      return editReply(edited);
    },
  );

  app.get(
    "/api/bases/:id/map",
    { config: mayRead, schema: { params: Params } },
    async (request, reply) => {
      const base = await loadBase(db, request.params.id);
      const [community] = base ? await loadAreaShapes(db, [base.communityId]) : [];
      if (!base || !community) throw new Problem({ code: "division.not-found" });
      requireAt(request, "plan.read", community.path);
      return reply
        .type("application/octet-stream")
        .header("cache-control", "private, max-age=31536000, immutable")
        .send(Buffer.from(base.map));
    },
  );
};

const askedBy = (divisionId: string, scope: readonly string[]) => ({
  divisionId,
  scope,
  accountId: null,
});

const planReply = (plan: PlanRow): PlanReply => ({
  id: plan.id,
  name: plan.name,
  state: plan.state,
  effectiveOn: plan.effectiveOn,
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
});

const gridRow = (id: string, facts: GridFacts): GridRow => ({
  id,
  units: facts.units,
  households: facts.households,
  squareMetres: facts.squareMetres,
  deviationTarget: facts.deviationTarget,
  deviationFairShare: facts.deviationFairShare,
  polsbyPopper: facts.polsbyPopper,
  pieces: facts.pieces,
  isOversized: facts.isOversized,
});

function divisionReply(division: Division) {
  const facts = divisionFacts(division);
  const numberOf = new Map(division.grids.map((id, number) => [id, number]));
  return {
    revision: division.revision,
    target: division.target,
    grids: [...facts.grids].map(([id, own]) => gridRow(id, own)),
    gridOf: division.gridOf.map((id) => numberOf.get(id ?? "") ?? -1),
    locks: division.locks.map((lock) => ({ ...lock })),
    metrics: { ...facts.metrics },
  };
}

function editReply({ division, change }: Edited): EditReply {
  const facts = divisionFacts(division);
  const touched = new Set(change.moves.flatMap(({ from, to }) => [from, to]));
  return {
    revision: division.revision,
    change: {
      ...change,
      moves: change.moves.map((move) => ({ ...move })),
      addedGrids: [...change.addedGrids],
      removedGrids: [...change.removedGrids],
      addedLocks: change.addedLocks.map((lock) => ({ ...lock })),
      removedLocks: change.removedLocks.map((lock) => ({ ...lock })),
    },
    grids: [...facts.grids].filter(([id]) => touched.has(id)).map(([id, own]) => gridRow(id, own)),
    metrics: { ...facts.metrics },
  };
}

function changeReply(row: Awaited<ReturnType<typeof listChanges>>[number]) {
  const { change } = row;
  return {
    revision: row.revision,
    at: row.at.toISOString(),
    by: row.by,
    edit: change.edit,
    units: change.moves.length,
    undoes: row.undoes,
  };
}
