import type { BoxMetres } from "@onegrid/core/geometry";
import { sql, type RawBuilder } from "kysely";
import type { Db } from "../connect.ts";
import { asWkb, meetsBox, pointInside } from "../postgis.ts";
import { inScope } from "./in-scope.ts";

/** A served row: its geometry in EPSG:3857 and what the tile says about it. */
export interface LayerRow {
  readonly wkb: Uint8Array;
  readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
}

export interface LayerQuery {
  readonly box: BoxMetres;
  readonly zoom: number;
  /** Area ids the reader answers for (管辖范围). */
  readonly scope: readonly string[];
}

type Attributes = LayerRow["attributes"];

async function read(
  db: Db,
  query: RawBuilder<{ wkb: Uint8Array } & Attributes>,
): Promise<LayerRow[]> {
  const { rows } = await query.execute(db);
  return rows.map(({ wkb, ...attributes }) => ({ wkb, attributes }));
}

const geom = sql.ref("geom_3857");

/** Ground that dresses the base map: seen by everybody who is signed in. */
export const listLandRows = (db: Db, { box }: LayerQuery): Promise<LayerRow[]> =>
  read(
    db,
    sql`select id, kind, name, ${asWkb(geom)} as wkb from land
      where ${meetsBox(geom, box)} order by kind, id`,
  );

/** Roads and paths; the classes that a zoom cannot show are left out. */
export const listWayRows = (
  db: Db,
  { box }: LayerQuery,
  classes: readonly string[] | null,
): Promise<LayerRow[]> =>
  read(
    db,
    sql`select id, class, name, (tags ? 'bridge') as bridge, (tags ? 'tunnel') as tunnel,
        ${asWkb(geom)} as wkb
      from way
      where ${meetsBox(geom, box)} ${classes ? sql`and class = any(${[...classes]}::text[])` : sql``}
      order by id`,
  );

export const listBarrierRows = (db: Db, { box }: LayerQuery): Promise<LayerRow[]> =>
  read(
    db,
    sql`select id, barrier_class, name, ${asWkb(geom)} as wkb from barrier
      where ${meetsBox(geom, box)} order by id`,
  );

export const listAreaRows = (db: Db, { box }: LayerQuery): Promise<LayerRow[]> =>
  read(
    db,
    sql`select id, kind, name, code, ${asWkb(geom)} as wkb from area
      where valid_to is null and ${meetsBox(geom, box)} order by path`,
  );

export const listAreaLabels = (db: Db, { box }: LayerQuery): Promise<LayerRow[]> =>
  read(
    db,
    sql`select id, kind, name, ${asWkb(pointInside(geom))} as wkb from area
      where valid_to is null and ${meetsBox(geom, box)} order by path`,
  );

export const listCompoundRows = (db: Db, { box, scope }: LayerQuery): Promise<LayerRow[]> =>
  read(
    db,
    sql`select id, name, access, ${asWkb(geom)} as wkb from compound
      where ${meetsBox(geom, box)} and ${inScope("community_id", scope)} order by id`,
  );

export const listCompoundLabels = (db: Db, { box, scope }: LayerQuery): Promise<LayerRow[]> =>
  read(
    db,
    sql`select id, name, ${asWkb(pointInside(geom))} as wkb from compound
      where ${meetsBox(geom, box)} and ${inScope("community_id", scope)} order by id`,
  );

export const listGateRows = (db: Db, { box }: LayerQuery): Promise<LayerRow[]> =>
  read(
    db,
    sql`select id, access, evidence, ${asWkb(geom)} as wkb from gate
      where ${meetsBox(geom, box)} order by id`,
  );

/** From this zoom on a building's name can be read on the map; before it, names only weigh. */
const NAMES_FROM_ZOOM = 15;

/** Footprints for everybody; households only where the reader answers for the community. */
export const listBuildingRows = (db: Db, { box, scope, zoom }: LayerQuery): Promise<LayerRow[]> =>
  read(
    db,
    sql`select b.id, ${zoom < NAMES_FROM_ZOOM ? sql`null` : sql.ref("b.name")} as name, storeys,
        building_use as use,
        case when mine.id is not null then household_count end as households,
        case when mine.id is not null then household_source end as household_source,
        ${asWkb(sql.ref("b.geom_3857"))} as wkb
      from building b left join area mine
        on mine.id = b.community_id and mine.path && ${[...scope]}::text[]
      where ${meetsBox(sql.ref("b.geom_3857"), box)} order by b.id`,
  );

export const listEntranceRows = (db: Db, { box }: LayerQuery): Promise<LayerRow[]> =>
  read(
    db,
    sql`select id, name, ${asWkb(geom)} as wkb from entrance
      where ${meetsBox(geom, box)} order by id`,
  );

export const listStationRows = (db: Db, { box }: LayerQuery): Promise<LayerRow[]> =>
  read(
    db,
    sql`select id, kind, name, ${asWkb(geom)} as wkb from station
      where ${meetsBox(geom, box)} order by id`,
  );

/** Grids in force on a day. */
export const listGridRows = (
  db: Db,
  { box, scope }: LayerQuery,
  day: string,
): Promise<LayerRow[]> =>
  read(
    db,
    sql`select id, code, name, household_count as households, ${asWkb(geom)} as wkb
      from grid_version
      where ${meetsBox(geom, box)} and valid_from <= ${day}::date
        and (valid_to is null or valid_to > ${day}::date) and ${inScope("community_id", scope)}
      order by code`,
  );

export const listGridLabels = (
  db: Db,
  { box, scope }: LayerQuery,
  day: string,
): Promise<LayerRow[]> =>
  read(
    db,
    sql`select id, code, name, household_count as households,
        ${asWkb(pointInside(geom))} as wkb
      from grid_version
      where ${meetsBox(geom, box)} and valid_from <= ${day}::date
        and (valid_to is null or valid_to > ${day}::date) and ${inScope("community_id", scope)}
      order by code`,
  );

/** Units of management (万米单元网格). */
export const listCityUnitRows = (db: Db, { box, scope }: LayerQuery): Promise<LayerRow[]> =>
  read(
    db,
    sql`select id, code, ${asWkb(geom)} as wkb from city_unit
      where ${meetsBox(geom, box)} and ${inScope("community_id", scope)} order by code`,
  );

export const listCityUnitLabels = (db: Db, { box, scope }: LayerQuery): Promise<LayerRow[]> =>
  read(
    db,
    sql`select id, code, ${asWkb(pointInside(geom))} as wkb from city_unit
      where ${meetsBox(geom, box)} and ${inScope("community_id", scope)} order by code`,
  );
