import { choosePlaneFrame, isInRings, toCentimetres, toDegrees } from "../geometry/index.ts";
import type { MultiPolygon, PlaneFrame, Point, Polygon, Position } from "../geometry/index.ts";
import { ringsOf } from "./enclose.ts";
import { makeFootprint } from "./footprint.ts";

/** How far behind the border a building is put; less where the ground is narrower. */
const DEPTHS_CENTIMETRES = [200, 100, 40, 10];

/**
 * A point of an area for a building that stands outside it and belongs to it all the same: just behind
 * the nearest point of the border. The building itself where its middle is inside; `undefined` where
 * nothing can be said of either.
 */
export function pullInside(
  building: Point | Polygon | MultiPolygon,
  area: Polygon | MultiPolygon,
): Point | Polygon | MultiPolygon | undefined {
  const frame = choosePlaneFrame(ringsOf(area).flat());
  if (!frame.ok) return undefined;
  const footprint = makeFootprint(frame.value, building);
  if (!footprint) return undefined;
  const rings = ringsOf(area).map((ring) => inPlane(frame.value, ring));
  const [x, y] = footprint.middle;
  if (isInRings(rings, [x, y])) return building;
  const [bx, by, dx, dy] = nearestOn(rings, [x, y]);
  for (const depth of DEPTHS_CENTIMETRES)
    for (const side of [depth, -depth]) {
      const point = [Math.round(bx - side * dy), Math.round(by + side * dx)] as const;
      if (isInRings(rings, point))
        return { type: "Point", coordinates: toDegrees(frame.value, ...point) };
    }
  return undefined;
}

type Pair = readonly [number, number];

const inPlane = (frame: PlaneFrame, ring: readonly Position[]): Pair[] =>
  ring.map((position) => toCentimetres(frame, position));

/** The nearest point on the rings, and the direction of its edge as a unit vector. */
function nearestOn(rings: readonly (readonly Pair[])[], [x, y]: Pair) {
  let best: readonly [number, number, number, number] = [x, y, 0, 0];
  let least = Infinity;
  for (const ring of rings)
    for (const [i, [ax, ay]] of ring.entries()) {
      const [ex, ey] = ring[i + 1] ?? [ax, ay];
      const [dx, dy] = [ex - ax, ey - ay];
      const length2 = dx * dx + dy * dy;
      if (length2 === 0) continue;
      // Off the ends, so that a step to the side stays beside this edge.
      const t = Math.min(0.98, Math.max(0.02, ((x - ax) * dx + (y - ay) * dy) / length2));
      const [px, py] = [ax + t * dx, ay + t * dy];
      const distance2 = (px - x) * (px - x) + (py - y) * (py - y);
      if (distance2 >= least) continue;
      least = distance2;
      const length = Math.sqrt(length2);
      best = [px, py, dx / length, dy / length];
    }
  return best;
}
