import type {
  DeliveriesReply,
  HandedWebhook,
  NewWebhookBody,
  RetryBody,
  TestReply,
  WebhookReply,
  WebhooksReply,
} from "@onegrid/core/dispatch/webhooks-contract";
import { route } from "../api.ts";

export const getWebhooks = route<undefined, WebhooksReply>()("GET", "/api/webhooks");
export const postWebhook = route<NewWebhookBody, HandedWebhook>()("POST", "/api/webhooks");
export const postEndWebhook = route<undefined, WebhookReply>()("POST", "/api/webhooks/:id/end");
export const postTestWebhook = route<undefined, TestReply>()("POST", "/api/webhooks/:id/test");
export const postRetry = route<RetryBody, { readonly retried: number }>()(
  "POST",
  "/api/webhooks/:id/retry",
);
export const getDeliveries = route<undefined, DeliveriesReply>()(
  "GET",
  "/api/webhooks/:id/deliveries",
);
