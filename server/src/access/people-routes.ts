import {
  DutiesBody,
  HandedPassword,
  NewPersonBody,
  PeopleQuery,
  PeopleReply,
  PersonReply,
} from "@onegrid/core/access/contract";
import type { Db } from "@onegrid/db";
import { listPeople, type PersonRow } from "@onegrid/db/access";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { scopeFor, whoAsks } from "./guard.ts";
import {
  addPerson,
  changeDuties,
  closeAccount,
  handPassword,
  type Administering,
} from "./people.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

const PersonKey = Type.Object({ id: Type.String({ maxLength: 80 }) });
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

  app.put(
    "/api/access/people/:id/duties",
    { config, schema: { params: PersonKey, body: DutiesBody, response: { 200: PersonReply } } },
    async (request) => {
      const asked = { id: request.params.id, duties: request.body.duties, now: now() };
      return personReply(await changeDuties(db, administering(request), asked));
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

export const administering = (request: FastifyRequest): Administering => ({
  accountId: whoAsks(request).accountId,
  scope: scopeFor(request, "people.manage"),
});

const personReply = (person: PersonRow): PersonReply => ({
  id: person.id,
  login: person.login,
  displayName: person.displayName,
  isDemo: person.isDemo,
  isClosed: person.closedAt !== null,
  mustChangePassword: person.mustChangePassword,
  lastSeenAt: person.lastSeenAt?.toISOString() ?? null,
  isShared: person.isShared,
  duties: [...person.duties],
});
