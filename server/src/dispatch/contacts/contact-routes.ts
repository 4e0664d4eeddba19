import {
  ContactBody,
  ContactReply,
  ContactStateReply,
} from "@onegrid/core/dispatch/contact-contract";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { whoAsks } from "../../access/guard.ts";
import { refuseUnknownQuery } from "../../operations/refuse-unknown-query.ts";
import { noteContact, readContact, withdrawContact, type ContactDesk } from "./reporter-contact.ts";

const ContactParams = Type.Object({ id: Type.String({ maxLength: 64 }) });
const url = "/api/cases/:id/contact";

/**
 * How to call a reporter back. It has a door of its own: what never comes with the report cannot get
 * into its event, its key, its log line or its answer.
 */
export const contactRoutes: FastifyPluginAsyncTypebox<ContactDesk> = async (app, desk) => {
  refuseUnknownQuery(app);
  app.put(
    url,
    {
      config: { rule: "case.report" },
      schema: { params: ContactParams, body: ContactBody, response: { 200: ContactStateReply } },
    },
    async (request): Promise<ContactStateReply> => ({
      contact: await noteContact(desk, whoAsks(request), request.params.id, request.body),
    }),
  );

  app.delete(
    url,
    {
      config: { rule: "case.report" },
      schema: { params: ContactParams, response: { 200: ContactStateReply } },
    },
    async (request): Promise<ContactStateReply> => ({
      contact: await withdrawContact(desk, whoAsks(request), request.params.id),
    }),
  );

  app.get(
    url,
    {
      // Nobody has to call a hundred people a minute.
      config: { rule: "contact.read", rateLimit: { max: 60, timeWindow: 60_000 } },
      schema: { params: ContactParams, response: { 200: ContactReply } },
    },
    (request): Promise<ContactReply> => readContact(desk, whoAsks(request), request.params.id),
  );
};
