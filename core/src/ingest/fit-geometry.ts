import type {
  Geometry,
  LineString,
  MultiPolygon,
  Point,
  Polygon,
  Position,
} from "../geometry/index.ts";
import { pointInside, signedRingArea } from "../geometry/index.ts";

/** A point for layers of points: the point itself, or one inside a polygon. `null`: a line. */
export function asPoint(geometry: Geometry): Point | null {
  if (geometry.type === "Point") return geometry;
  if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") return null;
  const inside = pointInside(geometry);
  return inside && { type: "Point", coordinates: [round(inside[0]), round(inside[1])] };
}

export function asPolygon(geometry: Geometry): Polygon | MultiPolygon | null {
  return geometry.type === "Polygon" || geometry.type === "MultiPolygon" ? geometry : null;
}

/** The lines of a way; a square or footway drawn as an area gives its outline. */
export function asLines(geometry: Geometry): LineString[] {
  if (geometry.type === "LineString") return [geometry];
  if (geometry.type === "MultiLineString") return geometry.coordinates.map(line);
  if (geometry.type === "Polygon") return geometry.coordinates.slice(0, 1).map(line);
  if (geometry.type === "MultiPolygon")
    return geometry.coordinates.flatMap((rings) => rings.slice(0, 1)).map(line);
  return [];
}

function line(coordinates: readonly Position[]): LineString {
  return { type: "LineString", coordinates };
}

const round = (degrees: number): number => Math.round(degrees * 1e9) / 1e9;

/** Square metres on the sphere of equal area (radius 6,371,007.2 m), holes taken off. */
export function areaSquareMetres(geometry: Polygon | MultiPolygon): number {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  let sum = 0;
  for (const rings of parts)
    for (const [order, ring] of rings.entries())
      sum += (order === 0 ? 1 : -1) * Math.abs(ringArea(ring));
  return sum;
}

const METRES_PER_DEGREE = (6_371_007.2 * Math.PI) / 180;

/** On the local tangent scale: 10⁻⁶ off for the size of a building or estate. */
function ringArea(ring: readonly Position[]): number {
  const [, south] = ring[0] ?? [0, 0];
  return signedRingArea(ring) * METRES_PER_DEGREE ** 2 * Math.cos((south * Math.PI) / 180);
}
