import { pointInside, type Geometry, type Position } from "../../geometry/index.ts";
import { metresBetween } from "../network/local-plane.ts";

/**
 * A point for a building or station that is drawn as an area: inside it, where the store has it too.
 * A point or line gives its first position.
 */
export function innerPoint(geometry: Geometry): Position {
  if (geometry.type === "Point") return geometry.coordinates;
  if (geometry.type === "LineString") return geometry.coordinates[0] ?? NOWHERE;
  if (geometry.type === "MultiLineString") return geometry.coordinates[0]?.[0] ?? NOWHERE;
  const rings = geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
  return pointInside(geometry) ?? rings[0]?.[0] ?? NOWHERE;
}

/** Metres from a position to the farthest point of a geometry. */
export function radiusMetres(geometry: Geometry, position: Position): number {
  const farthest = (positions: readonly Position[]) =>
    positions.reduce((most, each) => Math.max(most, metresBetween(position, each)), 0);
  if (geometry.type === "Point") return farthest([geometry.coordinates]);
  if (geometry.type === "LineString") return farthest(geometry.coordinates);
  if (geometry.type === "MultiPolygon") return farthest(geometry.coordinates.flat(2));
  return farthest(geometry.coordinates.flat());
}

const NOWHERE: Position = [Number.NaN, Number.NaN];
