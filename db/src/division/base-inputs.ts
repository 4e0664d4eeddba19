import type {
  Bbox,
  LineString,
  MultiLineString,
  MultiPolygon,
  Point,
  Polygon,
} from "@onegrid/core/geometry";
import type { BarrierClass } from "@onegrid/core/topology";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import { asGeometry, meetsBbox, positionOf } from "../postgis.ts";

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

/**
 * Buildings near a box that stand in no community: they may belong to one whose border leaves them
 * outside.
 */
export async function listStrayBuildings(db: Db, near: Bbox): Promise<BaseBuilding[]> {
  const { rows } = await sql<BaseBuilding>`
    select o.id, ${building.households} as households, o.household_source as "householdSource",
      ${building.isDwelling} as "isDwelling", ${asGeometry(geom)} as geometry, null as entrance
    from building o where o.community_id is null and ${meetsBbox(geom, near)} order by o.id`.execute(
    db,
  );
  return rows;
}

/** Ids of the communities whose box meets a box: the neighbours of one of them, and itself. */
export async function listCommunitiesNear(db: Db, near: Bbox): Promise<string[]> {
  const rows = await db
    .selectFrom("area")
    .select("id")
    .where("kind", "=", "community")
    .where("valid_to", "is", null)
    .where((eb) => meetsBbox(eb.ref("geom"), near))
    .orderBy("id")
    .execute();
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
