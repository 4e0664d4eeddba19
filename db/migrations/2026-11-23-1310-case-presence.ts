import { sql, type Kysely } from "kysely";

/** Who has a case open now (在看): one row an open page, no history, gone within a minute. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Unlogged: it is worth nothing after a crash, and is in no log that is shipped or kept.
  `create unlogged table case_presence (
    page_id text primary key,
    account_id text not null references account on delete cascade,
    case_id text not null references dispatch_case on delete cascade,
    role text not null,
    is_writing boolean not null,
    seen_at timestamptz not null
  )`,
  `create index case_presence_account on case_presence (account_id)`,
  `create index case_presence_case on case_presence (case_id)`,
];
