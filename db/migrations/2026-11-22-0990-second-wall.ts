import { sql, type Kysely } from "kysely";

/**
 * The second wall (第二道墙): what a reader may see, said once more by the database itself. It stands
 * for every role but the owner of the tables; a read on somebody's behalf takes on such a role and
 * tells the database, in `onegrid.sight`, what that person reaches. Without it nothing is seen.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration is frozen: it must not know today's schema
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const LEVELS = ["grid", "community", "street", "district"];

/** A sub-select is computed once a statement; a bare call would be once a row. */
const ids = (key: string): string => `(select sight_ids('${key}'))::text[]`;
const communitiesOf = (key: string): string => `(select id from area where path && ${ids(key)})`;

const guard = (table: string, seen: string): readonly string[] => [
  `alter table ${table} enable row level security`,
  `create policy second_wall on ${table} for select using (${seen})`,
];

/** Children of what is guarded: whoever does not see that does not see them. */
const guardBy = (table: string, column: string, parent: string): readonly string[] =>
  guard(table, `${column} in (select id from ${parent})`);

const STATEMENTS = [
  `create function sight() returns jsonb language sql stable as
    $$ select nullif(current_setting('onegrid.sight', true), '')::jsonb $$`,
  `create function sight_ids(key text) returns text[] language sql stable as
    $$ select array(select jsonb_array_elements_text(sight() -> key)) $$`,
  ...["compound", "grid_version", "ready_unit"].flatMap((table) =>
    guard(table, `community_id in ${communitiesOf("map")}`),
  ),
  ...guardBy("grid_building", "grid_version_id", "grid_version"),

  // A plan is seen by whoever sees all of its communities.
  ...guard("division", `community_id in ${communitiesOf("plan")}`),
  `create function plan_reaches_beyond(plan text) returns boolean language sql stable
    security definer set search_path = public as
    $$ select exists (select 1 from division d join area a on a.id = d.community_id
      where d.plan_id = plan and not a.path && sight_ids('plan')) $$`,
  ...guard(
    "division_plan",
    `not plan_reaches_beyond(id) and exists (
    select 1 from division d where d.plan_id = division_plan.id)`,
  ),
  ...["division_grid", "division_unit", "division_change"].flatMap((table) =>
    guardBy(table, "division_id", "division"),
  ),
  ...guard("base_version", `community_id in ${communitiesOf("plan")}`),
  ...["base_unit", "unit_building"].flatMap((table) => guardBy(table, "base_id", "base_version")),

  // The same rule as core's isCaseSeen. Whoever settles everything is let through by the first line;
  // the last is not even looked at where no duty is bound to a class.
  ...guard(
    "dispatch_case",
    `scope_path && ${ids("district")}
    or scope_path && case level ${LEVELS.map((level) => `when '${level}' then ${ids(level)}`).join(" ")} end
    or assignee_id = any (${ids("own")})
    or ((select sight() -> 'bound' <> '[]') and exists (
      select 1 from jsonb_to_recordset(sight() -> 'bound')
        as duty (areas text[], levels text[], patterns text[])
      where scope_path && areas and level = any (levels) and category like any (patterns)))`,
  ),
  ...["case_event", "case_text", "recommendation"].flatMap((table) =>
    guardBy(table, "case_id", "dispatch_case"),
  ),

  // Whose a row is hangs on its area's path: outlines make the rows of areas long, this is short.
  `create index area_held on area (id) include (path)`,

  // What is in here is found before the tables of the same name: parts of rows that everybody sees.
  `create schema if not exists seen`,
  `create view seen.building as select building.id, building.source_id, building.name,
      building.pinyin, building.initials, building.geom, building.geom_3857, address, storeys,
      building_use, community_id, place,
      case when held.id is not null then household_count end as household_count,
      case when held.id is not null then household_source end as household_source,
      case when held.id is not null then compound_id end as compound_id
    from building left join area as held on held.id = community_id and held.path && ${ids("map")}`,
  `create view seen.account as select id, display_name from account`,
  `create view seen.audit as select id, at, account_id, action, object, detail from audit
    where action like 'division.%' and object in (
      select id from division_plan where not plan_reaches_beyond(id))`,
];
