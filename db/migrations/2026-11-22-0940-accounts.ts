import { sql, type Kysely } from "kysely";

/** Accounts that people are given, and the places where they are signed in. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Set by somebody else: nothing but a new one may be done with it.
  `alter table account add column must_change_password boolean not null default false`,
  // Roles that the account gets at the first top area (任职), once there is one.
  `alter table account add column waiting_roles text[] not null default '{}'`,

  // What its owner ends a session by; the token stays a secret of the browser.
  `alter table session add column id text not null default gen_random_uuid()::text`,
  `create unique index session_id on session (id)`,
  `create index session_account on session (account_id)`,
  `alter table session add column device text not null default '' check (length(device) <= 60)`,
];
