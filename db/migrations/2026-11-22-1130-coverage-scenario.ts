import { sql, type Kysely } from "kysely";

/** What-ifs of coverage that somebody keeps (情景), for themselves or for everybody of an area. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table coverage_scenario (
    id text primary key,
    area_id text not null references area on delete cascade,
    name text not null check (length(name) between 1 and 100),
    note text not null default '' check (length(note) <= 1000),
    -- Else only the owner's.
    is_shared boolean not null,
    owner_id text not null references account,
    revision int not null check (revision >= 1),
    changes jsonb not null check (jsonb_typeof(changes) = 'array'),
    -- Number of what is supposed; null: nothing.
    version text,
    -- The day it was thought of for: the grids and the calendar of that day.
    day date not null,
    made_at timestamptz not null,
    changed_at timestamptz not null
  )`,
  `create index coverage_scenario_area on coverage_scenario (area_id)`,
  `create index coverage_scenario_owner on coverage_scenario (owner_id)`,
  // Shared ones are for whoever works in the area or above it; private ones for who made them.
  `alter table coverage_scenario enable row level security`,
  `create policy second_wall on coverage_scenario for select using (
    (is_shared or owner_id = any ((select sight_ids('self'))::text[]))
    and (area_id in (select id from area where path && (select sight_ids('coverage'))::text[])
      or area_id in (select unnest(path) from area
        where id = any ((select sight_ids('coverage'))::text[]))))`,
];
