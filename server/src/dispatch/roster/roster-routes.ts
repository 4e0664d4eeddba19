import { NewRosterLine, RosterQuery, RosterReply } from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { scopeFor, whoAsks } from "../../access/guard.ts";
import { Nothing } from "../../operations/api-answers.ts";
import { addRosterLine, removeRosterLine, rosterWeek, type RosterMaker } from "./roster.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

const config = { rule: "roster.manage" } as const;
const LineId = Type.Object({ id: Type.String({ maxLength: 80 }) });

/** Rosters (值班表): who is on duty when, made by the desks and administrators of an area. */
export const rosterRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now }) => {
  app.get(
    "/api/roster",
    { config, schema: { querystring: RosterQuery, response: { 200: RosterReply } } },
    (request) => {
      const { areaId, day } = request.query;
      return rosterWeek(db, making(request), { areaId, day, now: now() });
    },
  );

  app.post(
    "/api/roster/lines",
    { config, schema: { body: NewRosterLine, response: { 204: Nothing } } },
    async (request, reply) => {
      await addRosterLine(db, making(request), request.body);
      return reply.code(204).send();
    },
  );

  app.delete(
    "/api/roster/lines/:id",
    { config, schema: { params: LineId, response: { 204: Nothing } } },
    async (request, reply) => {
      await removeRosterLine(db, making(request), request.params.id);
      return reply.code(204).send();
    },
  );
};

const making = (request: FastifyRequest): RosterMaker => ({
  accountId: whoAsks(request).accountId,
  scope: scopeFor(request, "roster.manage"),
});
