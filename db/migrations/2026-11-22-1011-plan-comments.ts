import { sql, type Kysely } from "kysely";

/** What is said of a plan in its review (会审意见), pinned to a place or a grid. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table plan_comment (
    id text primary key,
    plan_id text not null references division_plan on delete cascade,
    -- Null: of the plan as a whole.
    community_id text references area on delete cascade,
    grid_id text,
    place geometry(Point, 4326),
    -- What it answers; an answer has no place of its own.
    answers text references plan_comment on delete cascade,
    body text not null check (length(body) between 1 and 2000),
    written_by text not null references account,
    written_at timestamptz not null,
    resolved_by text references account,
    resolved_at timestamptz,
    check ((resolved_by is null) = (resolved_at is null)),
    check (answers is null or (place is null and resolved_at is null))
  )`,
  `create index plan_comment_plan on plan_comment (plan_id, written_at)`,
  `create index plan_comment_answers on plan_comment (answers) where answers is not null`,
  `alter table plan_comment enable row level security`,
  `create policy second_wall on plan_comment for select using (
    plan_id in (select id from division_plan))`,
];
