import type { Bbox, BoxMetres, Geometry } from "@onegrid/core/geometry";
import { sql, type Expression, type RawBuilder } from "kysely";

// The only file in src that names spatial functions: each must exist in PostGIS 3.3 and in PGlite.

/** Only for columns that hold EPSG:3857: then the box meets their index as it is. */
export const meetsBox = (geom: Expression<unknown>, box: BoxMetres): RawBuilder<boolean> =>
  sql<boolean>`${geom} && ST_MakeEnvelope(${sql.join([...box])}, 3857)`;

/** Little-endian, whatever the server's own order. */
export const asWkb = (geom: Expression<unknown>): RawBuilder<Uint8Array> =>
  sql<Uint8Array>`ST_AsBinary(${geom}, 'NDR')`;

/** Parsed GeoJSON with nine decimals: the step in which positions are kept. */
export const asGeometry = <T extends Geometry = Geometry>(
  geom: Expression<unknown>,
): RawBuilder<T> => sql<T>`ST_AsGeoJSON(${geom}, 9)::json`;

/** `[west, south, east, north]` in degrees. */
export const boxOf = (geom: Expression<unknown>): RawBuilder<[number, number, number, number]> =>
  sql<
    [number, number, number, number]
  >`json_build_array(ST_XMin(${geom}), ST_YMin(${geom}), ST_XMax(${geom}), ST_YMax(${geom}))`;

/** `[lng, lat]` of a point column. */
export const positionOf = (geom: Expression<unknown>): RawBuilder<[number, number]> =>
  sql<[number, number]>`json_build_array(ST_X(${geom}), ST_Y(${geom}))`;

/** Degrees of a point apart: cheaper than a list where a city of them is read. */
export const lngOf = (geom: Expression<unknown>): RawBuilder<number> => sql<number>`ST_X(${geom})`;
export const latOf = (geom: Expression<unknown>): RawBuilder<number> => sql<number>`ST_Y(${geom})`;

/** A point that is surely inside. */
export const pointInside = (geom: Expression<unknown>): RawBuilder<unknown> =>
  sql`ST_PointOnSurface(${geom})`;

/** Whether a polygon column holds a point in degrees, its border included. */
export const covers = (
  geom: Expression<unknown>,
  [lng, lat]: readonly [number, number],
): RawBuilder<boolean> =>
  sql<boolean>`ST_Covers(${geom}, ST_SetSRID(ST_MakePoint(${lng}, ${lat}), 4326))`;

/** A point out of two columns in degrees; null where either is null. */
export const pointFrom = (
  lng: Expression<unknown>,
  lat: Expression<unknown>,
): RawBuilder<unknown> => sql`ST_SetSRID(ST_MakePoint(${lng}, ${lat}), 4326)`;

/** The box around all rows, as a geometry. */
export const extentOf = (geom: Expression<unknown>): RawBuilder<unknown> =>
  sql`ST_Extent(${geom})::geometry`;

/** A geometry out of little-endian WKB in degrees. */
export const fromWkb = (wkb: Expression<unknown>): RawBuilder<unknown> =>
  sql`ST_GeomFromWKB(${wkb}, 4326)`;

/** A geometry out of GeoJSON in degrees, as text. */
export const fromGeoJson = (text: Expression<unknown>): RawBuilder<unknown> =>
  sql`ST_SetSRID(ST_GeomFromGeoJSON(${text}), 4326)`;

export const asMultiPolygon = (geom: Expression<unknown>): RawBuilder<unknown> =>
  sql`ST_Multi(${geom})`;

export const isValid = (geom: Expression<unknown>): RawBuilder<boolean> =>
  sql<boolean>`ST_IsValid(${geom})`;

/** Whether a polygon holds a point, its border included. */
export const holds = (geom: Expression<unknown>, point: Expression<unknown>): RawBuilder<boolean> =>
  sql<boolean>`ST_Covers(${geom}, ${point})`;

/** A point from degrees. */
export const pointAt = ([lng, lat]: readonly [number, number]): RawBuilder<unknown> =>
  sql`ST_SetSRID(ST_MakePoint(${lng}, ${lat}), 4326)`;

/** Whether a degree column's box meets a square round a point: a first cut that the index answers. */
export const meetsDegrees = (
  geom: Expression<unknown>,
  [lng, lat]: readonly [number, number],
  halfSide: number,
): RawBuilder<boolean> =>
  sql<boolean>`${geom} && ST_MakeEnvelope(${lng - halfSide}, ${lat - halfSide}, ${lng + halfSide}, ${lat + halfSide}, 4326)`;

/** Degrees of distance: good for ordering what is near, not a length. */
export const distanceTo = (
  geom: Expression<unknown>,
  position: readonly [number, number],
): RawBuilder<number> => sql<number>`ST_Distance(${geom}, ${pointAt(position)})`;

/**
 * Metres from a point in degrees to the farthest point of a geometry in EPSG:3857, shrunk by the
 * latitude: right to a thousandth for anything as small as a building.
 */
export const farthestMetres = (
  point: Expression<unknown>,
  geom3857: Expression<unknown>,
): RawBuilder<number> =>
  sql<number>`ST_MaxDistance(ST_Transform(${point}, 3857), ${geom3857})
    * cos(radians(ST_Y(${point})))`;

/** Whether a degree column's box comes within so many degrees of that of another geometry. */
export const meetsAround = (
  geom: Expression<unknown>,
  other: Expression<unknown>,
  degrees: number,
): RawBuilder<boolean> => sql<boolean>`${geom} && ST_Expand(${other}, ${degrees})`;

/** Whether a degree column's box meets a box in degrees. */
export const meetsBbox = (geom: Expression<unknown>, box: Bbox): RawBuilder<boolean> =>
  sql<boolean>`${geom} && ST_MakeEnvelope(${sql.join([...box])}, 4326)`;

/** A polygon out of a closed ring of `[lng, lat]`, as it was drawn: its lines may cross. */
export const polygonOf = (ring: readonly (readonly [number, number])[]): RawBuilder<unknown> =>
  fromGeoJson(sql`${JSON.stringify({ type: "Polygon", coordinates: [ring] })}`);

/** Whether an area column shares ground with what is drawn; lines that cross are put right first. */
export const areaMeets = (
  geom: Expression<unknown>,
  ring: readonly (readonly [number, number])[],
): RawBuilder<boolean> =>
  sql<boolean>`(${geom} && ${polygonOf(ring)} and ST_Area(ST_Intersection(${geom},
    ST_MakeValid(${polygonOf(ring)}))) > 0)`;

/** The outer ring of a polygon column as `[lng, lat]`s; `null` where there is none. */
export const ringOf = (geom: Expression<unknown>): RawBuilder<[number, number][] | null> =>
  sql<[number, number][] | null>`(ST_AsGeoJSON(${geom}, 9)::json -> 'coordinates' -> 0)`;

/** One multipolygon of everything that some rows cover, whose lines may cross. `null` where there are none. */
export const groundOf = (rows: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select ST_Multi(ST_CollectionExtract(ST_Union(ST_MakeValid(part.geom)), 3)) from (${rows}) as part)`;

/** The polygons of a multipolygon as rows. */
export const partsOf = (geom: Expression<unknown>): RawBuilder<unknown> =>
  sql`select geom from ST_Dump(${geom})`;

/** Whether two areas have ground in common, and not a border only. */
export const sharesGround = (
  one: Expression<unknown>,
  other: Expression<unknown>,
): RawBuilder<boolean> =>
  sql<boolean>`(${one} && ${other} and ST_Area(ST_Intersection(${one}, ${other})) > 0)`;
