import { sql, type Kysely } from "kysely";

/** What planners have settled about the ground of a community (底图修正): it outlives every base version. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `create table base_repair (
    id text primary key,
    community_id text not null references area on delete cascade,
    kind text not null check (kind in ('give', 'adopt', 'link', 'accept')),
    repair jsonb not null,
    reason text not null default '' check (length(reason) <= 500),
    made_by text references account,
    made_at timestamptz not null default clock_timestamp(),
    withdrawn_by text references account,
    withdrawn_at timestamptz,
    check (kind <> 'link' or reason <> '')
  )`,
  `create index base_repair_community on base_repair (community_id)`,
  `alter table base_repair enable row level security`,
  `create policy second_wall on base_repair for select using (community_id in (
    select id from area where path && (select sight_ids('plan'))::text[]))`,
];
