import { toDegrees } from "../geometry/index.ts";
import type { MapPositions } from "./map-geometry.ts";
import type { PlanarMap } from "./planar-map.ts";
import { float, int } from "./typed-access.ts";

/**
 * Degrees of a map with cuts: what the map before has stays exactly as it was, new points are derived.
 * A point that was only there to divide a long segment becomes a real one where a cut ends on it.
 */
export function cutPositions(
  before: { readonly map: PlanarMap; readonly positions: MapPositions },
  map: PlanarMap,
): MapPositions {
  const known = new Map<string, readonly [number, number]>();
  const learn = (points: Int32Array, degrees: Float64Array): void => {
    for (let at = 0; at < points.length; at += 2)
      known.set(placeOf(points, at), [float(degrees, at), float(degrees, at + 1)]);
  };
  learn(before.map.arcs.points, before.positions.points);
  learn(before.map.nodes, before.positions.nodes);
  const find = (points: Int32Array, mayBeBare: boolean): Float64Array => {
    const degrees = new Float64Array(points.length);
    for (let at = 0; at < points.length; at += 2) {
      const given = known.get(placeOf(points, at));
      const isGiven = given !== undefined && (mayBeBare || !Number.isNaN(given[0]));
      degrees.set(isGiven ? given : toDegrees(map, int(points, at), int(points, at + 1)), at);
    }
    return degrees;
  };
  return { nodes: find(map.nodes, false), points: find(map.arcs.points, true) };
}

const placeOf = (points: Int32Array, at: number): string =>
  `${int(points, at)} ${int(points, at + 1)}`;
