import { sql, type Kysely } from "kysely";

/**
 * Help called to a case (吹哨): who was called sees the case, whatever their classes; what waits for
 * somebody is found at once; figures find what was called in a period.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const LEVELS = ["grid", "community", "street", "district"];
const ids = (key: string): string => `(select sight_ids('${key}'))::text[]`;

const STATEMENTS = [
  `alter table dispatch_case add column helper_ids text[] not null default '{}'`,
  // Of the latest call; null: none was ever made.
  `alter table dispatch_case add column called_at timestamptz`,
  `alter table dispatch_case add column is_help_pending boolean not null default false`,
  `create index dispatch_case_helpers on dispatch_case using gin (helper_ids)`,
  `create index dispatch_case_called on dispatch_case (called_at) where called_at is not null`,
  `create index dispatch_case_help_pending on dispatch_case (called_at) where is_help_pending`,

  // The same rule as core's isCaseSeen.
  `drop policy second_wall on dispatch_case`,
  `create policy second_wall on dispatch_case for select using (
    scope_path && ${ids("district")}
    or scope_path && case level ${LEVELS.map((level) => `when '${level}' then ${ids(level)}`).join(" ")} end
    or assignee_id = any (${ids("own")})
    or helper_ids && ${ids("own")}
    or ((select sight() -> 'bound' <> '[]') and exists (
      select 1 from jsonb_to_recordset(sight() -> 'bound')
        as duty (areas text[], levels text[], patterns text[])
      where scope_path && areas and level = any (levels) and category like any (patterns))))`,
  `drop policy second_wall on case_standing`,
  `create policy second_wall on case_standing for select using (
    cell_id in (select id from case_cell)
    or case_id in (select id from dispatch_case
      where assignee_id = any (${ids("own")}) or helper_ids && ${ids("own")}))`,
];
