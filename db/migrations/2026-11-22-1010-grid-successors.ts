import { sql, type Kysely } from "kysely";

/** Which grid of its plan a version is, and who carries on what an old code stood for. */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // With it a version is known unit by unit, not only by its buildings: ready-made units have none.
  `alter table grid_version add column grid_id text`,
  `update grid_version v set grid_id = (
    select g.grid_id from division d join division_grid g on g.division_id = d.id
    where d.plan_id = v.plan_id and d.community_id = v.community_id and ST_Equals(g.geom, v.geom)
    order by g.grid_id limit 1)`,
  // Households that went from the grid of an old code to that of another on a day (承接关系). A number
  // that is no longer used stays findable, and its team answers for the grid that took most of it.
  `create table grid_alias (
    plan_id text not null references division_plan on delete cascade,
    community_id text not null references area on delete cascade,
    old_code text not null,
    new_code text not null,
    household_count int not null check (household_count >= 0),
    valid_from date not null,
    primary key (plan_id, old_code, new_code)
  )`,
  `create index grid_alias_old on grid_alias (old_code, valid_from)`,
  `alter table grid_alias enable row level security`,
  `create policy second_wall on grid_alias for select using (community_id in (
    select id from area where path && (select sight_ids('map'))::text[]))`,
  // The code that answers for a code on a day: the code itself as long as it is in force, else the one
  // that took over most of it, and so on. Null: nobody took it over.
  `create function grid_code_on(asked text, day date) returns text language sql stable as $$
    with recursive carried (code, since, step) as (
      select asked, date '-infinity', 0
      union all
      (select next.new_code, next.valid_from, carried.step + 1 from carried
        cross join lateral (
          select a.new_code, a.valid_from from grid_alias a
          where a.old_code = carried.code and a.valid_from > carried.since and a.valid_from <= day
            and not exists (select 1 from grid_version v where v.code = carried.code
              and v.valid_from <= day and (v.valid_to is null or v.valid_to > day))
          order by a.valid_from, a.household_count desc, a.new_code limit 1) next
        where carried.step < 100))
    select case
      -- A code that never was a grid's is whatever somebody wrote: it stays.
      when not exists (select 1 from grid_version v where v.code = asked) then asked
      else (select code from carried where exists (select 1 from grid_version v
        where v.code = carried.code and v.valid_from <= day
          and (v.valid_to is null or v.valid_to > day)) order by step desc limit 1) end $$`,
];
