import {
  ColleaguesQuery,
  ColleaguesReply,
  DelegationReply,
  DelegationsReply,
  NewDelegationBody,
} from "@onegrid/core/access/contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { colleaguesFor, delegate, delegationsOf, endEarly } from "./delegations.ts";
import { whoAsks } from "./guard.ts";
import type { RightsWatch } from "./rights-watch.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly rights: RightsWatch;
}

const own = { rule: "signed-in" } as const;
const DelegationId = Type.Object({ id: Type.String({ maxLength: 80 }) });

/** Duties in a colleague's hands for a while (委托, 代班): everybody decides about their own. */
export const delegationRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, rights } = options;

  app.get(
    "/api/access/delegations",
    { config: own, schema: { response: { 200: DelegationsReply } } },
    (request) => delegationsOf(db, whoAsks(request).accountId, now()),
  );

  app.get(
    "/api/access/delegations/colleagues",
    { config: own, schema: { querystring: ColleaguesQuery, response: { 200: ColleaguesReply } } },
    async (request) => {
      const { dutyId, text } = request.query;
      const asked = { dutyId, text: text?.trim() || null, now: now() };
      return { colleagues: await colleaguesFor(db, whoAsks(request).accountId, asked) };
    },
  );

  app.post(
    "/api/access/delegations",
    { config: own, schema: { body: NewDelegationBody, response: { 201: DelegationReply } } },
    async (request, reply) => {
      const made = await delegate(db, whoAsks(request).accountId, request.body, now());
      rights.changed(made.receiver.id);
      return reply.code(201).send(made);
    },
  );

  app.post(
    "/api/access/delegations/:id/end",
    { config: own, schema: { params: DelegationId, response: { 200: DelegationReply } } },
    async (request) => {
      const asked = { id: request.params.id, now: now() };
      const ended = await endEarly(db, whoAsks(request).accountId, asked);
      rights.changed(ended.receiver.id);
      return ended;
    },
  );
};
