import { sql } from "kysely";
import type { Db } from "../connect.ts";
import type { NewEvent } from "./model.ts";

/**
 * Stores events and answers the position of the last. Call it last in the transaction: it holds the
 * head until commit, so that numbers follow the order of commits. (With a plain sequence a lower
 * number could be committed after a higher one, and a reader that has passed it would never see it.)
 */
export async function append(trx: Db, events: readonly NewEvent[]): Promise<number> {
  if (!trx.isTransaction) throw new Error("events are appended at the end of a transaction");
  const { position: last } = await trx
    .updateTable("event_head")
    .set((eb) => ({ position: eb("position", "+", events.length) }))
    .where("id", "=", 1)
    .returning("position")
    .executeTakeFirstOrThrow();
  if (events.length === 0) return last;

  const rows = events.map((event, index) => ({
    position: last - events.length + 1 + index,
    kind: event.kind,
    subject: event.subject,
    scope_path: event.scopePath,
    payload: event.payload,
  }));
  // One parameter whatever the number of events; the record set turns JSON arrays into text[].
  await sql`insert into event_log (position, at, kind, subject, scope_path, payload)
    select position, clock_timestamp(), kind, subject, scope_path, payload
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as event (position bigint, kind text, subject text, scope_path text[], payload jsonb)`.execute(
    trx,
  );
  return last;
}
