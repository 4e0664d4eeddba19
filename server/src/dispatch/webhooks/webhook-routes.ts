import {
  DeliveriesQuery,
  DeliveriesReply,
  HandedWebhook,
  NewWebhookBody,
  RetryBody,
  RetryReply,
  TestReply,
  WebhookReply,
  WebhooksReply,
} from "@onegrid/core/dispatch/webhooks-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { administering } from "../../access/people.ts";
import type { SecretBox } from "../../access/secret-box.ts";
import { refuseUnknownQuery } from "../../operations/refuse-unknown-query.ts";
import { mayReach } from "./receiver-address.ts";
import {
  deliveriesOf,
  makeWebhook,
  retryDeliveries,
  stopWebhook,
  tryWebhook,
  webhooksOf,
  type Asking,
} from "./webhooks.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly box: SecretBox;
}

const params = Type.Object({ id: Type.String({ pattern: "^[0-9a-f]{16}$" }) });
const config = { rule: "people.manage" } as const;

/** Receivers (推送地址) of other systems, for the administrator of their keys' areas. */
export const webhookRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, box } = options;
  refuseUnknownQuery(app);
  const asking = (request: FastifyRequest): Asking => ({
    db,
    by: administering(request),
    now: now(),
  });

  app.get(
    "/api/webhooks",
    { config, schema: { response: { 200: WebhooksReply } } },
    async (request) => ({ webhooks: await webhooksOf(asking(request)) }),
  );

  app.post(
    "/api/webhooks",
    { config, schema: { body: NewWebhookBody, response: { 201: HandedWebhook } } },
    async (request, reply) =>
      reply.code(201).send(await makeWebhook(asking(request), request.body, box)),
  );

  app.post(
    "/api/webhooks/:id/end",
    { config, schema: { params, response: { 200: WebhookReply } } },
    async (request) => stopWebhook(asking(request), request.params.id),
  );

  app.post(
    "/api/webhooks/:id/test",
    { config, schema: { params, response: { 200: TestReply } } },
    async (request) => tryWebhook(asking(request), request.params.id, { box, mayReach }),
  );

  app.get(
    "/api/webhooks/:id/deliveries",
    {
      config,
      schema: { params, querystring: DeliveriesQuery, response: { 200: DeliveriesReply } },
    },
    async (request) => {
      const { params: asked, query } = request;
      return { deliveries: await deliveriesOf(asking(request), asked.id, query) };
    },
  );

  app.post(
    "/api/webhooks/:id/retry",
    { config, schema: { params, body: RetryBody, response: { 200: RetryReply } } },
    async (request) => ({
      retried: await retryDeliveries(asking(request), request.params.id, request.body),
    }),
  );
};
