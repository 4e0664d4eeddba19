import { sql, type Kysely } from "kysely";

/** Cases that were handed out together (批量派单), with everything the plan was computed from. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table dispatch_batch (
    id text primary key,
    account_id text not null references account,
    made_at timestamptz not null,
    inputs jsonb not null,
    result jsonb not null
  )`,
  `create index dispatch_batch_by on dispatch_batch (account_id)`,
];
