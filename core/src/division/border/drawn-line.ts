import type { PlanePoint } from "../model/land.ts";
import type { Ground } from "../model/model.ts";
import { turn } from "./plane-turn.ts";

/** Where a drawn line meets itself, to the nearest centimetre; `undefined`: nowhere. */
export function findCrossing(line: readonly PlanePoint[]): PlanePoint | undefined {
  for (let one = 0; one + 1 < line.length; one++)
    for (let other = one + 2; other + 1 < line.length; other++) {
      const meeting = meetingOf(
        [line[one] ?? [0, 0], line[one + 1] ?? [0, 0]],
        [line[other] ?? [0, 0], line[other + 1] ?? [0, 0]],
      );
      if (meeting) return meeting;
    }
  return undefined;
}

type Stretch = readonly [PlanePoint, PlanePoint];

function meetingOf([a, b]: Stretch, [c, d]: Stretch): PlanePoint | undefined {
  const [onC, onD] = [turn(a, b, c), turn(a, b, d)];
  const [onA, onB] = [turn(c, d, a), turn(c, d, b)];
  if (Math.sign(onC) * Math.sign(onD) > 0 || Math.sign(onA) * Math.sign(onB) > 0) return undefined;
  if (onC === onD) return undefined;
  const along = onC / (onC - onD);
  return [Math.round(c[0] + along * (d[0] - c[0])), Math.round(c[1] + along * (d[1] - c[1]))];
}

/**
 * On which side of a drawn line the label point of a unit lies; the line goes on straight beyond its
 * ends, past every one of these units.
 */
export function sideFinder(
  { graph }: Ground,
  units: readonly number[],
  line: readonly PlanePoint[],
): (unit: number) => boolean {
  const pointOf = (unit: number): PlanePoint => [
    graph.label[2 * unit] ?? 0,
    graph.label[2 * unit + 1] ?? 0,
  ];
  const ring = closeBehind(line, units.map(pointOf));
  return (unit) => isInRing(ring, pointOf(unit));
}

/** The line made longer at both ends, and a way back round all points on its left. */
function closeBehind(
  line: readonly PlanePoint[],
  points: readonly PlanePoint[],
): readonly PlanePoint[] {
  const all = [...line, ...points];
  const xs = all.map(([x]) => x);
  const ys = all.map(([, y]) => y);
  const middle: PlanePoint = [(least(xs) + most(xs)) / 2, (least(ys) + most(ys)) / 2];
  const radius = 4 * (most(xs) - least(xs) + most(ys) - least(ys) + 1);
  const first = lengthen(line[1] ?? [0, 0], line[0] ?? [0, 0], radius);
  const last = lengthen(line.at(-2) ?? [0, 0], line.at(-1) ?? [0, 0], radius);
  return [first, ...line, last, ...wayBack(middle, last, first)];
}

const least = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.min(a, b), Infinity);
const most = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.max(a, b), -Infinity);

function lengthen([ax, ay]: PlanePoint, [bx, by]: PlanePoint, length: number): PlanePoint {
  const [dx, dy] = [bx - ax, by - ay];
  const own = Math.sqrt(dx * dx + dy * dy);
  return own === 0 ? [bx, by] : [bx + (dx / own) * length, by + (dy / own) * length];
}

/** Corners of a square far outside, counter-clockwise from one point to the other. */
function wayBack(middle: PlanePoint, from: PlanePoint, to: PlanePoint): PlanePoint[] {
  const [x, y] = middle;
  const reach = 8 * Math.max(...[from, to].map(([a, b]) => Math.abs(a - x) + Math.abs(b - y)), 1);
  const corners: PlanePoint[] = [
    [x + reach, y + reach],
    [x - reach, y + reach],
    [x - reach, y - reach],
    [x + reach, y - reach],
  ];
  // Quarter 0 lies between the last corner and the first, to the east.
  const quarterOf = ([a, b]: PlanePoint): number => {
    const [dx, dy] = [a - x, b - y];
    if (Math.abs(dx) >= Math.abs(dy)) return dx > 0 ? 0 : 2;
    return dy > 0 ? 1 : 3;
  };
  const [start, end] = [quarterOf(from), quarterOf(to)];
  const isAhead = start === end && turn(middle, from, to) >= 0;
  const steps = isAhead ? 0 : (end - start + 4) % 4 || 4;
  return Array.from({ length: steps }, (_, step) => corners[(start + step) % 4] ?? middle);
}

/** Even-odd; exact for whole points of a map, of which none lies on the ring. */
export function isInRing(ring: readonly PlanePoint[], [x, y]: PlanePoint): boolean {
  let inside = false;
  for (let at = 0; at < ring.length; at++) {
    const [ax, ay] = ring[at] ?? [0, 0];
    const [bx, by] = ring[(at + 1) % ring.length] ?? [0, 0];
    if (ay > y === by > y) continue;
    const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    if (side > 0 === by > ay) inside = !inside;
  }
  return inside;
}
