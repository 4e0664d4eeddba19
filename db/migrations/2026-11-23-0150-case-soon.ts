import { sql, type Kysely } from "kysely";

/** When a case's clocks first warn; null with a due time where a case is older than this. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw(`alter table dispatch_case add column soon_at timestamptz`).execute(db);
}
