import { sql, type Kysely } from "kysely";

/** What stands on ways and stops wheelchairs, walkers or cars (路障): posts, stiles, turnstiles, kerbs. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table way_barrier (
    id text primary key,
    source_id text not null unique,
    name text not null default '' check (length(name) <= 200),
    -- Words of OpenStreetMap: barrier, kerb, foot, access, wheelchair, maxwidth:physical.
    tags jsonb not null check (jsonb_typeof(tags) = 'object' and tags <> '{}'),
    geom geometry(Point, 4326) not null check (ST_IsValid(geom)),
    geom_3857 geometry(Point, 3857) not null generated always as (ST_Transform(geom, 3857)) stored
  )`,
  `create index way_barrier_geom on way_barrier using gist (geom)`,
  `create index way_barrier_geom_3857 on way_barrier using gist (geom_3857)`,
];
