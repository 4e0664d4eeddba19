import { sql, type Kysely } from "kysely";

/** Who is on duty when (值班表). */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Hours of a duty on a weekday (0 is Monday) or on one day, in minutes after local midnight.
  `create table roster_line (
    id text primary key,
    duty_id text not null references duty on delete cascade,
    weekday int check (weekday between 0 and 6),
    day date,
    start_minute int check (start_minute between 0 and 1439),
    end_minute int check (end_minute > start_minute and end_minute <= start_minute + 1440),
    rests_on_holidays boolean not null default false,
    check ((weekday is null) <> (day is null)),
    check ((start_minute is null) = (end_minute is null)),
    check (weekday is null or start_minute is not null)
  )`,
  `create index roster_line_duty on roster_line (duty_id, day)`,
];
