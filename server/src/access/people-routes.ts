import {
  HandedPassword,
  NewPersonBody,
  PeopleQuery,
  PeopleReply,
  PersonReply,
} from "@onegrid/core/access/contract";
import { SsoAllowedBody } from "@onegrid/core/access/single-sign-on-contract";
import type { Db } from "@onegrid/db";
import { listPeople } from "@onegrid/db/access";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  addPerson,
  administering,
  changeSso,
  closeAccount,
  handPassword,
  personReply,
  resetFactor,
} from "./people.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

export const PersonKey = Type.Object({ id: Type.String({ maxLength: 80 }) });
const DEFAULT_LIMIT = 50;
const config = { rule: "people.manage" } as const;

/** Accounts and duties of the administrator's area (人员与任职). */
export const peopleRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now }) => {
  app.get(
    "/api/access/people",
    { config, schema: { querystring: PeopleQuery, response: { 200: PeopleReply } } },
    async (request) => {
      const { text, role, closed, offset, limit } = request.query;
      const { people, total } = await listPeople(db, {
        scope: administering(request).scope,
        text: text?.trim() || null,
        role: role ?? null,
        isClosed: closed ?? false,
        offset: offset ?? 0,
        limit: limit ?? DEFAULT_LIMIT,
      });
      return { people: people.map(personReply), total };
    },
  );

  app.post(
    "/api/access/people",
    { config, schema: { body: NewPersonBody, response: { 201: HandedPassword } } },
    async (request, reply) => {
      const { person, password } = await addPerson(db, administering(request), request.body);
      return reply.code(201).send({ person: personReply(person), password });
    },
  );

  app.post(
    "/api/access/people/:id/password",
    { config, schema: { params: PersonKey, response: { 200: HandedPassword } } },
    async (request) => {
      const { id } = request.params;
      const { person, password } = await handPassword(db, administering(request), id);
      return { person: personReply(person), password };
    },
  );

  app.post(
    "/api/access/people/:id/factor-reset",
    { config, schema: { params: PersonKey, response: { 200: PersonReply } } },
    async (request) =>
      personReply(await resetFactor(db, administering(request), request.params.id)),
  );

  app.put(
    "/api/access/people/:id/sso",
    { config, schema: { params: PersonKey, body: SsoAllowedBody, response: { 200: PersonReply } } },
    async (request) => {
      const asked = { id: request.params.id, isAllowed: request.body.isAllowed };
      return personReply(await changeSso(db, administering(request), asked));
    },
  );

  for (const [step, closedAt] of [
    ["close", now],
    ["reopen", () => null],
  ] as const) {
    app.post(
      `/api/access/people/:id/${step}`,
      { config, schema: { params: PersonKey, response: { 200: PersonReply } } },
      async (request) => {
        const asked = { id: request.params.id, closedAt: closedAt() };
        return personReply(await closeAccount(db, administering(request), asked));
      },
    );
  }
};
