import { walkPoints } from "./arc-walk.ts";
import { OUTSIDE } from "./planar-map.ts";
import type { PlanarMap } from "./planar-map.ts";
import { int, num } from "./typed-access.ts";

/** The unit that holds a point (centimetres); `OUTSIDE` if none does. One pass over all arcs. */
export function unitAt(map: PlanarMap, [x, y]: readonly [number, number]): number {
  const { left, right } = map.arcs;
  const crossed = new Map<number, number>();
  for (let arc = 0; arc < left.length; arc++) {
    const count = crossingsWestOf(walkPoints(map, 2 * arc), x, y);
    for (const unit of [int(left, arc), int(right, arc)])
      crossed.set(unit, (crossed.get(unit) ?? 0) + count);
  }
  const holder = [...crossed].find(([unit, count]) => unit !== OUTSIDE && count % 2 === 1);
  return holder?.[0] ?? OUTSIDE;
}

function crossingsWestOf(points: readonly number[], x: number, y: number): number {
  let count = 0;
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [ax, ay] = [num(points, at), num(points, at + 1)];
    const [bx, by] = [num(points, at + 2), num(points, at + 3)];
    if (ay > y !== by > y && x > ((bx - ax) * (y - ay)) / (by - ay) + ax) count++;
  }
  return count;
}
