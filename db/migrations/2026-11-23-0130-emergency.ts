import { sql, type Kysely } from "kysely";

/** Emergency mode (平急结合): plans, who holds their seats, and what was turned on of them. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const SEEN_COMMUNITIES = `(select id from area where path && (select sight_ids('map'))::text[])`;

const guard = (table: string, seen: string): readonly string[] => [
  `alter table ${table} enable row level security`,
  `create policy second_wall on ${table} for select using (${seen})`,
];

const STATEMENTS = [
  // One plan for an area and the communities below it; its version counts template and holders alike.
  `create table emergency_plan (
    area_id text primary key references area on delete cascade,
    version int not null check (version > 0),
    groups jsonb not null,
    updated_at timestamptz not null
  )`,
  `create table emergency_holder (
    area_id text not null references emergency_plan on delete cascade,
    community_id text not null references area on delete cascade,
    group_key text not null,
    post_key text not null,
    seat int not null check (seat between 1 and 200),
    account_id text not null references account on delete cascade,
    primary key (area_id, community_id, group_key, post_key, seat)
  )`,
  `create index emergency_holder_account on emergency_holder (account_id)`,

  `create table activation (
    id text primary key,
    area_id text not null references area,
    plan_version int not null,
    kind text not null check (kind in ('actual', 'exercise')),
    name text not null check (length(name) between 1 and 100),
    -- What was drawn on the map; null where areas were named.
    ring geometry(Polygon, 4326),
    started_at timestamptz not null,
    started_by text not null,
    idempotency_key text not null check (length(idempotency_key) between 8 and 100),
    ended_at timestamptz check (ended_at >= started_at),
    ended_by text,
    unique (started_by, idempotency_key),
    check ((ended_at is null) = (ended_by is null))
  )`,
  `create table activation_area (
    activation_id text not null references activation,
    community_id text not null references area,
    is_on boolean not null,
    primary key (activation_id, community_id)
  )`,
  // A community is under one activation at a time, whoever races whom.
  `create unique index activation_area_on on activation_area (community_id) where is_on`,
  `create table work_group (
    activation_id text not null,
    community_id text not null,
    group_key text not null,
    name text not null,
    place int not null,
    primary key (activation_id, community_id, group_key),
    foreign key (activation_id, community_id) references activation_area
  )`,
  `create table work_post (
    activation_id text not null,
    community_id text not null,
    group_key text not null,
    post_key text not null,
    seat int not null,
    name text not null,
    place int not null,
    is_lead boolean not null,
    account_id text references account on delete set null,
    primary key (activation_id, community_id, group_key, post_key, seat),
    foreign key (activation_id, community_id, group_key) references work_group
  )`,
  `create index work_post_account on work_post (account_id)`,

  ...guard("emergency_plan", `area_id in ${SEEN_COMMUNITIES}`),
  ...["emergency_holder", "activation_area", "work_group", "work_post"].flatMap((table) =>
    guard(table, `community_id in ${SEEN_COMMUNITIES}`),
  ),
  ...guard("activation", `id in (select activation_id from activation_area)`),

  // Practised during an exercise (演练): in no figure.
  `alter table dispatch_case add column is_rehearsal boolean not null default false`,
];
