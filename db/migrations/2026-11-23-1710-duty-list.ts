import { sql, type Kysely } from "kysely";

/**
 * The duty list (责任清单): which unit answers for which classes where, from day to day, and places with an
 * outline of their own: special grids (专属网格), property areas (物业服务区), lanes (街巷). What was in
 * force stays as it was: rows are added, and closed once.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

// What holds in somebody's area: what is said of the area itself, of those below it, and of those above.
const SEEN_SCOPES = `(select unnest(path) from area where path && (select sight_ids('map'))::text[])`;

const guard = (table: string): readonly string[] => [
  `alter table ${table} enable row level security`,
  `create policy second_wall on ${table} for select using (scope_id in ${SEEN_SCOPES})`,
];

const closeOnly = (table: string): string =>
  `create trigger ${table}_append_only before update or delete on ${table}
    for each row execute function refuse_all_but_closing()`;

const STATEMENTS = [
  `create table duty_place (
    id text not null check (length(id) <= 60 and id like kind || ':%'),
    kind text not null check (kind in ('special_grid', 'property_area', 'lane')),
    code text not null check (length(code) between 1 and 40),
    name text not null check (length(name) between 1 and 60),
    -- The smallest area that holds it: who sees one sees the other.
    scope_id text not null references area,
    geom geometry(Geometry, 4326) not null check (ST_IsValid(geom)),
    buffer_metres int check (buffer_metres between 1 and 200),
    valid_from date not null,
    valid_to date check (valid_to >= valid_from),
    made_by text,
    made_at timestamptz not null,
    ended_by text,
    ended_at timestamptz,
    primary key (id, valid_from),
    check ((kind = 'lane') = (buffer_metres is not null)),
    check (ST_Dimension(geom) = case kind when 'lane' then 1 else 2 end)
  )`,
  `create index duty_place_geom on duty_place using gist (geom)`,
  `create table duty_entry (
    id text primary key,
    unit_id text not null check (length(unit_id) between 1 and 64),
    -- Classes, majors and schemes; empty: every class.
    categories text[] not null default '{}',
    area_kind text not null check (area_kind in
      ('special_grid', 'property_area', 'lane', 'grid', 'community', 'street', 'district')),
    -- An area, the code of a grid, or a place.
    area_id text not null check (length(area_id) between 1 and 64),
    scope_id text not null references area,
    priority int not null check (priority between 0 and 999),
    clause text check (length(clause) between 1 and 300),
    valid_from date not null,
    valid_to date check (valid_to >= valid_from),
    made_by text,
    made_at timestamptz not null,
    ended_by text,
    ended_at timestamptz
  )`,
  `create index duty_entry_area on duty_entry (area_id)`,
  `create index duty_entry_scope on duty_entry (scope_id)`,
  ...guard("duty_place"),
  ...guard("duty_entry"),
  `create function refuse_all_but_closing() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and new.valid_to is not null
        and (old.valid_to is null or new.valid_to < old.valid_to)
        and to_jsonb(new) - array['valid_to', 'ended_by', 'ended_at']
          = to_jsonb(old) - array['valid_to', 'ended_by', 'ended_at'] then return new; end if;
      raise exception '% is append-only', tg_table_name using errcode = '42501';
    end $$`,
  closeOnly("duty_place"),
  closeOnly("duty_entry"),
];
