import { sql, type Kysely } from "kysely";

/** Base versions with their units, plans, and the grids that are in force from a day on. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const shape = (type: string): string => `
  geom geometry(${type}, 4326) not null check (ST_IsValid(geom)),
  geom_3857 geometry(${type}, 3857) not null generated always as (ST_Transform(geom, 3857)) stored`;

const STATEMENTS = [
  // One community's planar map (底图版本); rows of `base_unit` are its units, in the map's own order.
  `create table base_version (
    id text primary key,
    community_id text not null references area on delete cascade,
    made_at timestamptz not null default now(),
    origin text not null check (origin in ('units', 'buildings')),
    unit_count int not null check (unit_count > 0),
    household_count int not null check (household_count >= 0),
    problems jsonb not null default '[]',
    map bytea not null
  )`,
  `create index base_version_community on base_version (community_id, made_at)`,
  `create table base_unit (
    base_id text not null references base_version on delete cascade,
    number int not null check (number >= 0),
    source_id text not null,
    household_count int not null check (household_count >= 0),
    compound_id text,
    ${shape("MultiPolygon")},
    primary key (base_id, number),
    unique (base_id, source_id)
  )`,
  `create index base_unit_geom_3857 on base_unit using gist (geom_3857)`,
  `create table unit_building (
    base_id text not null,
    building_id text not null,
    unit_number int not null,
    primary key (base_id, building_id),
    foreign key (base_id, unit_number) references base_unit (base_id, number) on delete cascade
  )`,
  `create index unit_building_unit on unit_building (base_id, unit_number)`,

  // Ready-made units as they were imported (现成单元); a base version is built from them.
  `create table ready_unit (
    id text primary key,
    source_id text not null unique,
    community_id text references area on delete set null,
    household_count int not null check (household_count between 0 and 100000),
    within_code text,
    ${shape("MultiPolygon")}
  )`,
  `create index ready_unit_geom on ready_unit using gist (geom)`,
  `create index ready_unit_community on ready_unit (community_id)`,

  `create table division_plan (
    id text primary key,
    name text not null check (length(name) between 1 and 120),
    state text not null check (state in ('draft', 'review', 'published', 'retired')),
    created_by text references account,
    created_at timestamptz not null default now(),
    effective_on date,
    published_at timestamptz,
    check ((state in ('published', 'retired')) = (effective_on is not null))
  )`,
  // A plan's part in one community (划分). The revision counts its saved changes.
  `create table division (
    id text primary key,
    plan_id text not null references division_plan on delete cascade,
    community_id text not null references area on delete cascade,
    base_id text not null references base_version,
    revision int not null default 0 check (revision >= 0),
    settings jsonb not null default '{}',
    unique (plan_id, community_id)
  )`,
  `create table division_grid (
    division_id text not null references division on delete cascade,
    grid_id text not null,
    is_locked boolean not null default false,
    household_count int not null default 0 check (household_count >= 0),
    unit_count int not null default 0 check (unit_count >= 0),
    metrics jsonb not null default '{}',
    geom geometry(MultiPolygon, 4326) check (ST_IsValid(geom)),
    geom_3857 geometry(MultiPolygon, 3857) generated always as (ST_Transform(geom, 3857)) stored,
    primary key (division_id, grid_id)
  )`,
  `create index division_grid_geom_3857 on division_grid using gist (geom_3857)`,
  // Every unit of the base has a row; null: not in any grid yet.
  `create table division_unit (
    division_id text not null references division on delete cascade,
    unit_number int not null,
    grid_id text,
    primary key (division_id, unit_number),
    foreign key (division_id, grid_id) references division_grid deferrable initially deferred
  )`,
  `create table division_change (
    division_id text not null references division on delete cascade,
    revision int not null,
    at timestamptz not null default now(),
    account_id text,
    intent jsonb not null,
    change jsonb not null,
    inverse jsonb not null,
    -- Which revision this one undoes, if it is an undo.
    undoes int,
    -- Chosen by the client: the same key again gets the first answer.
    idempotency_key text,
    primary key (division_id, revision),
    unique (division_id, idempotency_key)
  )`,

  // A grid in force (网格版本) from valid_from up to, not including, valid_to.
  `create table grid_version (
    id text primary key,
    code text not null check (length(code) between 1 and 40),
    name text not null,
    pinyin text not null default '',
    initials text not null default '',
    community_id text not null references area,
    plan_id text references division_plan,
    base_id text references base_version,
    household_count int not null check (household_count >= 0),
    building_count int not null default 0 check (building_count >= 0),
    predecessors text[] not null default '{}',
    valid_from date not null,
    valid_to date check (valid_to > valid_from),
    ${shape("MultiPolygon")}
  )`,
  `create index grid_version_geom on grid_version using gist (geom)`,
  `create index grid_version_geom_3857 on grid_version using gist (geom_3857)`,
  `create index grid_version_community on grid_version (community_id, valid_from)`,
  `create unique index grid_version_code_open on grid_version (code) where valid_to is null`,
  `create table grid_building (
    grid_version_id text not null references grid_version on delete cascade,
    building_id text not null references building on delete cascade,
    primary key (grid_version_id, building_id)
  )`,
  `create index grid_building_building on grid_building (building_id)`,

  // What happened is never rewritten.
  `create function refuse_rewrite() returns trigger language plpgsql as $$
    begin raise exception '% is append-only', tg_table_name using errcode = '42501'; end $$`,
  `create trigger division_change_append_only before update on division_change
    for each row execute function refuse_rewrite()`,
  `create trigger event_log_append_only before update or delete on event_log
    for each row execute function refuse_rewrite()`,
  `create trigger audit_append_only before update or delete on audit
    for each row execute function refuse_rewrite()`,
];
