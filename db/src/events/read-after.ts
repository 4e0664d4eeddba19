import type { Db } from "../connect.ts";
import type { Head, StoredEvent } from "./model.ts";

/** The events after a position, oldest first, at most `limit`. */
export async function readAfter(db: Db, position: number, limit: number): Promise<StoredEvent[]> {
  const rows = await db
    .selectFrom("event_log")
    .select(["position", "at", "kind", "subject", "scope_path", "payload"])
    .where("position", ">", position)
    .orderBy("position")
    .limit(limit)
    .execute();
  return rows.map(({ scope_path, ...row }) => ({ ...row, scopePath: scope_path }));
}

export const head = (db: Db): Promise<Head> =>
  db
    .selectFrom("event_head")
    .select(["position", "epoch"])
    .where("id", "=", 1)
    .executeTakeFirstOrThrow();
