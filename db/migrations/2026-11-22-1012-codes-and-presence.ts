import { sql, type Kysely } from "kysely";

/** How a district writes its grids' codes, plans that bring former grids back, and who is in a plan. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Of an area and everything below it; without one the usual scheme holds.
  `create table code_scheme (
    area_id text primary key references area on delete cascade,
    scheme text not null,
    text text check (text ~ '^[0-9A-Z]{1,12}$')
  )`,
  // The day whose grids the plan began with: those that it leaves alone get their codes back.
  `alter table division_plan add column reverts_to date`,
  // One line for each open page, until it has been silent for a while; whoever says so draws alone.
  `create table plan_presence (
    page_id text primary key,
    division_id text not null references division on delete cascade,
    account_id text not null references account on delete cascade,
    seen_at timestamptz not null,
    claimed_at timestamptz
  )`,
  `create index plan_presence_division on plan_presence (division_id, seen_at)`,
  `create index plan_presence_account on plan_presence (account_id)`,
  `alter table plan_presence enable row level security`,
  `create policy second_wall on plan_presence for select using (
    division_id in (select id from division))`,
];
