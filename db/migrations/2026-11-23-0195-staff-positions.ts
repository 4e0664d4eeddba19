import { sql, type Kysely } from "kysely";

/** Where somebody on shift was last (在班人员位置): one row a person, no track, gone within hours. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Unlogged: it is worth nothing after a crash, and is in no log that is shipped or kept.
  `create unlogged table staff_position (
    account_id text primary key references account on delete cascade,
    place geometry(Point, 4326) not null,
    accuracy_metres double precision not null check (accuracy_metres >= 0),
    measured_at timestamptz not null,
    received_at timestamptz not null
  )`,
  `create index staff_position_received on staff_position (received_at)`,
  // Nothing of it is sampled into the planner's statistics.
  `alter table staff_position alter column place set statistics 0`,
];
