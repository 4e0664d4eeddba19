import {
  ChangeReply,
  ChangesReply,
  DivisionReply,
  EditBody,
  EditReply,
  UndoBody,
} from "@onegrid/core/division/contract";
import { readAs, type Db } from "@onegrid/db";
import { listChanges, loadBase, loadDivision, type DivisionRow } from "@onegrid/db/division";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { scopeFor, whoAsks } from "../access/guard.ts";
import type { LiveHub } from "../live/hub.ts";
import { Problem } from "../problem.ts";
import { areaAt } from "./area-at.ts";
import { cityUnitRoutes } from "./city-unit-routes.ts";
import { codeRoutes } from "./code-routes.ts";
import { commentRoutes } from "./comment-routes.ts";
import { surroundingsRoute } from "./surroundings-route.ts";
import { builtGround } from "./compared-side.ts";
import { compareRoutes } from "./compare-routes.ts";
import { performEdit, performUndo, requireMine } from "./edit-division.ts";
import { sightFor } from "../sight-for.ts";
import type { ExportJobs } from "../export/jobs.ts";
import { exportRoutes } from "./export-routes.ts";
import { groundRoutes } from "./ground-routes.ts";
import { gridPageRoutes } from "./grid-page-routes.ts";
import { GroundStore } from "./ground-store.ts";
import { presenceRoutes } from "./presence-routes.ts";
import { planRoutes } from "./plan-routes.ts";
import { changeReply, divisionReply, editReply, plainChange } from "./replies.ts";
import { readDivision } from "./stored-division.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
  readonly jobs: ExportJobs;
}

const Params = Type.Object({ id: Type.String({ maxLength: 64 }) });
const ChangeParams = Type.Object({
  id: Type.String({ maxLength: 64 }),
  revision: Type.Integer({ minimum: 1 }),
});

export const divisionRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, hub } = options;
  const store = new GroundStore();
  await app.register(planRoutes, { ...options, store });
  await app.register(codeRoutes, { ...options, store });
  await app.register(presenceRoutes, options);
  await app.register(commentRoutes, options);
  await app.register(compareRoutes, { ...options, store });
  await app.register(cityUnitRoutes, { ...options, store });
  await app.register(groundRoutes, { db, hub, store });
  await app.register(surroundingsRoute, options);
  await app.register(exportRoutes, { ...options, store });
  await app.register(gridPageRoutes, options);
  const mayRead = { rule: "plan.read" } as const;
  /** A division that the asker may read, behind both walls. */
  const mineOf = async (request: FastifyRequest, id: string): Promise<DivisionRow> => {
    const row = await readAs(db, sightFor(request), (trx) => loadDivision(trx, id));
    return requireMine(row, askedBy(id, scopeFor(request, "plan.read")));
  };
  const mayEdit = { rule: "plan.edit" } as const;

  app.get(
    "/api/divisions/:id",
    { config: mayRead, schema: { params: Params, response: { 200: DivisionReply } } },
    async (request) => {
      const row = await mineOf(request, request.params.id);
      const open = await store.openFor(db, row);
      const division = await readDivision(db, row, open);
      return { ...row, ...divisionReply(division) };
    },
  );

  app.get(
    "/api/divisions/:id/changes",
    { config: mayRead, schema: { params: Params, response: { 200: ChangesReply } } },
    async (request) => {
      const row = await mineOf(request, request.params.id);
      const ground = builtGround(await store.open(db, row.baseId));
      const changes = await listChanges(db, row.id);
      return { changes: changes.map((change) => changeReply(change, ground)) };
    },
  );

  app.get(
    "/api/divisions/:id/changes/:revision",
    { config: mayRead, schema: { params: ChangeParams, response: { 200: ChangeReply } } },
    async (request) => {
      const { id, revision } = request.params;
      const row = await mineOf(request, id);
      const found = (await listChanges(db, row.id)).find((each) => each.revision === revision);
      if (!found) throw new Problem({ code: "division.unknown-change", undoes: revision });
      return plainChange(found.change);
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
      await mineOf(request, request.params.id);
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
      await mineOf(request, request.params.id);
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
    {
      config: { ...mayRead, answers: { media: "application/octet-stream" } },
      schema: { params: Params },
    },
    async (request, reply) => {
      const base = await readAs(db, sightFor(request), (trx) => loadBase(trx, request.params.id));
      if (!base) throw new Problem({ code: "division.not-found" });
      await areaAt(db, request, { id: base.communityId, permission: "plan.read" });
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
