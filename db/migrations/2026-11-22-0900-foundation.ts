import { sql, type Kysely } from "kysely";

/** Areas, the objects on the ground, accounts, events and the revisions tiles are asked for by. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** The truth in degrees; the twin in metres is kept by the database and is what tiles are cut from. */
const shape = (type: string): string => `
  geom geometry(${type}, 4326) not null check (ST_IsValid(geom)),
  geom_3857 geometry(${type}, 3857) not null generated always as (ST_Transform(geom, 3857)) stored`;

const gist = (table: string): string[] => [
  `create index ${table}_geom on ${table} using gist (geom)`,
  `create index ${table}_geom_3857 on ${table} using gist (geom_3857)`,
];

/** What search looks through: the name, its pinyin and the first letters. */
const named = `
  name text not null check (length(name) between 1 and 200),
  pinyin text not null default '',
  initials text not null default ''`;

const STATEMENTS = [
  `create extension if not exists postgis`,

  // --- events -----------------------------------------------------------------------------------
  `create table event_log (
    position bigint primary key check (position > 0),
    at timestamptz not null default now(),
    kind text not null check (kind ~ '^[a-z]+\\.[a-z-]+$'),
    subject text not null,
    scope_path text[] not null,
    payload jsonb not null
  )`,
  `create table event_head (
    id int primary key check (id = 1),
    position bigint not null check (position >= 0),
    epoch text not null
  )`,
  `insert into event_head values (1, 0, md5(random()::text))`,

  // Tiles carry the revision of their layer in the address, so that a tile may be kept for ever.
  `create table layer_revision (
    layer text primary key,
    revision bigint not null check (revision >= 0)
  )`,

  // --- organisation -----------------------------------------------------------------------------
  `create table area (
    id text primary key,
    source_id text not null unique,
    kind text not null check (kind in ('city', 'district', 'street', 'community')),
    code text not null check (code ~ '^[0-9]{12}$'),
    ${named},
    parent_id text references area,
    -- Ids from the root down to this area: a subtree is "path contains".
    path text[] not null check (path[cardinality(path)] = id),
    valid_from date not null default '1970-01-01',
    valid_to date check (valid_to > valid_from),
    ${shape("MultiPolygon")}
  )`,
  ...gist("area"),
  `create unique index area_code_present on area (code) where valid_to is null`,
  `create index area_parent on area (parent_id)`,
  `create index area_path on area using gin (path)`,

  `create table compound (
    id text primary key,
    source_id text not null unique,
    ${named},
    access text not null check (access in ('open', 'closed')),
    community_id text references area on delete set null,
    ${shape("MultiPolygon")}
  )`,
  ...gist("compound"),
  `create index compound_community on compound (community_id)`,

  `create table gate (
    id text primary key,
    source_id text not null unique,
    compound_id text references compound on delete cascade,
    name text not null default '',
    access text not null check (access in ('public', 'residents')),
    hours text,
    evidence text not null check (evidence in ('surveyed', 'mapped', 'inferred')),
    ${shape("Point")}
  )`,
  ...gist("gate"),

  `create table building (
    id text primary key,
    source_id text not null unique,
    name text not null default '' check (length(name) <= 200),
    pinyin text not null default '',
    initials text not null default '',
    address text not null default '' check (length(address) <= 300),
    -- The only thing kept about who lives here; unknown is not zero.
    household_count int check (household_count between 0 and 20000),
    household_source text not null check (household_source in ('register', 'estimate', 'unknown')),
    storeys int check (storeys between 0 and 200),
    building_use text not null check (building_use in ('residential', 'mixed', 'other')),
    community_id text references area on delete set null,
    compound_id text references compound on delete set null,
    -- Inside the footprint, or the entrance: where the building counts.
    place geometry(Point, 4326) not null,
    ${shape("Geometry")},
    check ((household_count is null) = (household_source = 'unknown')),
    check (GeometryType(geom) in ('POINT', 'POLYGON', 'MULTIPOLYGON'))
  )`,
  ...gist("building"),
  `create index building_place on building using gist (place)`,
  `create index building_community on building (community_id)`,
  `create index building_compound on building (compound_id)`,

  `create table entrance (
    id text primary key,
    source_id text not null unique,
    building_id text not null references building on delete cascade,
    name text not null default '',
    ${shape("Point")}
  )`,
  ...gist("entrance"),
  `create index entrance_building on entrance (building_id)`,

  `create table way (
    id text primary key,
    source_id text not null unique,
    ${named.replace("between 1 and 200", "<= 200")},
    class text not null,
    tags jsonb not null default '{}',
    ${shape("LineString")}
  )`,
  ...gist("way"),

  `create table barrier (
    id text primary key,
    source_id text not null unique,
    name text not null default '',
    barrier_class smallint not null check (barrier_class between 0 and 4),
    ${shape("Geometry")}
  )`,
  ...gist("barrier"),

  `create table land (
    id text primary key,
    source_id text not null unique,
    name text not null default '',
    kind text not null check (kind in ('water', 'green', 'other')),
    ${shape("Geometry")}
  )`,
  ...gist("land"),

  `create table station (
    id text primary key,
    source_id text not null unique,
    ${named},
    kind text not null check (kind in ('service_centre', 'red_station', 'compound_station',
      'pioneer_station', 'party_square', 'worker_stop', 'mediation_room', 'guidance_station',
      'service_window', 'incubator')),
    address text not null default '',
    floor_area_m2 double precision check (floor_area_m2 >= 0),
    hours text,
    services text[] not null default '{}',
    community_id text references area on delete set null,
    ${shape("Point")}
  )`,
  ...gist("station"),

  // --- access -----------------------------------------------------------------------------------
  `create table account (
    id text primary key,
    login text not null unique check (login ~ '^[a-z][a-z0-9._-]{1,39}$'),
    display_name text not null,
    password_hash text not null,
    locale text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
    is_demo boolean not null default false,
    closed_at timestamptz
  )`,
  // A role held in an area from a day to a day (任职).
  `create table duty (
    id text primary key,
    account_id text references account on delete cascade,
    role text not null,
    area_id text not null references area on delete cascade,
    grid_code text,
    display_name text not null,
    categories text[] not null default '{}',
    shift text not null default 'Mo-Su 00:00-24:00',
    max_open_cases int not null default 5 check (max_open_cases > 0),
    post geometry(Point, 4326),
    valid_from date not null default '1970-01-01',
    valid_to date check (valid_to > valid_from)
  )`,
  `create index duty_account on duty (account_id)`,
  `create index duty_area on duty (area_id)`,
  `create table session (
    token_hash text primary key,
    account_id text not null references account on delete cascade,
    created_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`,
  `create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    account_id text,
    action text not null,
    object text not null default '',
    detail jsonb not null default '{}'
  )`,

  // --- ingest -----------------------------------------------------------------------------------
  `create table import_batch (
    id text primary key,
    account_id text,
    file_name text not null,
    layer text not null,
    state text not null check (state in ('reading', 'done', 'failed', 'cancelled')),
    started_at timestamptz not null default now(),
    ended_at timestamptz,
    accepted int not null default 0,
    added int not null default 0,
    updated int not null default 0,
    rejected int not null default 0,
    detail jsonb not null default '{}'
  )`,
  `create unlogged table import_row (
    batch_id text not null references import_batch on delete cascade,
    number int not null,
    layer text not null,
    source_id text not null,
    record jsonb not null,
    geom geometry(Geometry, 4326),
    primary key (batch_id, number)
  )`,
  // The checks before a batch is applied look rows up by what others call them.
  `create index import_row_source on import_row (batch_id, layer, source_id)`,
  `create table import_reject (
    batch_id text not null references import_batch on delete cascade,
    number int not null,
    place text not null,
    code text not null,
    -- What refuses or warns, with the values that explain it: words are looked up when it is shown.
    severity text not null check (severity in ('refused', 'warned')),
    refusal jsonb not null,
    field text not null default '',
    value text not null default '',
    primary key (batch_id, number)
  )`,
];
