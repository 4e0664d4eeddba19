import { createHash, timingSafeEqual } from "node:crypto";
import { keyDuties, readKeyToken, scopeOf } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import {
  findKey,
  isOpenAccount,
  listDuties,
  touchKey,
  type DutyRow,
  type KeyRow,
} from "@onegrid/db/access";
import { Problem } from "../problem.ts";
import { writeAudit } from "./audit.ts";
import { isAddressAllowed } from "./address-range.ts";
import { localDay } from "./local-day.ts";
import { networkOf } from "./network-of.ts";
import type { SignedIn } from "./sessions.ts";

/** How stale "last used" may be; from another address it is renewed sooner. */
const TOUCH_MS = 60_000;
const TOUCH_ELSEWHERE_MS = 5_000;

interface Presented {
  readonly token: string;
  readonly address: string;
  /** Where a refusal is written down; without it somebody only looks, which keeps nothing fresh. */
  readonly noteRefusal: NoteKeyRefusal | undefined;
}

/** SHA-256 of a secret: 256 random bits need no slow hash. */
export const digestOf = (secret: string): string =>
  createHash("sha256").update(secret).digest("base64url");

/** Another system by its key, as a subject like any other; refused when the key does not open now. */
export async function recogniseKey(
  db: Db,
  { token, address, noteRefusal }: Presented,
  now: Date,
): Promise<SignedIn> {
  const presented = readKeyToken(token);
  // What has not even the shape of a key is not looked for and not written down.
  if (presented === null) throw new Problem({ code: "access.bad-key" });
  const { id, secret } = presented;
  const key = await findKey(db, id);
  if (key === undefined) throw new Problem({ code: "access.bad-key" });
  const barred = whyRefused(key, { secret, address }, now);
  // Who answers for it is nobody's question who does not have the key.
  const duties = barred === null ? await dutiesOfKey(db, key, now) : [];
  const why = barred ?? (duties.length > 0 ? null : "key-unanswered");
  if (why !== null) {
    // Whoever does not know the secret is not the system: the entry must not name it as acting.
    const accountId = why === "bad-key" ? null : key.accountId;
    await noteRefusal?.({ id, accountId, why, address });
    throw new Problem({ code: `access.${why}` });
  }
  if (noteRefusal !== undefined) await touch(db, key, { address, now });
  return signedInAs(key, duties);
}

type WhyRefused = "bad-key" | "key-ended" | "key-address" | "key-unanswered";

function whyRefused(
  key: KeyRow,
  asked: { readonly secret: string; readonly address: string },
  now: Date,
): WhyRefused | null {
  if (!secretFits(key, asked.secret, now)) return "bad-key";
  if (key.revokedAt !== null || key.expiresAt <= now) return "key-ended";
  return isAddressAllowed(key.addresses, asked.address) ? null : "key-address";
}

/** The present secret, or for a while the one before it; compared in the same time whatever it is. */
function secretFits(key: KeyRow, secret: string, now: Date): boolean {
  const { previousHash, previousUntil } = key;
  const given = Buffer.from(digestOf(secret));
  const isSame = (hash: string): boolean => {
    const kept = Buffer.from(hash);
    return kept.length === given.length && timingSafeEqual(kept, given);
  };
  const isPresent = isSame(key.secretHash);
  const isPrevious = isSame(previousHash ?? "") && previousUntil !== null && previousUntil > now;
  return isPresent || isPrevious;
}

/**
 * What a key reaches now: its areas, as far as the administrator who answers for it still administers
 * them. A closed account answers for nothing.
 */
export async function dutiesOfKey(db: Db, key: KeyRow, now: Date): Promise<DutyRow[]> {
  if (!(await isOpenAccount(db, key.answeredById))) return [];
  const accountId = key.answeredById;
  const duties = await listDuties(db, accountId, localDay(now));
  return keyDuties(key, scopeOf({ accountId, duties }, "people.manage")).map(
    ({ area, ...duty }) => ({
      ...duty,
      areaName: area.name,
      areaKind: area.kind,
      unitId: null,
    }),
  );
}

const signedInAs = (key: KeyRow, duties: readonly DutyRow[]): SignedIn => ({
  sessionId: "",
  accountId: key.accountId,
  login: `key-${key.id}`,
  displayName: key.name,
  locale: "zh-CN",
  isDemo: false,
  mustChangePassword: false,
  via: "key",
  hasFactor: false,
  duties,
  key: { id: key.id, perMinute: key.perMinute },
});

async function touch(
  db: Db,
  { id, lastUsedAt, lastUsedFrom }: KeyRow,
  { address, now }: { address: string; now: Date },
): Promise<void> {
  const idleMs = now.getTime() - (lastUsedAt?.getTime() ?? -Infinity);
  const staleMs = address === lastUsedFrom ? TOUCH_MS : TOUCH_ELSEWHERE_MS;
  if (idleMs >= staleMs) await touchKey(db, id, { now, from: address });
}

interface KeyRefusal {
  readonly id: string;
  readonly accountId: string | null;
  readonly why: WhyRefused | "in-address";
  readonly address: string;
}

export type NoteKeyRefusal = (refusal: KeyRefusal) => Promise<void>;

const NOTED_EVERY_MS = 60_000;
const MOST_NOTED = 10_000;

/** Writes refusals down, one a minute for a reason and an address: a stranger must not fill the log. */
export function makeKeyRefusalLog(db: Db, now: () => Date): NoteKeyRefusal {
  const notedAt = new Map<string, number>();
  return async ({ id, accountId, why, address }) => {
    const what = `${why} ${networkOf(address)}`;
    const at = now().getTime();
    if (at - (notedAt.get(what) ?? -Infinity) < NOTED_EVERY_MS) return;
    if (notedAt.size >= MOST_NOTED) notedAt.clear();
    notedAt.set(what, at);
    await writeAudit(db, { accountId, action: "access.refuse-key", object: id, detail: { why } });
  };
}
