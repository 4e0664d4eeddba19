import { walkPoints } from "./arc-walk.ts";
import { OUTSIDE } from "./planar-map.ts";
import type { PlanarMap } from "./planar-map.ts";
import { int, num } from "./typed-access.ts";

type Point = readonly [x: number, y: number];

/** The unit that holds a point (centimetres); `OUTSIDE` if none does. One pass over all arcs. */
export const unitAt = (map: PlanarMap, point: Point): number => unitsAt(map, [point])[0] ?? OUTSIDE;

/** The unit that holds each point, see `unitAt`: one pass for all of them. */
export function unitsAt(map: PlanarMap, points: readonly Point[]): number[] {
  const { left, right } = map.arcs;
  const southFirst = [...points.keys()].toSorted(
    (a, b) => heightOf(points, a) - heightOf(points, b),
  );
  const heights = southFirst.map((at) => heightOf(points, at));
  /** Units of which an odd number of stretches lies west of the point. */
  const around = points.map(() => new Set<number>());
  for (let arc = 0; arc < left.length; arc++) {
    const sides = [int(left, arc), int(right, arc)];
    for (const [low, high, isWestOf] of stretchesOf(map, arc)) {
      for (let i = firstFrom(heights, low); heightOf(points, southFirst[i] ?? -1) < high; i++) {
        const at = southFirst[i] ?? -1;
        flip(around[at], isWestOf(points[at] ?? [0, 0]) ? sides : []);
      }
    }
  }
  return around.map((odd) => [...odd].find((unit) => unit !== OUTSIDE) ?? OUTSIDE);
}

const heightOf = (points: readonly Point[], at: number): number => points[at]?.[1] ?? Infinity;

function flip(set: Set<number> | undefined, values: readonly number[]): void {
  for (const value of values) if (set?.delete(value) === false) set.add(value);
}

type Stretch = readonly [low: number, high: number, isWestOf: (point: Point) => boolean];

/** The straight stretches of an arc that are not level, by their heights. */
function* stretchesOf(map: PlanarMap, arc: number): Generator<Stretch> {
  const points = walkPoints(map, 2 * arc);
  for (let p = 0; p + 3 < points.length; p += 2) {
    const [ax, ay] = [num(points, p), num(points, p + 1)];
    const [bx, by] = [num(points, p + 2), num(points, p + 3)];
    if (ay === by) continue;
    const isWestOf = ([x, y]: Point) => x > ((bx - ax) * (y - ay)) / (by - ay) + ax;
    yield [Math.min(ay, by), Math.max(ay, by), isWestOf];
  }
}

/** The first place whose height is not below. */
function firstFrom(heights: readonly number[], low: number): number {
  let [from, to] = [0, heights.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((heights[middle] ?? 0) < low) from = middle + 1;
    else to = middle;
  }
  return from;
}
