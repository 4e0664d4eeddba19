import type { Spot } from "./ground.ts";
import type { PartLayout } from "./model.ts";
import { itemAt } from "./random.ts";

/** What stands already when a parcel is begun: a mark in the lists of its part. */
export interface LayoutMark {
  readonly buildings: number;
  readonly paths: number;
}

export const markOf = (layout: PartLayout): LayoutMark => ({
  buildings: layout.buildings.length,
  paths: layout.paths.length,
});

/** Whether a new building meets no building and no path placed since the mark. */
export function isClear(ring: readonly Spot[], layout: PartLayout, since: LayoutMark): boolean {
  for (let k = since.buildings; k < layout.buildings.length; k++)
    if (ringsMeet(ring, itemAt(layout.buildings, k).ring)) return false;
  return isOffPaths(ring, layout, since);
}

/** Whether no path placed since the mark runs through a new building. */
export function isOffPaths(ring: readonly Spot[], layout: PartLayout, since: LayoutMark): boolean {
  for (let k = since.paths; k < layout.paths.length; k++)
    if (pathMeets(itemAt(layout.paths, k).spots, ring)) return false;
  return true;
}

function ringsMeet(a: readonly Spot[], b: readonly Spot[]): boolean {
  if (!boxesMeet(a, b)) return false;
  const closed = [...a, itemAt(a, 0)];
  return pathMeets(closed, b) || isInside(itemAt(a, 0), b) || isInside(itemAt(b, 0), a);
}

function pathMeets(path: readonly Spot[], ring: readonly Spot[]): boolean {
  for (let k = 1; k < path.length; k++) {
    const [from, to] = [itemAt(path, k - 1), itemAt(path, k)];
    if (!boxesMeet([from, to], ring)) continue;
    if (isInside(from, ring) || isInside(to, ring)) return true;
    for (let n = 0; n < ring.length; n++)
      if (segmentsCross([from, to], [itemAt(ring, n), itemAt(ring, (n + 1) % ring.length)]))
        return true;
  }
  return false;
}

/** Metres kept free around a new building. */
const CLEARANCE_METRES = 0.4;

function boxesMeet(a: readonly Spot[], b: readonly Spot[]): boolean {
  for (const axis of [0, 1] as const) {
    let [lowA, highA, lowB, highB] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const spot of a) {
      lowA = Math.min(lowA, spot[axis]);
      highA = Math.max(highA, spot[axis]);
    }
    for (const spot of b) {
      lowB = Math.min(lowB, spot[axis]);
      highB = Math.max(highB, spot[axis]);
    }
    if (lowA > highB + CLEARANCE_METRES || lowB > highA + CLEARANCE_METRES) return false;
  }
  return true;
}

type Segment = readonly [Spot, Spot];

const turn = ([ax, ay]: Spot, [bx, by]: Spot, [cx, cy]: Spot): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

const segmentsCross = ([a, b]: Segment, [c, d]: Segment): boolean =>
  turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0;

function isInside([x, y]: Spot, ring: readonly Spot[]): boolean {
  let inside = false;
  ring.forEach(([bx, by], k) => {
    const [ax, ay] = itemAt(ring, (k + ring.length - 1) % ring.length);
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
  });
  return inside;
}
