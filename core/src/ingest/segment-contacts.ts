import { orient2d } from "robust-predicates";
import type { Position } from "../geometry/index.ts";

export interface SegmentEnds {
  readonly from: Position;
  readonly to: Position;
}

export function side(a: Position, b: Position, c: Position): number {
  return Math.sign(orient2d(a[0], a[1], b[0], b[1], c[0], c[1]));
}

/** Does the line go back over itself at `middle`? */
export function foldsBack(before: Position, middle: Position, after: Position): boolean {
  if (side(before, middle, after) !== 0) return false;
  const dot =
    (before[0] - middle[0]) * (after[0] - middle[0]) +
    (before[1] - middle[1]) * (after[1] - middle[1]);
  return dot > 0;
}

export function isProperCrossing(a: SegmentEnds, b: SegmentEnds): boolean {
  return (
    side(a.from, a.to, b.from) * side(a.from, a.to, b.to) < 0 &&
    side(b.from, b.to, a.from) * side(b.from, b.to, a.to) < 0
  );
}

const NONE: Position[] = [];

/** The other segment lies wholly on one side: the answer for nearly all pairs. */
function isBeside({ from, to }: SegmentEnds, other: SegmentEnds): boolean {
  return (
    orient2d(from[0], from[1], to[0], to[1], other.from[0], other.from[1]) *
      orient2d(from[0], from[1], to[0], to[1], other.to[0], other.to[1]) >
    0
  );
}

/** Points two segments share: none, one, or the two ends of a common stretch. */
export function sharedPoints(a: SegmentEnds, b: SegmentEnds): Position[] {
  if (isBeside(a, b) || isBeside(b, a)) return NONE;
  if (isProperCrossing(a, b)) return [crossingPoint(a, b)];
  const shared: Position[] = [];
  const add = (point: Position): void => {
    if (!shared.some((known) => known[0] === point[0] && known[1] === point[1])) shared.push(point);
  };
  if (isOnSegment(b.from, a)) add(b.from);
  if (isOnSegment(b.to, a)) add(b.to);
  if (isOnSegment(a.from, b)) add(a.from);
  if (isOnSegment(a.to, b)) add(a.to);
  return shared;
}

export function isOnSegment(point: Position, { from, to }: SegmentEnds): boolean {
  return (
    point[0] >= Math.min(from[0], to[0]) &&
    point[0] <= Math.max(from[0], to[0]) &&
    point[1] >= Math.min(from[1], to[1]) &&
    point[1] <= Math.max(from[1], to[1]) &&
    side(from, to, point) === 0
  );
}

function crossingPoint(a: SegmentEnds, b: SegmentEnds): Position {
  const dx = a.to[0] - a.from[0];
  const dy = a.to[1] - a.from[1];
  const ex = b.to[0] - b.from[0];
  const ey = b.to[1] - b.from[1];
  const along = ((b.from[0] - a.from[0]) * ey - (b.from[1] - a.from[1]) * ex) / (dx * ey - dy * ex);
  return Number.isFinite(along) ? [a.from[0] + along * dx, a.from[1] + along * dy] : a.from;
}
