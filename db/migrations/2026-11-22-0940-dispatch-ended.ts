import { sql, type Kysely } from "kysely";

/** Ended cases are looked up, the newest first: years of them lie beside the few that are open. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  await sql
    .raw(
      `create index dispatch_case_ended on dispatch_case (updated_at desc, id)
        where state in ('closed', 'rejected', 'merged', 'cancelled')`,
    )
    .execute(db);
}
