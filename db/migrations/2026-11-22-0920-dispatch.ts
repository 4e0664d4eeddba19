import { sql, type Kysely } from "kysely";

/** Cases, their events and the answers already given to commands. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create sequence case_number`,
  // The present card of a case (案件): a fold of its events, kept for lists and the map.
  `create table dispatch_case (
    id text primary key,
    number text not null unique,
    version int not null check (version > 0),
    state text not null check (state in ('reported', 'verifying', 'filed', 'dispatched',
      'in_progress', 'resolved', 'closed', 'rejected', 'merged', 'cancelled', 'parked')),
    category text not null,
    level text not null check (level in ('grid', 'community', 'street', 'district')),
    severity text not null,
    channel text not null,
    source_id text unique,
    address text not null default '',
    place geometry(Point, 4326),
    place_3857 geometry(Point, 3857) generated always as (ST_Transform(place, 3857)) stored,
    -- Where it lay on the day of its report; '' in scope_path when outside the district.
    grid_version_id text references grid_version,
    community_id text references area,
    scope_path text[] not null,
    assignee_id text,
    reported_at timestamptz not null,
    due_at timestamptz,
    closed_at timestamptz,
    updated_at timestamptz not null default now(),
    -- The whole fold, as core writes it.
    card jsonb not null
  )`,
  `create index dispatch_case_open on dispatch_case (state, reported_at)
    where state not in ('closed', 'rejected', 'merged', 'cancelled')`,
  `create index dispatch_case_reported on dispatch_case (reported_at)`,
  `create index dispatch_case_place on dispatch_case using gist (place)`,
  `create index dispatch_case_scope on dispatch_case using gin (scope_path)`,
  `create index dispatch_case_grid on dispatch_case (grid_version_id)`,
  `create index dispatch_case_assignee on dispatch_case (assignee_id) where assignee_id is not null`,

  `create table case_event (
    case_id text not null references dispatch_case deferrable initially deferred,
    version int not null check (version > 0),
    verb text not null,
    at timestamptz not null,
    actor_id text,
    role text not null,
    event jsonb not null,
    previous_hash text not null,
    hash text not null,
    primary key (case_id, version)
  )`,
  `create index case_event_at on case_event (at)`,
  // Words of people stand beside the event: the chain holds their salted hash only.
  `create table case_text (
    case_id text not null references dispatch_case on delete cascade deferrable initially deferred,
    version int not null,
    field text not null,
    body text not null check (length(body) <= 2000),
    salt text not null,
    primary key (case_id, version, field)
  )`,
  // The first answer to a command; the same key again gets it word for word.
  `create table command_answer (
    account_id text not null,
    idempotency_key text not null check (length(idempotency_key) between 8 and 100),
    case_id text not null,
    answered_at timestamptz not null default now(),
    answer jsonb not null,
    primary key (account_id, idempotency_key)
  )`,
  `create trigger case_event_append_only before update or delete on case_event
    for each row execute function refuse_rewrite()`,
];
