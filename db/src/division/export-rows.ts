import type { SheetContent } from "@onegrid/core/division";
import type { Bbox, MultiPolygon, Point, Polygon } from "@onegrid/core/geometry";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { asGeometry, boxOf, holds, meetsBbox, positionOf } from "../postgis.ts";

export interface ExportCommunityRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly path: readonly string[];
  readonly bbox: Bbox;
  readonly geometry: MultiPolygon;
  /** Names of what lies above; empty where there is nothing of the kind. */
  readonly street: string;
  readonly district: string;
}

const above = (kind: string) =>
  sql`coalesce((select u.name from area u where u.id = any(a.path) and u.kind = ${kind}
    limit 1), '')`;

/** Communities below some areas, themselves included, that lie in a scope; by code. */
export async function listExportCommunities(
  db: Db,
  { within, scope }: { readonly within: readonly string[]; readonly scope: readonly string[] },
): Promise<ExportCommunityRow[]> {
  const geom = sql.ref("a.geom");
  const { rows } = await sql<ExportCommunityRow>`
    select a.id, a.code, a.name, a.path, ${boxOf(geom)} as bbox, ${asGeometry(geom)} as geometry,
      ${above("street")} as street, ${above("district")} as district
    from area a
    where a.kind = 'community' and a.valid_to is null
      and a.path && ${[...within]}::text[] and a.path && ${[...scope]}::text[]
    order by a.code, a.id`.execute(db);
  return rows;
}

export interface GridShapeRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly households: number;
  readonly planId: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly buildingIds: readonly string[];
  readonly geometry: MultiPolygon;
}

/** Grids of a community in force on a day, with their ground; by code. */
export async function listGridShapes(
  db: Db,
  communityId: string,
  day: string,
): Promise<GridShapeRow[]> {
  const { rows } = await sql<GridShapeRow>`
    select g.id, g.code, g.name, g.household_count as households, g.plan_id as "planId",
      g.valid_from::text as "validFrom", g.valid_to::text as "validTo",
      array(select building_id from grid_building b where b.grid_version_id = g.id
        order by building_id) as "buildingIds",
      ${asGeometry(sql.ref("g.geom"))} as geometry
    from grid_version g
    where g.community_id = ${communityId} and g.valid_from <= ${day}::date
      and (g.valid_to is null or g.valid_to > ${day}::date)
    order by g.code, g.id`.execute(db);
  return rows;
}

export interface ExportBuildingRow {
  readonly id: string;
  readonly sourceId: string;
  readonly name: string;
  readonly address: string;
  readonly compound: string;
  readonly households: number | null;
  readonly householdSource: string | null;
  readonly storeys: number | null;
  readonly use: string;
  readonly geometry: Point | Polygon | MultiPolygon;
}

/** Buildings counted to a community; by id. */
export async function listExportBuildings(
  db: Db,
  communityId: string,
): Promise<ExportBuildingRow[]> {
  const { rows } = await sql<ExportBuildingRow>`
    select b.id, b.source_id as "sourceId", b.name, b.address, coalesce(c.name, '') as compound,
      b.household_count as households,
      case when b.household_count is not null then b.household_source end as "householdSource",
      b.storeys, b.building_use as use, ${asGeometry(sql.ref("b.geom"))} as geometry
    from building b left join compound c on c.id = b.compound_id
    where b.community_id = ${communityId} order by b.id`.execute(db);
  return rows;
}

/** Everything that meets a box of degrees, each kind in the order of ids. */
export async function loadSheetGround(db: Db, box: Bbox): Promise<SheetContent> {
  const read = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
    (await query.execute(db)).rows;
  const geom = sql.ref("o.geom");
  const near = meetsBbox(geom, box);
  const shape = asGeometry(geom);
  return {
    land: await read(sql`select o.kind, ${shape} as geometry from land o
      where ${near} order by o.id`),
    buildings: await read(sql`select o.name, ${shape} as geometry from building o
      where ${near} order by o.id`),
    compounds: await read(sql`select o.name, ${shape} as geometry from compound o
      where ${near} order by o.id`),
    barriers: await read(sql`select o.barrier_class as class, ${shape} as geometry from barrier o
      where ${near} order by o.id`),
    ways: await read(sql`select o.class, o.name, ${shape} as geometry from way o
      where ${near} order by o.id`),
    stations: await read(sql`select o.name, o.kind, ${positionOf(geom)} as position from station o
      where ${near} order by o.id`),
  };
}

export interface TeamRow {
  readonly gridId: string;
  readonly role: string;
  /** Work display name (任职显示名), such as 网格员 李建国. */
  readonly displayName: string;
}

/**
 * Who is on the team of each grid of a community in force on a day: duties for the grid's code or one
 * that it carries on (承接关系), and duties in the community without a grid whose post (岗位位置) lies in it.
 */
export async function listGridTeams(db: Db, communityId: string, day: string): Promise<TeamRow[]> {
  const { rows } = await sql<TeamRow>`
    select g.id as "gridId", d.role, d.display_name as "displayName"
    from grid_version g join duty d on d.area_id = g.community_id
      and (grid_code_on(d.grid_code, ${day}::date) = g.code
        or d.grid_code is null and ${holds(sql.ref("g.geom"), sql.ref("d.post"))})
    left join account p on p.id = d.account_id
    where g.community_id = ${communityId} and g.valid_from <= ${day}::date
      and (g.valid_to is null or g.valid_to > ${day}::date)
      and d.valid_from <= ${day}::date and (d.valid_to is null or d.valid_to > ${day}::date)
      and p.closed_at is null
    order by g.code, d.role, d.id`.execute(db);
  return rows;
}

/** Whether any of what is stored came from OpenStreetMap, whose licence asks to be named on every map. */
export async function holdsOpenStreetMap(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select 1 from import_batch where state = 'done'
      and (layer = 'osm' or file_name ~* '(osm|openstreetmap)') limit 1`.execute(db);
  return rows.length > 0;
}

/** Communities of some grids, in force or not. */
export async function listCommunitiesOfGrids(
  db: Db,
  gridIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct community_id as id from grid_version where id = any(${[...gridIds]}::text[])
    order by id`.execute(db);
  return rows.map(({ id }) => id);
}
