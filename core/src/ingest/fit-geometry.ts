import type {
  Geometry,
  LineString,
  MultiPolygon,
  Point,
  Polygon,
  Position,
} from "../geometry/index.ts";
import { signedRingArea } from "../geometry/index.ts";

/** A point for layers of points: the point itself, or one inside a polygon. `null`: a line. */
export function asPoint(geometry: Geometry): Point | null {
  if (geometry.type === "Point") return geometry;
  if (geometry.type === "Polygon") return pointInside(geometry.coordinates);
  if (geometry.type === "MultiPolygon") return pointInside(geometry.coordinates[0] ?? []);
  return null;
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

/** The middle of the longest inner stretch on the parallel half-way up: inside, whatever the shape. */
function pointInside(rings: readonly (readonly Position[])[]): Point | null {
  const latitudes = (rings[0] ?? []).map(([, lat]) => lat).toSorted((a, b) => a - b);
  const half = ((latitudes[0] ?? NaN) + (latitudes.at(-1) ?? NaN)) / 2;
  const above = latitudes.find((lat) => lat > half);
  if (above === undefined) return null;
  // Half-way to the next vertex, so that the parallel runs through none of the shell's.
  const lat = (half + above) / 2;
  const crossings = rings
    .flatMap((ring) => crossingLongitudes(ring, lat))
    .toSorted((a, b) => a - b);
  let best: [number, number] = [NaN, -1];
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const [west = NaN, east = NaN] = [crossings[i], crossings[i + 1]];
    if (east - west > best[1]) best = [(west + east) / 2, east - west];
  }
  return Number.isFinite(best[0])
    ? { type: "Point", coordinates: [round(best[0]), round(lat)] }
    : null;
}

const round = (degrees: number): number => Math.round(degrees * 1e9) / 1e9;

function crossingLongitudes(ring: readonly Position[], lat: number): number[] {
  const found: number[] = [];
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const [ax, ay] = ring[i] ?? [NaN, NaN];
    const [bx, by] = ring[i + 1] ?? [NaN, NaN];
    if (ay > lat !== by > lat) found.push(ax + ((lat - ay) / (by - ay)) * (bx - ax));
  }
  return found;
}

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
