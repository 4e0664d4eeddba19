import { randomBytes, randomUUID } from "node:crypto";
import { isInScope, keyTokenOf, LONGEST_KEY_DAYS, USUAL_KEY_DAYS } from "@onegrid/core/access";
import type { HandedKey, KeyReply, NewKeyBody } from "@onegrid/core/access/contract";
import type { Db } from "@onegrid/db";
import {
  findKey,
  findLentAreas,
  insertKey,
  listKeys,
  revokeKey,
  rotateKey,
  setKeyAnswering,
  type KeyRow,
} from "@onegrid/db/access";
import { Problem } from "../problem.ts";
import { isAddressRange } from "./address-range.ts";
import { writeAudit } from "./audit.ts";
import type { Administering } from "./people.ts";
import { digestOf, dutiesOfKey } from "./recognise-key.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const USUAL_PER_MINUTE = 600;

/** Keys for areas that an administrator looks after, with what they open now. */
export async function keysOf(db: Db, by: Administering, now: Date): Promise<KeyReply[]> {
  const replies: KeyReply[] = [];
  // One after another: inside a transaction there is but one connection.
  for (const key of await listKeys(db, by.scope))
    replies.push(await keyReply(db, key, { by, now }));
  return replies;
}

/** Makes a key for another system; its secret is in the answer and nowhere else. */
export async function makeKey(
  db: Db,
  by: Administering,
  body: NewKeyBody,
  now: Date,
): Promise<HandedKey> {
  const expiresAt = expiryOf(body, now);
  for (const range of body.addresses)
    if (!isAddressRange(range)) throw new Problem({ code: "access.bad-address-range", range });
  const areas = await findLentAreas(db, body.areaIds);
  for (const areaId of body.areaIds)
    if (!areas.some(({ id, path }) => id === areaId && isInScope(by.scope, path)))
      throw new Problem({ code: "access.unknown-area", areaId });
  const id = randomBytes(8).toString("hex");
  const secret = makeSecret();
  const key = {
    id,
    accountId: randomUUID(),
    name: body.name.trim(),
    purpose: body.purpose.trim(),
    permissions: [...new Set(body.permissions)],
    areaIds: [...new Set(body.areaIds)],
    categories: [...new Set(body.categories)],
    addresses: body.addresses.map((range) => range.trim()),
    perMinute: body.perMinute ?? USUAL_PER_MINUTE,
    expiresAt,
  };
  return db.transaction().execute(async (trx) => {
    const made = { ...key, secretHash: digestOf(secret), madeById: by.accountId, madeAt: now };
    await insertKey(trx, made);
    const { accountId: _account, ...detail } = key;
    await note(trx, by, { action: "access.make-key", id, detail });
    const stored = await knownKey(trx, id, by.scope);
    return { key: await keyReply(trx, stored, { by, now }), token: keyTokenOf({ id, secret }) };
  });
}

/** Another secret under the same rights; the present one opens for a while, if at all. */
export const renewKey = (
  db: Db,
  by: Administering,
  { id, overlapHours, now }: { id: string; overlapHours: number; now: Date },
): Promise<{ readonly handed: HandedKey; readonly accountId: string }> =>
  db.transaction().execute(async (trx) => {
    const before = await ownKey(trx, id, by.scope);
    if (before.revokedAt !== null) throw new Problem({ code: "access.key-ended" });
    const secret = makeSecret();
    const until = new Date(now.getTime() + overlapHours * HOUR_MS);
    const previousUntil = overlapHours === 0 ? null : until;
    await rotateKey(trx, id, { secretHash: digestOf(secret), previousUntil });
    await note(trx, by, { action: "access.rotate-key", id, detail: { overlapHours } });
    const stored = await knownKey(trx, id, by.scope);
    const key = await keyReply(trx, stored, { by, now });
    return { handed: { key, token: keyTokenOf({ id, secret }) }, accountId: stored.accountId };
  });

