import type { Jurisdiction } from "@onegrid/core/access";
import type { Db } from "../connect.ts";
import { reached, stored, type StoredCase } from "./cases.ts";

/** Cases within reach with a call for help that waits for somebody, the latest call first. */
export const listHelpPending = (
  db: Db,
  jurisdiction: Jurisdiction,
  limit: number,
): Promise<StoredCase[]> =>
  stored(db)
    .where("is_help_pending", "=", true)
    .where(reached(jurisdiction))
    .orderBy("called_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
