/** Degrees, longitude first, WGS 84 / CGCS2000 (EPSG:4326, EPSG:4490). Another order is a bug. */
export type Position = readonly [lng: number, lat: number];

/** Degrees: `[west, south, east, north]`. */
export type Bbox = readonly [west: number, south: number, east: number, north: number];

/** `[x, y]` in EPSG:3857 metres. For drawing only: lengths are stretched by 1/cos(latitude). */
export type PointMetres = readonly [x: number, y: number];

/** `[west, south, east, north]` in EPSG:3857 metres. */
export type BoxMetres = readonly [west: number, south: number, east: number, north: number];

/** Closed: the last position repeats the first. */
export type Ring = readonly Position[];

/** The GeoJSON geometries (RFC 7946) the product stores. Shells counter-clockwise, holes clockwise. */
export interface Point {
  readonly type: "Point";
  readonly coordinates: Position;
}
export interface LineString {
  readonly type: "LineString";
  readonly coordinates: readonly Position[];
}
export interface MultiLineString {
  readonly type: "MultiLineString";
  readonly coordinates: readonly (readonly Position[])[];
}
export interface Polygon {
  readonly type: "Polygon";
  readonly coordinates: readonly Ring[];
}
export interface MultiPolygon {
  readonly type: "MultiPolygon";
  readonly coordinates: readonly (readonly Ring[])[];
}
export type Geometry = Point | LineString | MultiLineString | Polygon | MultiPolygon;
