import type { Geometry, Position, Ring } from "../../geometry/index.ts";
import { metresBetween } from "../network/local-plane.ts";

/**
 * A point for a building or station that is drawn as an area: inside it, in the middle of its widest
 * stretch at half height. A point or line gives its first position.
 */
export function innerPoint(geometry: Geometry): Position {
  if (geometry.type === "Point") return geometry.coordinates;
  if (geometry.type === "LineString") return geometry.coordinates[0] ?? NOWHERE;
  if (geometry.type === "MultiLineString") return geometry.coordinates[0]?.[0] ?? NOWHERE;
  return middleOf(
    geometry.type === "Polygon" ? geometry.coordinates : largest(geometry.coordinates),
  );
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

function largest(polygons: readonly (readonly Ring[])[]): readonly Ring[] {
  const sizes = polygons.map((rings) => boxSize(rings[0] ?? []));
  return polygons[sizes.indexOf(Math.max(...sizes))] ?? [];
}

function boxSize(ring: Ring): number {
  const lngs = ring.map(([lng]) => lng);
  const lats = ring.map(([, lat]) => lat);
  return (Math.max(...lngs) - Math.min(...lngs)) * (Math.max(...lats) - Math.min(...lats));
}

function middleOf(rings: readonly Ring[]): Position {
  const lats = (rings[0] ?? []).map(([, lat]) => lat);
  if (lats.length === 0) return NOWHERE;
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  // Off the exact middle, so that the line rarely runs along a side or through a corner.
  const lat = south + (north - south) * 0.4931;
  const cuts = rings.flatMap((ring) => cutsAt(ring, lat)).toSorted((a, b) => a - b);
  let best: Position = rings[0]?.[0] ?? NOWHERE;
  let widest = 0;
  for (let i = 0; i + 1 < cuts.length; i += 2) {
    const [west, east] = [cuts[i] ?? 0, cuts[i + 1] ?? 0];
    if (east - west > widest) {
      widest = east - west;
      best = [(west + east) / 2, lat];
    }
  }
  return best;
}

function cutsAt(ring: Ring, lat: number): number[] {
  return ring.flatMap(([x1, y1], i) => {
    const [x0, y0] = ring[i - 1] ?? [x1, y1];
    return y0 > lat !== y1 > lat ? [((x1 - x0) * (lat - y0)) / (y1 - y0) + x0] : [];
  });
}
