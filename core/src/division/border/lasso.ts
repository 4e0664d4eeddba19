import { fail, ok, type Result } from "../../result.ts";
import type { PlanePoint } from "../model/land.ts";
import type { DivisionError, Ground } from "../model/model.ts";
import { turn } from "./plane-turn.ts";
import { groupUnits, type UnitLevel } from "../model/unit-levels.ts";

/**
 * A closed line without its last point: the hand lets go and the end meets the beginning. Points
 * within 100 km of the plane's origin, so that all tests are exact.
 */
export type Lasso = readonly PlanePoint[];

/**
 * Units whose label point lies inside a lasso (套索), or whole compounds or blocks whose label point
 * does; ascending. A line through itself has no inside people agree on: refused with the place.
 */
export function unitsInLasso(
  ground: Pick<Ground, "graph">,
  lasso: Lasso,
  level: UnitLevel,
): Result<readonly number[], DivisionError> {
  const ring = withoutRests(lasso);
  const crossing = findCrossing(ring);
  if (crossing !== undefined)
    return fail({ code: "division.ring-crosses-itself", at: crossing.at });
  const isInside = insideTest(ring);
  const units = groupUnits(ground, level).groups.flatMap((group) =>
    isInside(group.label) ? group.units : [],
  );
  return ok(units.toSorted((a, b) => a - b));
}

/** The largest loop of a line that crosses itself: what is left when its knots are cut off. */
export function withoutKnots(lasso: Lasso): Lasso {
  let ring = withoutRests(lasso);
  // Each round takes points away or adds the crossing once: it ends.
  for (let round = 0; round <= lasso.length; round++) {
    const crossing = findCrossing(ring);
    if (crossing === undefined) return ring;
    const { first, second, at } = crossing;
    const inner = [at, ...ring.slice(first + 1, second + 1)];
    const outer = [...ring.slice(0, first + 1), at, ...ring.slice(second + 1)];
    ring = withoutRests(area2(inner) > area2(outer) ? inner : outer);
  }
  return [];
}

/** Points where the hand rested count once. */
const withoutRests = (lasso: Lasso): Lasso =>
  lasso.filter(([x, y], at) => {
    const [nextX, nextY] = lasso[(at + 1) % lasso.length] ?? [];
    return lasso.length === 1 || x !== nextX || y !== nextY;
  });

function area2(ring: Lasso): number {
  let sum = 0;
  for (const [at, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [0, 0];
    sum += x * nextY - nextX * y;
  }
  return Math.abs(sum);
}

interface Crossing {
  /** Segments `first` < `second`, from the point of that number to the next. */
  readonly first: number;
  readonly second: number;
  readonly at: PlanePoint;
}

/** The first place where a closed line meets itself; segments that follow each other may touch. */
function findCrossing(ring: Lasso): Crossing | undefined {
  const segments = ring
    .map((from, at) => ({ at, from, to: ring[(at + 1) % ring.length] ?? from }))
    .toSorted((a, b) => Math.min(a.from[0], a.to[0]) - Math.min(b.from[0], b.to[0]));
  let found: Crossing | undefined;
  for (const [place, one] of segments.entries()) {
    const east = Math.max(one.from[0], one.to[0]);
    for (let other = place + 1; other < segments.length; other++) {
      const two = segments[other] ?? one;
      if (Math.min(two.from[0], two.to[0]) > east) break;
      const [first, second] = one.at < two.at ? [one, two] : [two, one];
      const follow = second.at - first.at === 1 || second.at - first.at === ring.length - 1;
      if (follow || !meet(first, second)) continue;
      const isFirst = found === undefined || second.at < found.second;
      if (isFirst) found = { first: first.at, second: second.at, at: meetingPoint(first, second) };
    }
  }
  return found;
}

interface Segment {
  readonly from: PlanePoint;
  readonly to: PlanePoint;
}

function meet(one: Segment, other: Segment): boolean {
  const a = Math.sign(turn(one.from, one.to, other.from));
  const b = Math.sign(turn(one.from, one.to, other.to));
  const c = Math.sign(turn(other.from, other.to, one.from));
  const d = Math.sign(turn(other.from, other.to, one.to));
  if (a === 0 && b === 0) return overlap(one, other, 0) && overlap(one, other, 1);
  return a * b <= 0 && c * d <= 0;
}

const overlap = (one: Segment, other: Segment, axis: 0 | 1): boolean =>
  Math.max(Math.min(one.from[axis], one.to[axis]), Math.min(other.from[axis], other.to[axis])) <=
  Math.min(Math.max(one.from[axis], one.to[axis]), Math.max(other.from[axis], other.to[axis]));

/** Rounded to a centimetre: it is shown, and a knot is cut there. */
function meetingPoint(one: Segment, other: Segment): PlanePoint {
  const before = turn(other.from, other.to, one.from);
  const after = turn(other.from, other.to, one.to);
  if (before === after) return one.to;
  const share = before / (before - after);
  const on = (axis: 0 | 1): number =>
    Math.round(one.from[axis] + share * (one.to[axis] - one.from[axis]));
  return [on(0), on(1)];
}

/** Slabs of the ring's height: a point is tested against the segments of its own slab only. */
const SLABS = 128;

/** Whether a point lies inside a ring that does not cross itself, by counting borders to its east. */
function insideTest(ring: Lasso): (point: PlanePoint) => boolean {
  if (ring.length < 3) return () => false;
  const ys = ring.map(([, y]) => y);
  const [south, north] = [least(ys), -least(ys.map((y) => -y))];
  const height = Math.max(1, (north - south + 1) / SLABS);
  const slabOf = (y: number): number => Math.floor((y - south) / height);
  const slabs = Array.from({ length: SLABS + 1 }, (): Segment[] => []);
  for (const [at, from] of ring.entries()) {
    const to = ring[(at + 1) % ring.length] ?? from;
    const last = slabOf(Math.max(from[1], to[1]));
    for (let slab = slabOf(Math.min(from[1], to[1])); slab <= last; slab++)
      slabs[slab]?.push({ from, to });
  }
  return (point) => {
    if (point[1] < south || point[1] > north) return false;
    let isInside = false;
    for (const { from, to } of slabs[slabOf(point[1])] ?? []) {
      if (from[1] > point[1] === to[1] > point[1]) continue;
      const [low, high] = from[1] < to[1] ? [from, to] : [to, from];
      if (turn(low, high, point) > 0) isInside = !isInside;
    }
    return isInside;
  };
}

const least = (values: readonly number[]): number =>
  values.reduce((low, value) => Math.min(low, value), Infinity);
