import type { MultiPolygon, Polygon, Position, Ring } from "./shapes.ts";

/**
 * The point of an area that stands for it: inside, in the middle of the widest stretch of a line from
 * west to east that runs through no corner. The rule of PostGIS's `ST_PointOnSurface`
 * (`InteriorPointArea` of GEOS), so that files and store have their buildings at the same place.
 * `null`: an area without ground.
 */
export function pointInside({ type, coordinates }: Polygon | MultiPolygon): Position | null {
  let best: Position | null = null;
  let widest = 0;
  for (const rings of type === "Polygon" ? [coordinates] : coordinates) {
    const lat = latitudeBetweenCorners(rings);
    const cuts = rings.flatMap((ring) => cutsAt(ring, lat)).toSorted((a, b) => a - b);
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const [west, east] = [cuts[i] ?? 0, cuts[i + 1] ?? 0];
      if (east - west <= widest) continue;
      widest = east - west;
      best = [(west + east) / 2, lat];
    }
  }
  return best;
}

/** Between the corners next to half height. */
function latitudeBetweenCorners(rings: readonly Ring[]): number {
  const lats = rings.flatMap((ring) => ring.map(([, lat]) => lat));
  const shell = (rings[0] ?? []).map(([, lat]) => lat);
  let [below, above] = [Math.min(...shell), Math.max(...shell)];
  const half = (below + above) / 2;
  for (const lat of lats) {
    if (lat <= half) below = Math.max(below, lat);
    else above = Math.min(above, lat);
  }
  return (below + above) / 2;
}

function cutsAt(ring: Ring, lat: number): number[] {
  return ring.flatMap(([x1, y1], i) => {
    const [x0, y0] = ring[i - 1] ?? [x1, y1];
    if (y0 > lat === y1 > lat) return [];
    return [x0 === x1 ? x0 : x0 + (lat - y0) / ((y1 - y0) / (x1 - x0))];
  });
}
