import { PersonReply } from "@onegrid/core/access/contract";
import { DutiesBody, DutiesPreview, DutiesWish } from "@onegrid/core/access/preview-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { administering, changeDuties, personReply, requireDutiesFor } from "../access/people.ts";
import { PersonKey } from "../access/people-routes.ts";
import { previewDuties, requirePreviewed } from "./preview-duties.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

const config = { rule: "people.manage" } as const;

/** Duties of a person: what a change would do, and the change itself, which needs that it was shown. */
export const dutyRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now }) => {
  app.post(
    "/api/access/people/:id/duties/preview",
    { config, schema: { params: PersonKey, body: DutiesWish, response: { 200: DutiesPreview } } },
    async (request) => {
      const by = administering(request);
      const { duties } = request.body;
      const { id: accountId } = request.params;
      await requireDutiesFor(db, by, { id: accountId, duties });
      return previewDuties(db, { accountId, duties, scope: by.scope, now: now() });
    },
  );

  app.put(
    "/api/access/people/:id/duties",
    { config, schema: { params: PersonKey, body: DutiesBody, response: { 200: PersonReply } } },
    async (request) => {
      const by = administering(request);
      const { duties, digest } = request.body;
      const wish = { accountId: request.params.id, duties, scope: by.scope, now: now() };
      const person = await changeDuties(db, by, {
        id: wish.accountId,
        duties,
        now: wish.now,
        check: (trx) => requirePreviewed(trx, wish, digest),
      });
      return personReply(person);
    },
  );
};
