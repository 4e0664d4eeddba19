import { sql, type Kysely } from "kysely";

/** Warnings (预警) that other systems send, where they hold, and what they do to cases. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table hazard_warning (
    id text primary key,
    sender text not null check (length(sender) between 1 and 200),
    identifier text not null check (length(identifier) between 1 and 200),
    status text not null check (status in ('actual', 'exercise', 'test')),
    event text not null check (length(event) between 1 and 500),
    headline text not null check (length(headline) between 1 and 500),
    area_words text not null,
    severity text not null,
    urgency text not null,
    certainty text not null,
    -- How grave cases in it are at least; null: it raises nothing.
    floor text,
    area geometry(MultiPolygon, 4326) not null check (st_isvalid(area) and not st_isempty(area)),
    -- Every area that it meets within the sender's part, and all above them.
    scope_path text[] not null,
    -- Areas in which the sender may warn: cases elsewhere are not raised, though the area reach there.
    sender_scope text[] not null,
    sent_at timestamptz not null,
    effective_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > effective_at),
    received_at timestamptz not null,
    received_by text not null,
    ended_at timestamptz,
    unique (sender, identifier)
  )`,
  `create index hazard_warning_area on hazard_warning using gist (area)`,
  `create index hazard_warning_expires on hazard_warning (expires_at) where ended_at is null`,
  `alter table hazard_warning enable row level security`,
  `create policy second_wall on hazard_warning for select
    using (scope_path && (select sight_ids('map'))::text[])`,
];
