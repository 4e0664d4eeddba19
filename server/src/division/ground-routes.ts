import { isInScope } from "@onegrid/core/access";
import {
  GroundReply,
  RebaseBody,
  RebaseReply,
  RepairBody,
  RepairReply,
} from "@onegrid/core/division/contract";
import { readAs, type Db } from "@onegrid/db";
import { findRepairedCommunity, loadBase, loadDivision } from "@onegrid/db/division";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { scopeFor, whoAsks } from "../access/guard.ts";
import type { LiveHub } from "../live/hub.ts";
import { Problem } from "../problem.ts";
import { sightFor } from "../sight-for.ts";
import { areaAt } from "./area-at.ts";
import { changeBase } from "./change-base.ts";
import { requireMine } from "./edit-division.ts";
import type { GroundStore } from "./ground-store.ts";
import { makeRepair, readGround, takeBackRepair } from "./repair-ground.ts";

interface Options {
  readonly db: Db;
  readonly hub: LiveHub;
  readonly store: GroundStore;
}

const Params = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** What is wrong with the ground that plans stand on, and what planners settle about it (底图修正). */
export const groundRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, hub, store } = options;
  /** A base version of a community in which the asker may do this, behind both walls. */
  const seenBase = async (
    request: FastifyRequest,
    id: string,
    permission: "plan.read" | "plan.edit",
  ) => {
    const base = await readAs(db, sightFor(request), (trx) => loadBase(trx, id));
    if (!base) throw new Problem({ code: "division.not-found" });
    const { path } = await areaAt(db, request, { id: base.communityId, permission });
    return { base, path };
  };

  app.get(
    "/api/bases/:id/problems",
    { config: { rule: "plan.read" }, schema: { params: Params, response: { 200: GroundReply } } },
    async (request) => {
      const { id: baseId } = request.params;
      const { base, path } = await seenBase(request, baseId, "plan.read");
      const mayPlan = isInScope(scopeFor(request, "plan.edit"), path);
      return readGround(db, { baseId, base, mayPlan });
    },
  );

  app.post(
    "/api/bases/:id/repairs",
    {
      config: { rule: "plan.edit" },
      schema: { params: Params, body: RepairBody, response: { 200: RepairReply } },
    },
    async (request) => {
      const { base } = await seenBase(request, request.params.id, "plan.edit");
      const { accountId } = whoAsks(request);
      const asked = { baseId: request.params.id, base, accountId };
      return makeRepair(db, store, asked, request.body);
    },
  );

  app.delete(
    "/api/repairs/:id",
    { config: { rule: "plan.edit" }, schema: { params: Params, response: { 200: RepairReply } } },
    async (request) => {
      const { id } = request.params;
      const communityId = await readAs(db, sightFor(request), (trx) =>
        findRepairedCommunity(trx, id),
      );
      if (communityId === undefined) throw new Problem({ code: "division.not-found" });
      await areaAt(db, request, { id: communityId, permission: "plan.edit" });
      return takeBackRepair(db, id, communityId, whoAsks(request).accountId);
    },
  );

  app.post(
    "/api/divisions/:id/base",
    {
      config: { rule: "plan.edit" },
      schema: { params: Params, body: RebaseBody, response: { 200: RebaseReply } },
    },
    async (request) => {
      const asked = {
        divisionId: request.params.id,
        scope: scopeFor(request, "plan.edit"),
        accountId: whoAsks(request).accountId,
      };
      const seen = await readAs(db, sightFor(request), (trx) =>
        loadDivision(trx, asked.divisionId),
      );
      requireMine(seen, asked);
      const reply = await changeBase(db, store, asked, request.body.revision);
      hub.wake();
      return reply;
    },
  );
};
