import { isCaseSeen, isReached, type Reachable } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { findKey } from "@onegrid/db/access";
import { dutiesOfKey } from "../../access/recognise-key.ts";
import { sightOfHolder } from "../../sight-for.ts";
import { caseJurisdiction } from "../rights/case-jurisdiction.ts";

/** Whether a system hears of a case, by both walls. */
export type Hears = (thing: Reachable | null | undefined) => boolean;

/** What a key lets its system hear now; `null` when the key opens no cases (any more). */
export async function hearingOf(db: Db, keyId: string, now: Date): Promise<Hears | null> {
  const key = await findKey(db, keyId);
  if (key === undefined || key.revokedAt !== null || key.expiresAt <= now) return null;
  const duties = await dutiesOfKey(db, key, now);
  const holder = { accountId: key.accountId, duties };
  const jurisdiction = caseJurisdiction(holder, "case.read");
  if (jurisdiction.reaches.length === 0) return null;
  const sight = sightOfHolder(holder);
  return (thing) => !!thing && isReached(jurisdiction, thing) && isCaseSeen(sight, thing);
}
