import { BODY_KINDS } from "@onegrid/core/dispatch";
import type { BodiesReply } from "@onegrid/core/dispatch/consultation-contract";
import type { Db } from "@onegrid/db";
import { listBodies } from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";

interface Asked {
  /** Areas of the place, from the root down. */
  readonly scopePath: readonly string[];
  readonly now: Date;
}

/** The bodies that may come to a meeting (会商) at a place, the nearest first. */
export async function bodiesAt(db: Db, { scopePath, now }: Asked): Promise<BodiesReply["bodies"]> {
  const rows = await listBodies(db, { scopePath, day: localDay(now) });
  return rows.map(({ id, name, kind, isStaffed }) => ({
    id,
    name,
    kind: BODY_KINDS.find((known) => known === kind) ?? "other",
    isStaffed,
  }));
}
