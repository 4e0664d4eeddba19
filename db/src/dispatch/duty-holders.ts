import type { Position } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { positionOf } from "../postgis.ts";

/** Somebody who could go: a duty in force with where they start and what they already carry. */
export interface DutyHolder {
  readonly dutyId: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly role: string;
  readonly areaId: string;
  readonly areaKind: string;
  readonly unitId: string | null;
  readonly gridCode: string | null;
  /** Empty: every class. */
  readonly categories: readonly string[];
  readonly shift: string;
  readonly maxOpenCases: number;
  readonly post: Position | null;
  /** Cases dispatched to them that are not resolved yet. */
  readonly openCases: number;
  /** Where the case they work on is; a busy person starts from there. */
  readonly presentJob: Position | null;
}

export interface DutyHolderQuery {
  readonly roles: readonly string[];
  /** Areas on the way from the root down to the case. */
  readonly areaPath: readonly string[];
  /** Everybody below this area is looked at too: those who are near but may not go. */
  readonly neighbourhoodId: string;
  readonly day: string;
}

/** Holders of field roles whose area holds the case, or lies in its neighbourhood. */
export async function listDutyHolders(db: Db, query: DutyHolderQuery): Promise<DutyHolder[]> {
  const { rows } = await sql<DutyHolder>`
    select d.id as "dutyId", d.account_id as "accountId", d.display_name as "displayName", d.role,
      d.area_id as "areaId", a.kind as "areaKind", d.unit_id as "unitId",
      grid_code_on(d.grid_code, ${query.day}::date) as "gridCode", d.categories, d.shift, d.max_open_cases as "maxOpenCases",
      case when d.post is not null then ${positionOf(sql.ref("d.post"))} end as post,
      coalesce(load.open, 0)::int as "openCases",
      case when load.place is not null then ${positionOf(sql.ref("load.place"))} end as "presentJob"
    from duty d join area a on a.id = d.area_id join account p on p.id = d.account_id
    left join (
      select c.assignee_id, count(*) as open,
        (array_agg(c.place order by c.updated_at desc)
          filter (where c.state = 'in_progress' and c.place is not null))[1] as place
      from dispatch_case c
      where c.state in ('dispatched', 'in_progress')
      group by c.assignee_id
    ) load on load.assignee_id = d.account_id
    where d.role = any(${[...query.roles]}::text[]) and p.closed_at is null
      and (a.id = any(${[...query.areaPath]}::text[])
        or a.path && array[${query.neighbourhoodId}]::text[])
      and d.valid_from <= ${query.day}::date and (d.valid_to is null or d.valid_to > ${query.day}::date)
    order by d.id`.execute(db);
  return rows;
}

/** The smallest of the areas that has a team of its own (属地), to take what nobody else owns. */
export async function findTeamArea(
  db: Db,
  areaIds: readonly string[],
  roles: readonly string[],
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select asked.id from unnest(${[...areaIds]}::text[]) with ordinality as asked (id, nearness)
    where exists (select 1 from duty d where d.area_id = asked.id and d.account_id is not null
      and d.role = any(${[...roles]}::text[]))
    order by asked.nearness limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** Areas that have a team on a day, in some areas or above them, the widest first. */
export async function listTeams(
  db: Db,
  asked: {
    readonly areaIds: readonly string[];
    readonly roles: readonly string[];
    readonly day: string;
  },
): Promise<{ readonly id: string; readonly name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select a.id, a.name from area a
    where a.valid_to is null
      and (a.path && ${[...asked.areaIds]}::text[] or exists (select from area own
        where own.id = any(${[...asked.areaIds]}::text[]) and own.path && array[a.id]))
      and exists (select from duty d where d.area_id = a.id and d.unit_id is null
        and d.account_id is not null and d.role = any(${[...asked.roles]}::text[])
        and d.valid_from <= ${asked.day}::date
        and (d.valid_to is null or d.valid_to > ${asked.day}::date))
    order by cardinality(a.path), a.code`.execute(db);
  return rows;
}

/** Whether anybody holds a duty for a unit: the body of a duty, or the team of an area. */
export async function hasUnit(
  db: Db,
  unitId: string,
  teamRoles: readonly string[],
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from duty d where d.account_id is not null and (d.unit_id = ${unitId}
      or (d.unit_id is null and d.area_id = ${unitId} and d.role = any(${[...teamRoles]}::text[]))
    )) as found`.execute(db);
  return rows[0]?.found ?? false;
}
