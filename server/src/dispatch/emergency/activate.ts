import { createHash, randomUUID } from "node:crypto";
import { isInScope } from "@onegrid/core/access";
import { canonicalJson } from "@onegrid/core/canonical-json";
import type { ActivateBody, ActivationField } from "@onegrid/core/dispatch/emergency-contract";
import type { Db } from "@onegrid/db";
import {
  endActivation,
  findActivationByKey,
  holdActivations,
  insertActivation,
  listActivated,
  listActivationAreas,
  loadActivation,
  type KeyedActivation,
  type StoredActivation,
} from "@onegrid/db/dispatch";
import { append, type NewEvent } from "@onegrid/db/events";
import { writeAudit } from "../../access/audit.ts";
import { Problem } from "../../problem.ts";
import { requirePlan, requirePlanArea, type PlanKeeper } from "./plan.ts";
import { targetedCommunities } from "./try-plan.ts";

/**
 * 一键启动: the emergency groups of every community that is meant, with all their posts, in one
 * transaction and one event. The same key again answers with what the first try made.
 */
export const activate = (
  db: Db,
  by: PlanKeeper,
  body: ActivateBody,
  now: Date,
): Promise<ActivationField> =>
  db.transaction().execute(async (trx) => {
    await requirePlanArea(trx, by, body.areaId);
    await holdActivations(trx);
    const before = await findActivationByKey(trx, by.accountId, body.idempotencyKey);
    if (before) return repeated(before, body);
    const plan = await requirePlan(trx, body.areaId);
    if (plan.version !== body.expectedVersion)
      throw new Problem({ code: "dispatch.plan-stale", version: plan.version });
    const communities = await targetedCommunities(trx, by, body.areaId, body.target);
    const communityIds = communities.map(({ id }) => id);
    await requireFree(trx, communityIds);
    const id = randomUUID();
    await insertActivation(trx, {
      id,
      communityIds,
      planVersion: plan.version,
      startedAt: now,
      startedBy: by.accountId,
      ...askedOf(body),
    });
    const made = await requireActivation(trx, id);
    await writeAudit(trx, {
      accountId: by.accountId,
      action: "dispatch.activate",
      object: id,
      detail: auditDetail(made),
    });
    await append(trx, [activationChanged(made, communities, true)]);
    return activationOf(made);
  });

/** 解除: the calm plan holds again where the emergency plan was on. Ending twice is ending once. */
export const standDown = (
  db: Db,
  by: PlanKeeper,
  activationId: string,
  now: Date,
): Promise<ActivationField> =>
  db.transaction().execute(async (trx) => {
    await holdActivations(trx);
    const communities = await listActivationAreas(trx, activationId);
    const isTheirs = communities.every(({ path }) => isInScope(by.scope, path));
    if (communities.length === 0 || !isTheirs)
      throw new Problem({ code: "dispatch.activation-unknown", activationId });
    const isEnded = await endActivation(trx, activationId, { at: now, by: by.accountId });
    const ended = await requireActivation(trx, activationId);
    if (!isEnded) return activationOf(ended);
    await writeAudit(trx, {
      accountId: by.accountId,
      action: "dispatch.stand-down",
      object: activationId,
      detail: auditDetail(ended),
    });
    await append(trx, [activationChanged(ended, communities, false)]);
    return activationOf(ended);
  });

async function requireFree(trx: Db, communityIds: readonly string[]): Promise<void> {
  const taken = await listActivated(trx, communityIds);
  const [first] = taken;
  if (!first) return;
  throw new Problem({
    code: "dispatch.activation-overlaps",
    community: first.name,
    activation: first.activation,
    count: taken.length,
  });
}

/** The same key with another place, or anything else that is not the same, is a mistake of the sender. */
function repeated({ intentHash, ...before }: KeyedActivation, body: ActivateBody): ActivationField {
  const isAlike =
    before.areaId === body.areaId && before.kind === body.kind && before.name === body.name;
  if (intentHash === null ? isAlike : intentHash === intentHashOf(body))
    return activationOf(before);
  throw new Problem({ code: "dispatch.key-reused", idempotencyKey: body.idempotencyKey });
}

const askedOf = (body: ActivateBody) => ({
  areaId: body.areaId,
  kind: body.kind,
  name: body.name,
  ring: "ring" in body.target ? body.target.ring : null,
  idempotencyKey: body.idempotencyKey,
  intentHash: intentHashOf(body),
});

const intentHashOf = (body: ActivateBody): string =>
  createHash("sha256")
    .update(canonicalJson({ ...body, idempotencyKey: undefined }))
    .digest("base64url");

async function requireActivation(trx: Db, id: string): Promise<StoredActivation> {
  const found = await loadActivation(trx, id);
  if (!found) throw new Error(`activation ${id} is not there`);
  return found;
}

const auditDetail = ({ kind, planVersion, communities, groups, posts }: StoredActivation) => ({
  kind,
  planVersion,
  communities,
  groups,
  posts,
});

export const activationOf = ({
  startedAt,
  endedAt,
  ring,
  ...stored
}: StoredActivation): ActivationField => ({
  ...stored,
  ring: ring && ring.map(([lng, lat]) => [lng, lat]),
  startedAt: startedAt.getTime(),
  endedAt: endedAt === null ? null : endedAt.getTime(),
});

/**
 * The one event of an activation: that it is on or off, and where; who holds which post is asked for. Its
 * path holds every community and all areas above them, so whoever has any of these hears of it.
 */
const activationChanged = (
  { id, kind, name }: StoredActivation,
  communities: readonly { readonly id: string; readonly path: readonly string[] }[],
  isOn: boolean,
): NewEvent => ({
  kind: "dispatch.activation-changed",
  subject: id,
  scopePath: [...new Set(communities.flatMap(({ path }) => path))],
  payload: { activationId: id, kind, name, isOn, communityIds: communities.map((each) => each.id) },
});
