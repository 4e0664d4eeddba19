import { sql, type Kysely } from "kysely";

/** When a series of coverage figures was last written: only so many are kept, and the oldest goes. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  await sql`
    alter table coverage_series add column written_at timestamptz not null default now()`.execute(
    db,
  );
}
