import { sql, type Kysely } from "kysely";

/** How reporters can be called back: sealed, beside the case and in nothing else. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // When it goes follows from the case and the configuration: a stored day could disagree with both.
  `create table reporter_contact (
    case_id text primary key references dispatch_case on delete cascade,
    sealed bytea not null,
    agreed_at timestamptz not null,
    written_by text not null references account
  )`,
  // Nothing of it is sampled into the planner's statistics.
  `alter table reporter_contact alter column sealed set statistics 0`,
];
