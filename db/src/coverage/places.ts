import type { Bbox, BoxMetres, Position } from "@onegrid/core/geometry";
import type { FacilityKind } from "@onegrid/core/organisation";
import { sql } from "kysely";
import type { Db } from "../connect.ts";
import {
  asWkb,
  boxOf,
  farthestMetres,
  holds,
  latOf,
  lngOf,
  meetsBox,
  pointFrom,
  positionOf,
} from "../postgis.ts";

export interface BuildingPlace {
  readonly id: string;
  /** The first entrance where one is known, else a point inside the footprint. */
  readonly position: Position;
  /** From the position to the farthest wall; 0 where the position is an entrance. */
  readonly radiusMetres: number;
  readonly households: number | null;
  readonly householdSource: "register" | "estimate" | "unknown";
  readonly communityId: string | null;
  readonly communityPath: readonly string[];
  /** The grid in force on the day. */
  readonly gridId: string | null;
}

type PlaceRow = Omit<BuildingPlace, "position" | "communityPath"> & { lng: number; lat: number };

/** Every building with where it counts, in the order of ids. Buildings of a community share its path. */
export async function listBuildingPlaces(db: Db, day: string): Promise<BuildingPlace[]> {
  const { rows: areas } = await sql<{ id: string; path: string[] }>`
    select id, path from area`.execute(db);
  const paths = new Map(areas.map(({ id, path }) => [id, path]));
  const where = sql`coalesce(e.geom, b.place)`;
  const { rows } = await sql<PlaceRow>`
    select b.id, ${lngOf(where)} as lng, ${latOf(where)} as lat,
      case when e.geom is null then ${farthestMetres(sql`b.place`, sql`b.geom_3857`)} else 0 end
        as "radiusMetres",
      b.household_count as households, b.household_source as "householdSource",
      b.community_id as "communityId", g.id as "gridId"
    from building b
    left join (
      select distinct on (building_id) building_id, geom from entrance order by building_id, id
    ) e on e.building_id = b.id
    left join (
      select gb.building_id, v.id from grid_building gb
      join grid_version v on v.id = gb.grid_version_id and v.valid_from <= ${day}::date
        and (v.valid_to is null or v.valid_to > ${day}::date)
    ) g on g.building_id = b.id
    order by b.id`.execute(db);
  const nowhere: readonly string[] = [];
  return rows.map(({ lng, lat, ...place }) => ({
    ...place,
    position: [lng, lat],
    communityPath: paths.get(place.communityId ?? "") ?? nowhere,
  }));
}

/** Names of the given buildings, for lists that a person reads. */
export async function listBuildingNames(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("building")
    .select(["id", "name"])
    .where(sql<boolean>`id = any(${[...ids]}::text[])`)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name ?? ""]));
}

export interface PublicBuilding {
  readonly id: string;
  /** Empty where the kind is all that is known. */
  readonly name: string;
  readonly position: Position;
  /** Dwellings above something else: the ground floor may be had. */
  readonly isMixed: boolean;
  /** What its source says it is for. */
  readonly facility: FacilityKind | null;
}

/** Buildings of the scope into which a station may move: halls, schools, shops, ground floors. */
export async function listPublicBuildings(
  db: Db,
  scope: readonly string[],
): Promise<PublicBuilding[]> {
  const { rows } = await sql<PublicBuilding>`
    select b.id, b.name, ${positionOf(sql`b.place`)} as position,
      b.building_use = 'mixed' as "isMixed", b.facility
    from building b
    where b.building_use <> 'residential' and (b.name <> '' or b.facility is not null)
      and b.community_id in (select id from area where path && ${[...scope]}::text[])
    order by b.id`.execute(db);
  return rows;
}

export interface StationPlace {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly position: Position;
  readonly floorAreaSquareMetres: number | null;
  /** Weekly hours in OpenStreetMap's notation; `null`: unknown. */
  readonly hours: string | null;
  readonly services: readonly string[];
  /** From the district down to its community; empty where it stands in none. */
  readonly communityPath: readonly string[];
}

/** Stations of the given kinds; `null`: of every kind. */
export const listStations = (db: Db, kinds: readonly string[] | null): Promise<StationPlace[]> =>
  db
    .selectFrom("station as s")
    .leftJoin("area as a", "a.id", "s.community_id")
    .select((eb) => [
      "s.id",
      "s.kind",
      "s.name",
      positionOf(eb.ref("s.geom")).as("position"),
      "s.floor_area_m2 as floorAreaSquareMetres",
      "s.hours",
      "s.services",
      sql<string[]>`coalesce(a.path, '{}')`.as("communityPath"),
    ])
    .$if(kinds !== null, (qb) =>
      qb.where(sql<boolean>`s.kind = any(${[...(kinds ?? [])]}::text[])`),
    )
    .orderBy("s.id")
    .execute();

/** The areas around each place, from the root down to its community; empty where there is none. */
export async function listCommunityPaths(
  db: Db,
  places: readonly Position[],
): Promise<(readonly string[])[]> {
  const [lng, lat] = [places.map((place) => place[0]), places.map((place) => place[1])];
  const { rows } = await sql<{ path: string[] }>`
    select coalesce(a.path, '{}') as path
    from unnest(${lng}::double precision[], ${lat}::double precision[])
      with ordinality as p (lng, lat, at)
    left join lateral (
      select path from area where kind = 'community' and valid_to is null
        and ${holds(sql.ref("area.geom"), pointFrom(sql.ref("p.lng"), sql.ref("p.lat")))}
      order by id limit 1
    ) a on true
    order by p.at`.execute(db);
  return rows.map(({ path }) => path);
}

export interface FootprintRow {
  readonly id: string;
  readonly wkb: Uint8Array;
}

/** Footprints that meet a box, for a tile coloured by minutes. */
export async function listFootprints(
  db: Db,
  box: BoxMetres,
  scope: readonly string[],
): Promise<FootprintRow[]> {
  const { rows } = await sql<FootprintRow>`
    select b.id, ${asWkb(sql.ref("b.geom_3857"))} as wkb
    from building b
    where ${meetsBox(sql.ref("b.geom_3857"), box)}
      and b.community_id in (select id from area where path && ${[...scope]}::text[])
    order by b.id`.execute(db);
  return rows;
}

export interface GridName {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly communityId: string;
  readonly bbox: Bbox;
}

/** Present grids, with their names and boxes, for sums by grid. */
export const listGridNames = (db: Db, day: string): Promise<GridName[]> =>
  db
    .selectFrom("grid_version")
    .select((eb) => [
      "id",
      "code",
      "name",
      "community_id as communityId",
      boxOf(eb.ref("geom")).as("bbox"),
    ])
    .where("valid_from", "<=", day)
    .where((eb) => eb.or([eb("valid_to", "is", null), eb("valid_to", ">", day)]))
    .orderBy("code")
    .execute();
