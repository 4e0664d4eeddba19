import { sql, type Kysely } from "kysely";

/**
 * Coverage figures as they were (覆盖率留存), by area: written when they are computed, at most once for
 * a day and a state of the data, and never for a day that is over. A series is one definition
 * without its versions; what it means stands once beside it.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table coverage_series (
    id text primary key check (id ~ '^[0-9a-f]{16}$'),
    definition jsonb not null
  )`,
  `create table coverage_snapshot (
    series_id text not null references coverage_series,
    area_id text not null references area on delete cascade,
    day date not null,
    data_version text not null check (length(data_version) between 1 and 64),
    written_at timestamptz not null,
    covered int not null check (covered >= 0),
    uncovered int not null check (uncovered >= 0),
    not_computable int not null check (not_computable >= 0),
    primary key (series_id, area_id, day, data_version)
  )`,
  `create index coverage_snapshot_area on coverage_snapshot (area_id)`,
  `alter table coverage_snapshot enable row level security`,
  `create policy second_wall on coverage_snapshot for select using (area_id in (
    select id from area where path && (select sight_ids('coverage'))::text[]))`,
];
