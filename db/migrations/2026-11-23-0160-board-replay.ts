import { sql, type Kysely } from "kysely";

/** How every case stood on the board between its events, so that the board of any instant can be read. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Seconds: an hour, and always four times as much; spans of the last class are longer. */
const LENGTHS = [1, 4, 16, 64, 256, 1024, 4096].map((hours) => hours * 3600).join(", ");

const STATEMENTS = [
  // False: from before there were spans. They are made of the log in the background.
  `alter table dispatch_case add column has_spans boolean not null default false`,
  `create index dispatch_case_without_spans on dispatch_case (id) where not has_spans`,

  // Follows from case_event and can be made of it again: it is not the log.
  `create table case_span (
    case_id text not null references dispatch_case on delete cascade deferrable initially deferred,
    version int not null check (version > 0),
    from_at timestamptz not null,
    -- Not included; null: it still stands so.
    to_at timestamptz check (to_at > from_at),
    state text not null,
    step text,
    level text not null,
    category text not null,
    severity text not null,
    unit_id text,
    member_id text,
    is_running boolean not null,
    yellow_at timestamptz,
    due_at timestamptz,
    -- Where the case lay then; null: where it lies today.
    place jsonb,
    -- By its length, so that an instant is looked for only among those that began shortly before.
    length_class int generated always as (
      width_bucket(extract(epoch from to_at - from_at)::double precision,
        array[${LENGTHS}]::double precision[])) stored,
    primary key (case_id, version)
  )`,
  `create index case_span_past on case_span (length_class, from_at, to_at)
    where to_at is not null`,
  `create index case_span_present on case_span (from_at) where to_at is null`,

  // Whoever does not see the case today does not see how it stood.
  `alter table case_span enable row level security`,
  `create policy second_wall on case_span for select using (
    exists (select from dispatch_case c where c.id = case_id))`,
];
