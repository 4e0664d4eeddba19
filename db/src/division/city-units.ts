import type { MultiPolygon, Polygon } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { asGeometry, asMultiPolygon, fromWkb } from "../postgis.ts";
import { writeWkb } from "../write-wkb.ts";

/** A unit of management (万米单元网格) to store. */
export interface NewCityUnit {
  readonly id: string;
  readonly code: string;
  readonly squareMetres: number;
  readonly households: number;
  readonly buildings: number;
  readonly geometry: Polygon | MultiPolygon;
}

/** What one of them and one base grid have in common. */
export interface NewCityUnitGrid {
  readonly cityUnitId: string;
  readonly gridVersionId: string;
  readonly households: number;
  readonly squareMetres: number;
}

export async function insertCityUnits(
  trx: Db,
  { communityId, baseId }: { readonly communityId: string; readonly baseId: string },
  units: readonly NewCityUnit[],
): Promise<void> {
  await sql`
    insert into city_unit (id, code, community_id, base_id, area_m2, household_count,
      building_count, geom)
    select u.id, u.code, ${communityId}, ${baseId}, u.area_m2, u.households, u.buildings,
      ${asMultiPolygon(fromWkb(sql.ref("u.wkb")))}
    from unnest(
      ${units.map((unit) => unit.id)}::text[], ${units.map((unit) => unit.code)}::text[],
      ${units.map((unit) => unit.squareMetres)}::float8[],
      ${units.map((unit) => unit.households)}::int[],
      ${units.map((unit) => unit.buildings)}::int[],
      ${units.map((unit) => writeWkb(unit.geometry))}::bytea[]
    ) as u (id, code, area_m2, households, buildings, wkb)`.execute(trx);
}

/** Grids that have gone meanwhile are passed over. */
export async function insertCityUnitGrids(
  trx: Db,
  rows: readonly NewCityUnitGrid[],
): Promise<void> {
  await sql`
    insert into city_unit_grid (city_unit_id, grid_version_id, household_count, area_m2)
    select r.city_unit_id, r.grid_version_id, r.households, r.area_m2 from unnest(
      ${rows.map((row) => row.cityUnitId)}::text[], ${rows.map((row) => row.gridVersionId)}::text[],
      ${rows.map((row) => row.households)}::int[], ${rows.map((row) => row.squareMetres)}::float8[]
    ) as r (city_unit_id, grid_version_id, households, area_m2)
    where exists (select 1 from grid_version g where g.id = r.grid_version_id)`.execute(trx);
}

/** Units of management of a community with their ground; by code. */
export async function listCityUnitShapes(
  db: Db,
  communityId: string,
): Promise<(Omit<NewCityUnit, "geometry"> & { readonly geometry: MultiPolygon })[]> {
  const { rows } = await sql<Omit<NewCityUnit, "geometry"> & { readonly geometry: MultiPolygon }>`
    select u.id, u.code, u.area_m2 as "squareMetres", u.household_count as households,
      u.building_count as buildings, ${asGeometry(sql.ref("u.geom"))} as geometry
    from city_unit u where u.community_id = ${communityId} order by u.code, u.id`.execute(db);
  return rows;
}

/** How many there were. */
export async function removeCityUnits(trx: Db, communityId: string): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom("city_unit")
    .where("community_id", "=", communityId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export interface CityUnitsOf {
  readonly squareMetres: readonly number[];
  /** `null`: there are none. */
  readonly madeAt: Date | null;
  /** Their crosswalk names grids that are not in force on the day, or lacks one that is. */
  readonly isStale: boolean;
}

/** Units of management of a community, and whether their crosswalk is that of a day's grids. */
export async function measureCityUnits(
  db: Db,
  communityId: string,
  day: string,
): Promise<CityUnitsOf> {
  const { rows } = await sql<CityUnitsOf>`
    with own as (select id, area_m2, made_at from city_unit where community_id = ${communityId}),
    known as (
      select distinct grid_version_id as id from city_unit_grid
      where city_unit_id in (select id from own)
    ),
    present as (
      select id from grid_version where community_id = ${communityId}
        and valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)
    )
    select array(select area_m2 from own) as "squareMetres",
      (select max(made_at) from own) as "madeAt",
      exists (select 1 from own) and exists (
        select 1 from known full join present using (id)
        where known.id is null or present.id is null) as "isStale"`.execute(db);
  return rows[0] ?? { squareMetres: [], madeAt: null, isStale: false };
}
