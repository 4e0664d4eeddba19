import { Type, type Static } from "typebox";
import { freeText } from "../free-text.ts";
import { orNull } from "./contract/contract-fields.ts";

/** A receiver (推送地址) of what happens to cases, as an administrator wants it. */
export const NewWebhookBody = Type.Object(
  {
    name: freeText({ minLength: 1, maxLength: 60 }),
    /** `https://…`; `http://…` only into a private network. */
    url: Type.String({ minLength: 8, maxLength: 500 }),
    /** The interface key whose areas and classes it hears of, for as long as the key is good. */
    keyId: Type.String({ pattern: "^[0-9a-f]{16}$" }),
  },
  { additionalProperties: false },
);
export type NewWebhookBody = Static<typeof NewWebhookBody>;

export const WebhookReply = Type.Object({
  id: Type.String(),
  name: Type.String(),
  url: Type.String(),
  key: Type.Object({ id: Type.String(), name: Type.String() }),
  /** `silent`: its key opens no cases any more, so nothing is sent. */
  state: Type.Enum(["active", "silent", "ended"]),
  waiting: Type.Integer(),
  /** Given up after every try: somebody has to look. */
  dead: Type.Integer(),
  deliveredAt: orNull(Type.String()),
  madeAt: Type.String(),
});
export type WebhookReply = Static<typeof WebhookReply>;

export const WebhooksReply = Type.Object({ webhooks: Type.Array(WebhookReply) });
export type WebhooksReply = Static<typeof WebhooksReply>;

/** The secret that messages are signed with: shown once, kept sealed. */
export const HandedWebhook = Type.Object({ webhook: WebhookReply, secret: Type.String() });
export type HandedWebhook = Static<typeof HandedWebhook>;

export const DELIVERY_STATES = ["waiting", "delivered", "dead"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const DeliveriesQuery = Type.Object({
  state: Type.Optional(Type.Enum(DELIVERY_STATES)),
});
export type DeliveriesQuery = Static<typeof DeliveriesQuery>;

export const DeliveryReply = Type.Object({
  /** Of the event in the log: the receiver's sequence. */
  position: Type.Integer(),
  caseId: Type.String(),
  version: Type.Integer(),
  at: Type.String(),
  state: Type.Enum(DELIVERY_STATES),
  attempts: Type.Integer(),
  nextAt: orNull(Type.String()),
  /** What the receiver answered last; `null`: nothing. */
  lastStatus: orNull(Type.Integer()),
  /** Why there was no answer: `timeout`, `refused-address`, or a code of the system such as `ECONNREFUSED`. */
  lastFault: orNull(Type.String()),
});
export type DeliveryReply = Static<typeof DeliveryReply>;

export const DeliveriesReply = Type.Object({ deliveries: Type.Array(DeliveryReply) });
export type DeliveriesReply = Static<typeof DeliveriesReply>;

/** Positions to try again; without them everything that was given up. */
export const RetryBody = Type.Object(
  { positions: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 1000 })) },
  { additionalProperties: false },
);
export type RetryBody = Static<typeof RetryBody>;

export const RetryReply = Type.Object({ retried: Type.Integer() });

export const TestReply = Type.Object({
  ok: Type.Boolean(),
  status: orNull(Type.Integer()),
  fault: orNull(Type.String()),
  milliseconds: Type.Integer(),
});
export type TestReply = Static<typeof TestReply>;

/** Refusals of webhooks. */
export type WebhookProblem =
  | { readonly code: "dispatch.unknown-webhook" }
  | { readonly code: "dispatch.webhook-address"; readonly reason: string }
  | { readonly code: "dispatch.webhook-key" };
