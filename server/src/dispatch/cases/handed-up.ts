import type { Jurisdiction } from "@onegrid/core/access";
import { HANDED_UP_DAYS, type HandedUpReply } from "@onegrid/core/dispatch/handed-up-contract";
import type { Db } from "@onegrid/db";
import { listHandedUp } from "@onegrid/db/dispatch";

interface Asked {
  readonly accountId: string;
  readonly jurisdiction: Jurisdiction;
  readonly areaIds: readonly string[];
  readonly now: Date;
}

const DAY_MS = 86_400_000;
const MOST = 50;

/** How it goes on with what the asker has handed up (上报上级) lately. */
export async function handedUp(db: Db, { now, ...asked }: Asked): Promise<HandedUpReply> {
  const since = new Date(now.getTime() - HANDED_UP_DAYS * DAY_MS);
  const rows = await listHandedUp(db, { ...asked, since, limit: MOST });
  return {
    cases: rows.map(({ handedUpAt, ...row }) => ({ ...row, handedUpAt: handedUpAt.getTime() })),
  };
}
