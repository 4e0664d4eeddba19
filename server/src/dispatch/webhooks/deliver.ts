import { nextTry } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import { loadCase, saveTry, takeDeliveries, type DueDelivery } from "@onegrid/db/dispatch";
import type { SecretBox } from "../../access/secret-box.ts";
import { Problem } from "../../problem.ts";
import { describeRequests } from "../open311/requests.ts";
import { reachableOf } from "../rights/case-jurisdiction.ts";
import { hearingOf } from "./key-holder.ts";
import { isTaken, postSigned, type Answer } from "./post-signed.ts";
import type { MayReach } from "./receiver-address.ts";

/** Longer than a try may last. */
const LEASE_MS = 60_000;
/** At the same time: one slow receiver must not keep the others waiting long. */
const AT_ONCE = 16;

export interface Delivering {
  readonly db: Db;
  readonly now: () => Date;
  readonly box: SecretBox;
  readonly mayReach: MayReach;
}

export const secretContext = (webhookId: string): string => `webhook:${webhookId}`;

/** Sends what is due; answers how many were tried. */
export async function deliverDue(delivering: Delivering): Promise<number> {
  const { db, now } = delivering;
  const at = now();
  const leaseUntil = new Date(at.getTime() + LEASE_MS);
  const due = await takeDeliveries(db, { now: at, leaseUntil, limit: AT_ONCE });
  await Promise.all(due.map((delivery) => deliver(delivering, delivery)));
  return due.length;
}

async function deliver(delivering: Delivering, delivery: DueDelivery): Promise<void> {
  const { db, now } = delivering;
  const { webhookId, position, attempts } = delivery;
  const body = await messageOf(db, delivery, now());
  // Its key opens nothing any more: nothing is owed to it.
  const answer = body === null ? KEY_ENDED : await send(delivering, delivery, body);
  const done = now();
  const again = isTaken(answer) || body === null ? null : nextTry(attempts + 1, done.getTime());
  const state = isTaken(answer) ? "delivered" : again === null ? "dead" : "waiting";
  const at = again === null ? done : new Date(again);
  await saveTry(db, { webhookId, position, state, at, ...answer });
}

const KEY_ENDED: Answer = { status: null, fault: "key-ended" };

async function send(
  { box, now, mayReach }: Delivering,
  { webhookId, position, url, secret: sealed }: DueDelivery,
  body: string,
): Promise<Answer> {
  try {
    const secret = box.unseal(sealed, secretContext(webhookId));
    const id = `${webhookId}.${position}`;
    return await postSigned({ url: new URL(url), id, secret, body, at: now() }, mayReach);
  } catch (error) {
    if (error instanceof Problem) return { status: null, fault: error.problem.code };
    throw error;
  }
}

/**
 * What is said: the whole case as it is now, as Open311 has it, so that a receiver keeps the message of
 * the highest `position` and needs no other. A case that has left the key's reach is only told to be gone.
 */
async function messageOf(db: Db, delivery: DueDelivery, now: Date): Promise<string | null> {
  const { keyId, position, caseId, version, verb, at } = delivery;
  const hears = await hearingOf(db, keyId, now);
  if (hears === null) return null;
  const found = await loadCase(db, caseId);
  const isTheirs = found !== undefined && hears(reachableOf(found));
  const [request = null] = isTheirs ? await describeRequests(db, [found], "zh-CN") : [];
  const told = { position, case_id: caseId, event_version: version };
  const data = isTheirs
    ? { ...told, verb, version: found.case.version, request }
    : { ...told, version: null, request: null };
  const type = isTheirs ? "case.changed" : "case.gone";
  return JSON.stringify({ type, timestamp: at.toISOString(), data });
}
