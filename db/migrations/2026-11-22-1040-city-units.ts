import { sql, type Kysely } from "kysely";

/** Units of management of a hectare (万米单元网格), and which base grids they lie in (对照表). */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table city_unit (
    id text primary key,
    code text not null unique check (length(code) between 1 and 40),
    community_id text not null references area on delete cascade,
    base_id text not null references base_version on delete cascade,
    area_m2 double precision not null check (area_m2 > 0),
    household_count int not null check (household_count >= 0),
    building_count int not null check (building_count >= 0),
    made_at timestamptz not null default clock_timestamp(),
    geom geometry(MultiPolygon, 4326) not null check (ST_IsValid(geom)),
    geom_3857 geometry(MultiPolygon, 3857) not null generated always as (ST_Transform(geom, 3857)) stored
  )`,
  `create index city_unit_geom on city_unit using gist (geom)`,
  `create index city_unit_geom_3857 on city_unit using gist (geom_3857)`,
  `create index city_unit_community on city_unit (community_id)`,
  `create index city_unit_base on city_unit (base_id)`,
  `create table city_unit_grid (
    city_unit_id text not null references city_unit on delete cascade,
    grid_version_id text not null references grid_version on delete cascade,
    household_count int not null check (household_count >= 0),
    area_m2 double precision not null check (area_m2 > 0),
    primary key (city_unit_id, grid_version_id)
  )`,
  `create index city_unit_grid_version on city_unit_grid (grid_version_id)`,
  `alter table city_unit enable row level security`,
  `create policy second_wall on city_unit for select using (community_id in (
    select id from area where path && (select sight_ids('map'))::text[]))`,
  `alter table city_unit_grid enable row level security`,
  `create policy second_wall on city_unit_grid for select using (
    city_unit_id in (select id from city_unit))`,
];
