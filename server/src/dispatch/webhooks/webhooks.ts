import { randomBytes } from "node:crypto";
import type {
  DeliveriesQuery,
  DeliveryReply,
  HandedWebhook,
  NewWebhookBody,
  RetryBody,
  TestReply,
  WebhookReply,
} from "@onegrid/core/dispatch/webhooks-contract";
import type { Db } from "@onegrid/db";
import { listKeys } from "@onegrid/db/access";
import {
  endWebhook,
  insertWebhook,
  listDeliveries,
  listWebhooks,
  reviveDeliveries,
  type CountedWebhook,
  type StoredDelivery,
} from "@onegrid/db/dispatch";
import { head } from "@onegrid/db/events";
import { isInScope } from "@onegrid/core/access";
import { writeAudit } from "../../access/audit.ts";
import type { Administering } from "../../access/people.ts";
import type { SecretBox } from "../../access/secret-box.ts";
import { Problem } from "../../problem.ts";
import { secretContext } from "./deliver.ts";
import { hearingOf } from "./key-holder.ts";
import { isTaken, postSigned } from "./post-signed.ts";
import { readReceiver, type MayReach } from "./receiver-address.ts";

const MOST_SHOWN = 200;

/** An administrator at work on receivers. */
export interface Asking {
  readonly db: Db;
  readonly by: Administering;
  readonly now: Date;
}

/** Keys that are wholly the administrator's own: whoever reaches further is another's to connect. */
async function ownKeyIds({ db, by }: Asking): Promise<string[]> {
  const keys = await listKeys(db, by.scope);
  return keys
    .filter(({ areas }) => areas.every(({ path }) => isInScope(by.scope, path)))
    .map(({ id }) => id);
}

/** The receivers of the administrator's keys. */
export async function webhooksOf(asking: Asking): Promise<WebhookReply[]> {
  const found = await listWebhooks(asking.db, await ownKeyIds(asking));
  const replies: WebhookReply[] = [];
  // One after another: inside a transaction there is but one connection.
  for (const webhook of found) replies.push(await replyOf(asking, webhook));
  return replies;
}

async function requireWebhook(asking: Asking, id: string): Promise<CountedWebhook> {
  const found = await listWebhooks(asking.db, await ownKeyIds(asking));
  const webhook = found.find((each) => each.id === id);
  if (!webhook) throw new Problem({ code: "dispatch.unknown-webhook" });
  return webhook;
}

/** Connects a receiver, which hears of what happens from now on; its secret is in the answer and nowhere else. */
export function makeWebhook(
  asking: Asking,
  { name, url, keyId }: NewWebhookBody,
  box: SecretBox,
): Promise<HandedWebhook> {
  const { by, now } = asking;
  const receiver = readReceiver(url).href;
  return asking.db.transaction().execute(async (trx) => {
    const inside = { ...asking, db: trx };
    const isOwn = (await ownKeyIds(inside)).includes(keyId);
    if (!isOwn || (await hearingOf(trx, keyId, now)) === null)
      throw new Problem({ code: "dispatch.webhook-key" });
    const id = randomBytes(8).toString("hex");
    const secret = `whsec_${randomBytes(32).toString("base64")}`;
    await insertWebhook(trx, {
      ...(await head(trx)),
      id,
      keyId,
      name: name.trim(),
      url: receiver,
      secret: box.seal(secret, secretContext(id)),
      madeById: by.accountId,
      madeAt: now,
    });
    // The address may hold a token of the receiver's: only where it points is written down.
    await note(inside, id, "make-webhook", { keyId, host: new URL(receiver).host });
    return { webhook: await replyOf(inside, await requireWebhook(inside, id)), secret };
  });
}

export const stopWebhook = (asking: Asking, id: string): Promise<WebhookReply> =>
  asking.db.transaction().execute(async (trx) => {
    const inside = { ...asking, db: trx };
    await requireWebhook(inside, id);
    await endWebhook(trx, id, asking.now);
    await note(inside, id, "end-webhook", {});
    return replyOf(inside, await requireWebhook(inside, id));
  });

export async function deliveriesOf(
  asking: Asking,
  id: string,
  { state }: DeliveriesQuery,
): Promise<DeliveryReply[]> {
  await requireWebhook(asking, id);
  const asked = { state: state ?? null, limit: MOST_SHOWN };
  return (await listDeliveries(asking.db, id, asked)).map(deliveryReply);
}

export const retryDeliveries = (
  asking: Asking,
  id: string,
  { positions }: RetryBody,
): Promise<number> =>
  asking.db.transaction().execute(async (trx) => {
    const inside = { ...asking, db: trx };
    const { endedAt } = await requireWebhook(inside, id);
    if (endedAt !== null) throw new Problem({ code: "dispatch.unknown-webhook" });
    const revived = { positions: positions ?? null, now: asking.now };
    const retried = await reviveDeliveries(trx, id, revived);
    await note(inside, id, "retry-webhook", { retried });
    return retried;
  });

/** Sends a message that is of no case, and says what the receiver answers. */
export async function tryWebhook(
  asking: Asking,
  id: string,
  { box, mayReach }: { readonly box: SecretBox; readonly mayReach: MayReach },
): Promise<TestReply> {
  const { url, secret: sealed } = await requireWebhook(asking, id);
  const at = asking.now;
  const body = JSON.stringify({ type: "ping", timestamp: at.toISOString(), data: {} });
  const secret = box.unseal(sealed, secretContext(id));
  const began = performance.now();
  const message = { url: new URL(url), id: `${id}.ping-${at.getTime()}`, secret, body, at };
  const answer = await postSigned(message, mayReach);
  const milliseconds = Math.round(performance.now() - began);
  return { ok: isTaken(answer), ...answer, milliseconds };
}

async function replyOf({ db, now }: Asking, webhook: CountedWebhook): Promise<WebhookReply> {
  const { id, name, url, keyId, keyName, waiting, dead, deliveredAt, madeAt, endedAt } = webhook;
  const isSilent = endedAt === null && (await hearingOf(db, keyId, now)) === null;
  return {
    id,
    name,
    url,
    waiting,
    dead,
    key: { id: keyId, name: keyName },
    state: endedAt !== null ? "ended" : isSilent ? "silent" : "active",
    deliveredAt: deliveredAt?.toISOString() ?? null,
    madeAt: madeAt.toISOString(),
  };
}

const deliveryReply = ({ verb: _verb, ...delivery }: StoredDelivery): DeliveryReply => ({
  ...delivery,
  at: delivery.at.toISOString(),
  nextAt: delivery.state === "waiting" ? delivery.nextAt.toISOString() : null,
});

const note = ({ db, by }: Asking, object: string, action: string, detail: object): Promise<void> =>
  writeAudit(db, { accountId: by.accountId, action: `dispatch.${action}`, object, detail });
