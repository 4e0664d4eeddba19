import { toDegrees } from "../geometry/index.ts";
import type { MultiPolygon, Polygon, Position, Ring } from "../geometry/index.ts";
import { endNode, startNode } from "./arc-walk.ts";
import type { SignedArc } from "./arc-walk.ts";
import type { BorderRing, GridShape } from "./dissolve.ts";
import type { PlanarMap } from "./planar-map.ts";
import { float, int, item, uint } from "./typed-access.ts";

/**
 * Degrees of every node and inner point of a map, in the order of `map.nodes` and `map.arcs.points`:
 * lng, lat, lng, lat, … A map from ready units keeps the coordinates its file had, so that grids are
 * exactly the union of the units as given. NaN at an inner point: only inserted to divide a long
 * segment, left out of geometry.
 */
export interface MapPositions {
  readonly nodes: Float64Array;
  readonly points: Float64Array;
}

/** Positions derived from the integers, with 9 decimals: reading them back gives the same integers. */
export function derivePositions(map: PlanarMap): MapPositions {
  return { nodes: degreesOf(map, map.nodes), points: degreesOf(map, map.arcs.points) };
}

function degreesOf(map: PlanarMap, points: Int32Array): Float64Array {
  const degrees = new Float64Array(points.length);
  for (let at = 0; at < points.length; at += 2)
    degrees.set(toDegrees(map, int(points, at), int(points, at + 1)), at);
  return degrees;
}

/** Closed ring in degrees. Neighbours that share an arc get the same positions along it. */
export function ringPositions(map: PlanarMap, positions: MapPositions, ring: BorderRing): Ring {
  const result: Position[] = [];
  for (const signed of ring.arcs) {
    result.push(nodePosition(positions, startNode(map, signed)));
    pushInnerPositions(map, positions, signed, result);
  }
  result.push(nodePosition(positions, startNode(map, item(ring.arcs, 0))));
  return result;
}

/** One arc in degrees, as walked, both nodes included. */
export function arcPositions(
  map: PlanarMap,
  positions: MapPositions,
  signed: SignedArc,
): readonly Position[] {
  const result = [nodePosition(positions, startNode(map, signed))];
  pushInnerPositions(map, positions, signed, result);
  result.push(nodePosition(positions, endNode(map, signed)));
  return result;
}

/** Every polygon carries all nodes on its border, so that neighbours match vertex by vertex. `undefined` for a shape without ground. */
export function shapeGeometry(
  map: PlanarMap,
  positions: MapPositions,
  shape: GridShape,
): Polygon | MultiPolygon | undefined {
  const polygons = shape.polygons.map(({ shell, holes }) =>
    [shell, ...holes].map((ring) => ringPositions(map, positions, ring)),
  );
  const [first] = polygons;
  if (!first) return undefined;
  return polygons.length === 1
    ? { type: "Polygon", coordinates: first }
    : { type: "MultiPolygon", coordinates: polygons };
}

function nodePosition({ nodes }: MapPositions, node: number): Position {
  return [float(nodes, 2 * node), float(nodes, 2 * node + 1)];
}

function pushInnerPositions(
  map: PlanarMap,
  { points }: MapPositions,
  signed: SignedArc,
  result: Position[],
): void {
  const first = uint(map.arcs.firstPoint, signed >> 1);
  const last = uint(map.arcs.firstPoint, (signed >> 1) + 1);
  for (let step = first; step < last; step++) {
    const point = signed & 1 ? last - 1 - (step - first) : step;
    const lng = float(points, 2 * point);
    if (!Number.isNaN(lng)) result.push([lng, float(points, 2 * point + 1)]);
  }
}
