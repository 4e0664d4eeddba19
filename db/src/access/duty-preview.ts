import type { Jurisdiction } from "@onegrid/core/access";
import { sql, type RawBuilder } from "kysely";
import type { Db } from "../connect.ts";
import { inScope } from "../organisation/in-scope.ts";
import { CASE_COLUMNS, isReachedSql } from "./is-reached.ts";

/** Everything that somebody sees: cases by their reach, the map and plans by areas. */
export interface SightOf {
  readonly cases: Jurisdiction;
  readonly mapScope: readonly string[];
  readonly planScope: readonly string[];
}

/** How much comes into sight, and how much goes out of it. */
interface Shift {
  readonly gained: number;
  readonly lost: number;
}

export interface SightChange {
  readonly cases: Shift;
  readonly grids: Shift;
  readonly plans: Shift;
  readonly buildings: Shift;
  readonly households: Shift;
}

const NOTHING: Shift = { gained: 0, lost: 0 };

/** Counts what one sight shows and the other does not; each table is read once. */
export async function countSightChange(
  db: Db,
  asked: {
    readonly before: SightOf;
    readonly after: SightOf;
    readonly openStates: readonly string[];
    readonly day: string;
  },
): Promise<SightChange> {
  const { before, after, openStates, day } = asked;
  const row = async (query: RawBuilder<Shift>): Promise<Shift> =>
    (await query.execute(db)).rows[0] ?? NOTHING;
  const was = reachedCases(before.cases);
  const will = reachedCases(after.cases);
  const cases = await row(sql<Shift>`select ${shift(was, will)} from dispatch_case
    where state = any(${[...openStates]}::text[])`);
  const [wasOnMap, willOnMap] = [before, after].map(({ mapScope }) =>
    inScope("community_id", mapScope),
  );
  if (!wasOnMap || !willOnMap) throw new Error("two sights, two conditions");
  const grids = await row(sql<Shift>`select ${shift(wasOnMap, willOnMap)} from grid_version
    where valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`);
  const buildings = await row(sql<Shift>`select ${shift(wasOnMap, willOnMap)} from building`);
  const households = await row(sql<Shift>`select
    coalesce(sum(household_count) filter (where ${only(willOnMap, wasOnMap)}), 0)::int as gained,
    coalesce(sum(household_count) filter (where ${only(wasOnMap, willOnMap)}), 0)::int as lost
    from building`);
  const plans = await row(sql<Shift>`select ${shift(sql`p.was`, sql`p.will`)} from (
    select bool_and(a.path && ${[...before.planScope]}::text[]) as was,
      bool_and(a.path && ${[...after.planScope]}::text[]) as will
    from division d join area a on a.id = d.community_id group by d.plan_id) p`);
  return { cases, grids, plans, buildings, households };
}

/** Of two conditions the one and not the other; a case in nobody's hand makes them unknown, not true. */
const only = (one: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(${one}) is true and (${other}) is not true`;

const shift = (was: RawBuilder<unknown>, will: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (count(*) filter (where ${only(will, was)}))::int as gained,
  (count(*) filter (where ${only(was, will)}))::int as lost`;

const reachedCases = (jurisdiction: Jurisdiction): RawBuilder<boolean> =>
  isReachedSql(CASE_COLUMNS, jurisdiction);

/** Grids of a community that no open account but one holds a role for on that day, by code. */
export async function listGridsWithout(
  db: Db,
  asked: {
    readonly communityId: string;
    readonly role: string;
    readonly exceptAccountId: string;
    readonly day: string;
  },
): Promise<string[]> {
  const { communityId, role, exceptAccountId, day } = asked;
  const { rows } = await sql<{ name: string }>`
    select g.name from grid_version g
    where g.community_id = ${communityId} and g.valid_from <= ${day}::date
      and (g.valid_to is null or g.valid_to > ${day}::date)
      and not exists (
        select 1 from duty d join account p on p.id = d.account_id
        where d.role = ${role} and d.account_id <> ${exceptAccountId} and p.closed_at is null
          and d.area_id = any((select path from area where id = g.community_id)::text[])
          and (d.grid_code is null or grid_code_on(d.grid_code, ${day}::date) = g.code)
          and d.valid_from <= ${day}::date and (d.valid_to is null or d.valid_to > ${day}::date))
    order by g.code`.execute(db);
  return rows.map(({ name }) => name);
}

/** Of areas, those that no open account but one holds any of the roles over. */
export async function listAreasWithout(
  db: Db,
  asked: {
    readonly areaIds: readonly string[];
    readonly roles: readonly string[];
    readonly exceptAccountId: string;
    readonly day: string;
  },
): Promise<string[]> {
  const { areaIds, roles, exceptAccountId, day } = asked;
  const { rows } = await sql<{ name: string }>`
    select a.name from area a
    where a.id = any(${[...areaIds]}::text[]) and not exists (
      select 1 from duty d join account p on p.id = d.account_id
      where d.role = any(${[...roles]}::text[]) and d.account_id <> ${exceptAccountId}
        and p.closed_at is null and d.area_id = any(a.path)
        and d.valid_from <= ${day}::date and (d.valid_to is null or d.valid_to > ${day}::date))
    order by a.path`.execute(db);
  return rows.map(({ name }) => name);
}
