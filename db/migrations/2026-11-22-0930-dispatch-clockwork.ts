import { sql, type Kysely } from "kysely";

/** Clocks that ring by themselves, recommendations that can be computed again, photos, units. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // When the sweeper has to look at the case; null: never, as things stand.
  `alter table dispatch_case add column alarm_at timestamptz`,
  `create index dispatch_case_alarm on dispatch_case (alarm_at) where alarm_at is not null`,

  // The body that a duty is held in (承办单位); null where the installation knows no units.
  `alter table duty add column unit_id text check (length(unit_id) between 1 and 64)`,

  // What the dispatcher saw, with everything it was computed from.
  `create table recommendation (
    id text primary key,
    case_id text not null references dispatch_case on delete cascade,
    case_version int not null check (case_version > 0),
    account_id text not null,
    made_at timestamptz not null,
    inputs jsonb not null,
    result jsonb not null
  )`,
  `create index recommendation_case on recommendation (case_id, made_at)`,

  // A picture without its metadata, named by the hash of its bytes.
  `create table photo (
    hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
    account_id text not null,
    taken_in_at timestamptz not null,
    bytes bytea not null check (length(bytes) between 1 and 4000000)
  )`,
];
