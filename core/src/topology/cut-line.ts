import { indexUnitBorders, leftUnit, rightUnit, walkPoints, type UnitBorders } from "./arc-walk.ts";
import { boxOfPoints } from "./box-of-points.ts";
import type { UnitCut } from "./cut-map.ts";
import { isInside } from "./cut-pieces.ts";
import { OUTSIDE, type PlanarMap } from "./planar-map.ts";
import { cross, roundedCrossing, segmentsOf, type Segment } from "./snap-predicates.ts";
import { item, uint } from "./typed-access.ts";

type Point = readonly [x: number, y: number];

/** A crossing this near a vertex takes the vertex: no splinters of arcs. Centimetres, a start value. */
const VERTEX_REACH = 30;

/** Where a drawn line ends inside a unit that it would cut. */
export interface LooseEnd {
  readonly unitId: string;
  readonly at: Point;
}

/**
 * The cuts that a drawn line makes in some units: one for each that it enters and leaves. A unit that
 * it runs through several times is cut there once, in the longest stretch. Where it meets a community
 * border it is drawn to the nearest vertex of it.
 */
export function cutsAlong(
  map: PlanarMap,
  units: Iterable<number>,
  line: readonly Point[],
  borders: UnitBorders = indexUnitBorders(map),
): { readonly cuts: UnitCut[]; readonly looseEnd: LooseEnd | undefined } {
  const cuts: UnitCut[] = [];
  let looseEnd: LooseEnd | undefined;
  for (const unit of units) {
    const walls = wallsOf(map, borders, unit);
    if (!mayMeet(walls, line)) continue;
    const { stretches, loose } = stretchesIn(walls, line);
    const unitId = item(map.units.ids, unit);
    const [longest] = stretches.toSorted((a, b) => lengthOf(b) - lengthOf(a));
    if (longest) cuts.push({ unitId, path: longest });
    else if (loose) looseEnd ??= { unitId, at: loose };
  }
  return { cuts, looseEnd };
}

interface Wall extends Segment {
  /** Part of a border that may not be bent. */
  readonly isFixed: boolean;
}

function wallsOf(map: PlanarMap, borders: UnitBorders, unit: number): Wall[] {
  const walls: Wall[] = [];
  const { community } = map.units;
  for (let at = uint(borders.first, unit); at < uint(borders.first, unit + 1); at++) {
    // As the arc is stored: both its units find the same crossing.
    const signed = uint(borders.signed, at) & ~1;
    const [left, right] = [leftUnit(map, signed), rightUnit(map, signed)];
    const isFixed = left === OUTSIDE || right === OUTSIDE || community[left] !== community[right];
    walls.push(...segmentsOf(walkPoints(map, signed)).map((segment) => ({ ...segment, isFixed })));
  }
  return walls;
}

function mayMeet(walls: readonly Wall[], line: readonly Point[]): boolean {
  const [a, b] = [
    boxOfPoints(
      walls.flatMap((w): Point[] => [
        [w.ax, w.ay],
        [w.bx, w.by],
      ]),
    ),
    boxOfPoints(line),
  ];
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/** Stretches of a line inside a closed border, ends on it, and an end of the line that lies inside. */
function stretchesIn(
  walls: readonly Wall[],
  line: readonly Point[],
): { stretches: Point[][]; loose: Point | undefined } {
  const [first = [0, 0], ...rest] = line;
  const startsInside = isInside(walls, first[0], first[1], 1);
  // The line in turns outside and inside: each crossing ends one and begins the next.
  const turns: Point[][] = startsInside ? [[], [first]] : [[]];
  for (const [at, to] of rest.entries()) {
    for (const place of crossingsOf(walls, item(line, at), to)) {
      turns.at(-1)?.push(place);
      turns.push([place]);
    }
    if (at + 1 < rest.length) turns.at(-1)?.push(to);
  }
  const endsInside = turns.length % 2 === 0;
  const whole = turns.filter((turn, at) => {
    const isLoose = (startsInside && at === 1) || at === turns.length - 1;
    return at % 2 === 1 && !isLoose && lengthOf(turn) > 0;
  });
  const loose = startsInside ? first : undefined;
  return { stretches: whole, loose: loose ?? (endsInside ? line.at(-1) : undefined) };
}

/** Places where a segment crosses walls, from its start on. */
function crossingsOf(walls: readonly Wall[], from: Point, to: Point): Point[] {
  const step = { ax: from[0], ay: from[1], bx: to[0], by: to[1] };
  return walls
    .filter((wall) => cross(step, wall))
    .map((wall) => ({ wall, place: roundedCrossing(wall, step) }))
    .toSorted((a, b) => distance2(from, a.place) - distance2(from, b.place))
    .map(({ wall, place }) => toVertex(wall, place));
}

function toVertex(wall: Wall, place: Point): Point {
  const ends: Point[] = [
    [wall.ax, wall.ay],
    [wall.bx, wall.by],
  ];
  const [nearest = place] = ends.toSorted((a, b) => distance2(place, a) - distance2(place, b));
  return wall.isFixed || distance2(place, nearest) <= VERTEX_REACH ** 2 ? nearest : place;
}

const distance2 = (a: Point, b: Point): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2;

const lengthOf = (points: readonly Point[]): number =>
  points.reduce((sum, point, at) => {
    const before = points[at - 1];
    return before === undefined ? sum : sum + Math.sqrt(distance2(before, point));
  }, 0);