/** The key opens nothing from now on. */
export const endKey = (
  db: Db,
  by: Administering,
  { id, now }: { id: string; now: Date },
): Promise<KeyRow> =>
  db.transaction().execute(async (trx) => {
    await ownKey(trx, id, by.scope);
    await revokeKey(trx, id, now);
    await note(trx, by, { action: "access.revoke-key", id, detail: {} });
    return knownKey(trx, id, by.scope);
  });

/** Another administrator answers for a key, whose maker may not do so any more. */
export const takeKeyOver = (db: Db, by: Administering, { id }: { id: string }): Promise<KeyRow> =>
  db.transaction().execute(async (trx) => {
    const before = await ownKey(trx, id, by.scope);
    await setKeyAnswering(trx, id, by.accountId);
    const detail = { before: before.answeredById };
    await note(trx, by, { action: "access.take-key-over", id, detail });
    return knownKey(trx, id, by.scope);
  });

const makeSecret = (): string => randomBytes(32).toString("hex");

function expiryOf({ expiresAt }: NewKeyBody, now: Date): Date {
  if (expiresAt === undefined) return new Date(now.getTime() + USUAL_KEY_DAYS * DAY_MS);
  const wanted = new Date(expiresAt);
  const days = (wanted.getTime() - now.getTime()) / DAY_MS;
  if (!(days > 0 && days <= LONGEST_KEY_DAYS))
    throw new Problem({ code: "access.bad-expiry", mostDays: LONGEST_KEY_DAYS });
  return wanted;
}

/** A key for any of one's areas; what lies elsewhere is not known. */
async function knownKey(db: Db, id: string, scope: readonly string[]): Promise<KeyRow> {
  const key = await findKey(db, id);
  if (!key || !key.areas.some(({ path }) => isInScope(scope, path)))
    throw new Problem({ code: "access.unknown-key" });
  return key;
}

/** A key that is wholly one's own to change. */
async function ownKey(db: Db, id: string, scope: readonly string[]): Promise<KeyRow> {
  const key = await knownKey(db, id, scope);
  if (isShared(key, scope)) throw new Problem({ code: "access.shared-key" });
  return key;
}

const isShared = ({ areas }: KeyRow, scope: readonly string[]): boolean =>
  !areas.every(({ path }) => isInScope(scope, path));

const note = (
  db: Db,
  { accountId }: Administering,
  entry: { readonly action: string; readonly id: string; readonly detail: object },
): Promise<void> =>
  writeAudit(db, {
    accountId,
    action: entry.action,
    object: entry.id,
    detail: { ...entry.detail },
  });

export async function keyReply(
  db: Db,
  key: KeyRow,
  { by, now }: { by: Administering; now: Date },
): Promise<KeyReply> {
  const shared = isShared(key, by.scope);
  const visible = key.areas.filter(({ path }) => isInScope(by.scope, path));
  return {
    id: key.id,
    name: key.name,
    purpose: key.purpose,
    permissions: [...key.permissions],
    areas: visible.map(({ id, name }) => ({ id, name })),
    categories: [...key.categories],
    addresses: [...key.addresses],
    perMinute: key.perMinute,
    state: await stateOf(db, key, now),
    isShared: shared,
    madeBy: key.madeBy,
    answeredBy: key.answeredBy,
    madeAt: key.madeAt.toISOString(),
    expiresAt: key.expiresAt.toISOString(),
    revokedAt: key.revokedAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    lastUsedFrom: key.lastUsedFrom,
    previousUntil:
      key.previousUntil !== null && key.previousUntil > now
        ? key.previousUntil.toISOString()
        : null,
  };
}

async function stateOf(db: Db, key: KeyRow, now: Date): Promise<KeyReply["state"]> {
  if (key.revokedAt !== null) return "revoked";
  if (key.expiresAt <= now) return "expired";
  return (await dutiesOfKey(db, key, now)).length > 0 ? "active" : "unanswered";
}
