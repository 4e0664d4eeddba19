import { num } from "./typed-access.ts";

const SCAN_LINES = 7;

/**
 * A point well inside a region, in whole centimetres: the middle of its widest stretch on one of
 * seven horizontal lines. `segments` is its whole border, holes included, in any order: ax, ay, bx,
 * by, … Lines run at half centimetres, so no corner lies on one. A region thinner than a centimetre
 * gets a point on its border.
 */
export function labelPoint(segments: readonly number[]): [x: number, y: number] {
  let [south, north] = [Infinity, -Infinity];
  for (let at = 1; at < segments.length; at += 2) {
    south = Math.min(south, num(segments, at));
    north = Math.max(north, num(segments, at));
  }
  let best: [number, number] = [num(segments, 0), num(segments, 1)];
  let widest = -1;
  for (let line = 1; line <= SCAN_LINES; line++) {
    const y = Math.floor(south + ((north - south) * line) / (SCAN_LINES + 1));
    const crossings = crossingsAt(segments, y + 0.5);
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const [west, east] = [num(crossings, at), num(crossings, at + 1)];
      if (east - west <= widest) continue;
      widest = east - west;
      best = [Math.floor((west + east) / 2), y];
    }
  }
  return best;
}

function crossingsAt(segments: readonly number[], y: number): number[] {
  const crossings: number[] = [];
  for (let at = 0; at < segments.length; at += 4) {
    const [ay, by] = [num(segments, at + 1), num(segments, at + 3)];
    if (ay < y === by < y) continue;
    const [ax, bx] = [num(segments, at), num(segments, at + 2)];
    crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
  }
  return crossings.toSorted((a, b) => a - b);
}
