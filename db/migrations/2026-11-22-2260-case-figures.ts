import { sql, type Kysely } from "kysely";

/** What the figures of a period are counted from, beside each case; null where a case is older than this. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table dispatch_case add column facts int check (facts >= 0),
    add column total_due_at timestamptz`,
  `create index dispatch_case_total_due on dispatch_case (total_due_at)
    where total_due_at is not null`,
  `create index dispatch_case_closed on dispatch_case (closed_at) where closed_at is not null`,
  // Cases that changed after a period, and those that have to be counted from their log.
  `create index dispatch_case_updated on dispatch_case (updated_at, reported_at)`,
  `create index dispatch_case_uncounted on dispatch_case (id) where facts is null`,
];
