import type {
  LineString,
  MultiLineString,
  MultiPolygon,
  Point,
  Polygon,
} from "@onegrid/core/geometry";
import type { BarrierClass } from "@onegrid/core/topology";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { asGeometry, meetsAround, positionOf } from "../postgis.ts";

export interface BaseBuilding {
  readonly id: string;
  readonly households: number;
  readonly householdSource: "register" | "estimate" | "unknown";
  readonly isDwelling: boolean;
  readonly geometry: Point | Polygon | MultiPolygon;
  /** The first entrance, where one is known; degrees. */
  readonly entrance: readonly [number, number] | null;
}

/** Everything that a community's planar map is made from. Geometry in degrees. */
export interface BaseInputs {
  readonly buildings: readonly BaseBuilding[];
  readonly compounds: readonly { id: string; geometry: MultiPolygon }[];
  readonly barriers: readonly {
    barrier: BarrierClass;
    geometry: LineString | MultiLineString | Polygon | MultiPolygon;
  }[];
  /** Roads that stand in for barriers where no barrier layer covers the place. */
  readonly ways: readonly { class: string; geometry: LineString }[];
  readonly units: readonly { id: string; households: number; geometry: MultiPolygon }[];
}

const building = {
  households: sql`coalesce(o.household_count, 0)`,
  isDwelling: sql`o.building_use <> 'other'`,
};

const geom = sql.ref("o.geom");

/** Reads the objects of a community; unknown household counts count as none here and are reported apart. */
export async function loadBaseInputs(db: Db, communityId: string): Promise<BaseInputs> {
  const read = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
    (await query.execute(db)).rows;
  // `&&` against the community's own box: every line near it, through the index.
  const near = sql`(select geom from area where id = ${communityId})`;
  return {
    buildings: await read(sql<BaseBuilding>`
      select o.id, ${building.households} as households,
        o.household_source as "householdSource", ${building.isDwelling} as "isDwelling",
        ${asGeometry(geom)} as geometry,
        (select ${positionOf(sql.ref("e.geom"))} from entrance e
          where e.building_id = o.id order by e.id limit 1) as entrance
      from building o where o.community_id = ${communityId} order by o.id`),
    compounds: await read(sql<BaseInputs["compounds"][number]>`
      select o.id, ${asGeometry(geom)} as geometry from compound o
      where o.community_id = ${communityId} order by o.id`),
    barriers: await read(sql<BaseInputs["barriers"][number]>`
      select o.barrier_class as barrier, ${asGeometry(geom)} as geometry from barrier o
      where o.geom && ${near} order by o.id`),
    ways: await read(sql<BaseInputs["ways"][number]>`
      select o.class, ${asGeometry(geom)} as geometry from way o
      where o.geom && ${near} order by o.id`),
    units: await read(sql<BaseInputs["units"][number]>`
      select o.id, o.household_count as households, ${asGeometry(geom)} as geometry
      from ready_unit o where o.community_id = ${communityId} order by o.id`),
  };
}

/** About a hundred metres: what lies farther away is no neighbour. */
const MARGIN_DEGREES = 0.001;

/**
 * Buildings near a community that stand in none: they may belong to one whose border leaves them
 * outside.
 */
export async function listStrayBuildings(db: Db, communityId: string): Promise<BaseBuilding[]> {
  const { rows } = await sql<BaseBuilding>`
    select o.id, ${building.households} as households, o.household_source as "householdSource",
      ${building.isDwelling} as "isDwelling", ${asGeometry(geom)} as geometry, null as entrance
    from area a join building o on ${meetsAround(geom, sql.ref("a.geom"), MARGIN_DEGREES)}
    where a.id = ${communityId} and o.community_id is null order by o.id`.execute(db);
  return rows;
}

/** Ids of the communities near a community, itself among them. */
export async function listCommunitiesNear(db: Db, communityId: string): Promise<string[]> {
  const near = meetsAround(sql.ref("n.geom"), sql.ref("a.geom"), MARGIN_DEGREES);
  const { rows } = await sql<{ id: string }>`
    select n.id from area a join area n on ${near}
    where a.id = ${communityId} and n.kind = 'community' and n.valid_to is null
    order by n.id`.execute(db);
  return rows.map(({ id }) => id);
}

/** What people call buildings, compounds and communities; for those among the ids that have a name. */
export async function namesOfPlaces(
  db: Db,
  ids: readonly string[],
): Promise<Record<string, string>> {
  const wanted = sql`any(${[...ids]}::text[])`;
  const { rows } = await sql<{ id: string; name: string }>`
    select id, coalesce(nullif(name, ''), address) as name from building where id = ${wanted}
    union all select id, name from compound where id = ${wanted}
    union all select id, name from area where id = ${wanted}`.execute(db);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
