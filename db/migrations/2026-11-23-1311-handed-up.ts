import { sql, type Kysely } from "kysely";

/** What somebody handed up lately (上报上级) is found by who did it. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  await sql`create index case_event_handed_up on case_event (actor_id, at)
    where verb = 'escalate'`.execute(db);
}
