import { sql, type Kysely } from "kysely";

/**
 * What belongs to a case is seen by whoever sees the case: asked for by the row. As `in (select …)`, and
 * without `offset 0`, PostgreSQL reads every case of the store for the events of one.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const table of ["case_span", "case_event", "case_text", "recommendation"]) {
    await sql`drop policy second_wall on ${sql.table(table)}`.execute(db);
    await sql`create policy second_wall on ${sql.table(table)} for select using (
      exists (select from dispatch_case c where c.id = case_id offset 0))`.execute(db);
  }
}
