import type { Position } from "@onegrid/core/geometry";
import { sql, type RawBuilder } from "kysely";
import type { Db } from "../connect.ts";
import { holds, positionOf } from "../postgis.ts";

/** Two divisions of one community; `null`: there was none. */
export interface DivisionsBetween {
  readonly communityId: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A place with the grids of both divisions that hold it; `null`: none does. */
export interface ThingBetween {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly position: Position;
  readonly before: string | null;
  readonly after: string | null;
}

/** On a shared border the lowest grid. */
const gridAt = (divisionId: string | null, place: string): RawBuilder<string | null> =>
  divisionId === null
    ? sql`null::text`
    : sql`(select g.grid_id from division_grid g where g.division_id = ${divisionId}
        and ${holds(sql.ref("g.geom"), sql.ref(place))} order by g.grid_id limit 1)`;

/** Service stations (服务站点) of the community. */
export async function listStationsBetween(
  db: Db,
  { communityId, before, after }: DivisionsBetween,
): Promise<ThingBetween[]> {
  const { rows } = await sql<ThingBetween>`
    select s.id, s.name, s.kind, ${positionOf(sql.ref("s.geom"))} as position,
      ${gridAt(before, "s.geom")} as before, ${gridAt(after, "s.geom")} as after
    from station s where s.community_id = ${communityId} order by s.name, s.id`.execute(db);
  return rows;
}

export interface CaseBetween extends Omit<ThingBetween, "name" | "kind"> {
  readonly number: string;
  readonly state: string;
  readonly category: string;
}

/** Open cases (在办案件) of the community that have a place. */
export async function listCasesBetween(
  db: Db,
  { communityId, before, after }: DivisionsBetween,
  openStates: readonly string[],
): Promise<CaseBetween[]> {
  const { rows } = await sql<CaseBetween>`
    select c.id, c.number, c.state, c.category, ${positionOf(sql.ref("c.place"))} as position,
      ${gridAt(before, "c.place")} as before, ${gridAt(after, "c.place")} as after
    from dispatch_case c where c.community_id = ${communityId} and c.place is not null
      and c.state = any(${[...openStates]}::text[]) order by c.number`.execute(db);
  return rows;
}

export interface BuildingPlace {
  readonly id: string;
  /** Its address, else its name; may be empty. */
  readonly address: string;
  readonly position: Position;
}

/** Where buildings stand, by id; those that are gone from the register are left out. */
export async function listBuildingPlaces(db: Db, ids: readonly string[]): Promise<BuildingPlace[]> {
  const { rows } = await sql<BuildingPlace>`
    select b.id, case when b.address <> '' then b.address else b.name end as address,
      ${positionOf(sql.ref("b.place"))} as position
    from building b where b.id = any(${[...ids]}::text[]) order by b.id`.execute(db);
  return rows;
}

/** Duties of a community's teams (网格团队), counted: nobody is named. */
export interface TeamCount {
  readonly role: string;
  /** The grid the duty is for on that day; `null`: the whole community. */
  readonly gridCode: string | null;
  readonly holders: number;
}

export async function countTeams(db: Db, communityId: string, day: string): Promise<TeamCount[]> {
  const { rows } = await sql<TeamCount>`
    select d.role, grid_code_on(d.grid_code, ${day}::date) as "gridCode", count(*)::int as holders
    from duty d
    where d.area_id = ${communityId} and d.account_id is not null
      and d.valid_from <= ${day}::date and (d.valid_to is null or d.valid_to > ${day}::date)
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}
