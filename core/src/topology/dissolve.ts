/**
 * Polygons of grids from their units' arcs: no boolean operation, no rounding. Half-edges with
 * another grid on the far side are chained by the sharpest left turn, then every ring is split where
 * it passes a node twice. Both steps are needed: either alone gives rings that touch themselves or
 * wrong shells when a grid meets itself in a corner.
 */
import { departurePoint, endNode, rightUnit, startNode, walkPoints } from "./arc-walk.ts";
import type { SignedArc, UnitBorders } from "./arc-walk.ts";
import type { PlanarMap } from "./planar-map.ts";
import { float, int, item, uint } from "./typed-access.ts";

/** A closed walk with the grid on its left: counter-clockwise for a shell, clockwise for a hole. */
export interface BorderRing {
  readonly arcs: readonly SignedArc[];
  /** Twice the signed area in cm²: positive for a shell, negative for a hole. Exact. */
  readonly area2: number;
  /** Centimetres. */
  readonly length: number;
}

export interface BorderPolygon {
  readonly shell: BorderRing;
  readonly holes: readonly BorderRing[];
}

/** One grid's ground: several polygons when it is in pieces or meets itself only in a corner. */
export interface GridShape {
  readonly polygons: readonly BorderPolygon[];
  /** Twice the area in cm², holes taken off: an exact integer, equal to the sum over its units. */
  readonly area2: number;
  /** Centimetres; borders of holes included. */
  readonly perimeter: number;
}

/** `gridOfUnit[u]` = grid of unit u, −1 if none. The shapes of grids 0 … `gridCount` − 1; a grid without units has no polygons. */
export function dissolve(
  map: PlanarMap,
  borders: UnitBorders,
  gridOfUnit: Int32Array,
  gridCount: number,
): GridShape[] {
  const members: number[][] = Array.from({ length: gridCount }, () => []);
  gridOfUnit.forEach((grid, unit) => {
    if (grid >= 0) item(members, grid).push(unit);
  });
  return members.map((units) => dissolveUnits(map, borders, gridOfUnit, units));
}

/** The shape of one grid: `units` are all its units, in any order. What an edit calls for the two grids it touched. */
export function dissolveUnits(
  map: PlanarMap,
  borders: UnitBorders,
  gridOfUnit: Int32Array,
  units: Iterable<number>,
): GridShape {
  const border: SignedArc[] = [];
  for (const unit of units) {
    const grid = int(gridOfUnit, unit);
    for (let at = uint(borders.first, unit); at < uint(borders.first, unit + 1); at++) {
      const signed = uint(borders.signed, at);
      const other = rightUnit(map, signed);
      if (other < 0 || int(gridOfUnit, other) !== grid) border.push(signed);
    }
  }
  border.sort((a, b) => a - b);
  const rings = chainRings(map, border).map((arcs) => measureRing(map, arcs));
  const polygons = giveHolesToShells(map, rings);
  return {
    polygons,
    area2: rings.reduce((sum, ring) => sum + ring.area2, 0),
    perimeter: rings.reduce((sum, ring) => sum + ring.length, 0),
  };
}

/** Rings that pass no node twice. */
function chainRings(map: PlanarMap, border: readonly SignedArc[]): SignedArc[][] {
  const leaving = new Map<number, SignedArc[]>();
  for (const signed of border) {
    const node = startNode(map, signed);
    const others = leaving.get(node);
    if (others) others.push(signed);
    else leaving.set(node, [signed]);
  }
  const rings: SignedArc[][] = [];
  const used = new Set<SignedArc>();
  for (const first of border) {
    if (used.has(first)) continue;
    const walk: SignedArc[] = [];
    let signed = first;
    do {
      used.add(signed);
      walk.push(signed);
      signed = sharpestLeft(map, signed, leaving.get(endNode(map, signed)) ?? []);
    } while (signed !== first);
    splitAtRepeatedNodes(map, walk, rings);
  }
  return rings;
}

/** Of the half-edges that leave the end of `arriving`: the first one met when turning clockwise from the way back. */
function sharpestLeft(
  map: PlanarMap,
  arriving: SignedArc,
  candidates: readonly SignedArc[],
): SignedArc {
  const only = candidates[0];
  if (only === undefined) throw new Error(`the border of a grid ends after half-edge ${arriving}`);
  if (candidates.length === 1) return only;
  const node = endNode(map, arriving);
  const [x, y] = [int(map.nodes, 2 * node), int(map.nodes, 2 * node + 1)];
  const direction = (signed: SignedArc): Vector => {
    const [px, py] = departurePoint(map, signed);
    return [px - x, py - y];
  };
  const back = direction(arriving ^ 1);
  return candidates.reduce((best, signed) =>
    comesFirstClockwise(back, direction(signed), direction(best)) ? signed : best,
  );
}

type Vector = readonly [x: number, y: number];

const cross = (a: Vector, b: Vector): number => a[0] * b[1] - a[1] * b[0];

/** Whether, turning clockwise from `from`, a is met before b. No two of the three have the same direction. */
function comesFirstClockwise(from: Vector, a: Vector, b: Vector): boolean {
  const [aSide, bSide] = [isWithinHalfTurn(from, a), isWithinHalfTurn(from, b)];
  return aSide === bSide ? cross(a, b) < 0 : aSide;
}

/** Clockwise from `from` by at most 180°. */
function isWithinHalfTurn(from: Vector, vector: Vector): boolean {
  const turn = cross(from, vector);
  return turn < 0 || (turn === 0 && from[0] * vector[0] + from[1] * vector[1] < 0);
}

function splitAtRepeatedNodes(map: PlanarMap, walk: readonly SignedArc[], rings: SignedArc[][]) {
  const path: SignedArc[] = [];
  const placeOfNode = new Map<number, number>();
  for (const signed of walk) {
    placeOfNode.set(startNode(map, signed), path.length);
    path.push(signed);
    const place = placeOfNode.get(endNode(map, signed));
    if (place === undefined) continue;
    const ring = path.splice(place);
    for (const done of ring) placeOfNode.delete(startNode(map, done));
    rings.push(ring);
  }
}

/** Starts the ring at its lowest node, so that equal ground gives equal rings. */
function measureRing(map: PlanarMap, arcs: readonly SignedArc[]): BorderRing {
  let [area2, length, start] = [0, 0, 0];
  arcs.forEach((signed, place) => {
    const arcCross = float(map.arcs.cross, signed >> 1);
    area2 += signed & 1 ? -arcCross : arcCross;
    length += uint(map.arcs.length, signed >> 1);
    if (startNode(map, signed) < startNode(map, item(arcs, start))) start = place;
  });
  return { arcs: [...arcs.slice(start), ...arcs.slice(0, start)], area2, length };
}

/** A hole belongs to the smallest shell around it. */
function giveHolesToShells(map: PlanarMap, rings: readonly BorderRing[]): BorderPolygon[] {
  const byFirstNode = (a: BorderRing, b: BorderRing): number =>
    startNode(map, item(a.arcs, 0)) - startNode(map, item(b.arcs, 0)) ||
    item(a.arcs, 0) - item(b.arcs, 0);
  const sorted = rings.toSorted(byFirstNode);
  const polygons = sorted
    .filter((ring) => ring.area2 > 0)
    .map((shell) => ({ shell, holes: [] as BorderRing[] }));
  const bySize = polygons.toSorted((a, b) => a.shell.area2 - b.shell.area2);
  for (const hole of sorted) {
    if (hole.area2 > 0) continue;
    const around =
      bySize.length === 1
        ? bySize[0]
        : bySize.find(({ shell }) => -hole.area2 < shell.area2 && isInside(map, hole, shell));
    if (!around) throw new Error(`no shell around the hole at arc ${item(hole.arcs, 0) >> 1}`);
    around.holes.push(hole);
  }
  return polygons;
}

/**
 * Whether a ring lies inside a shell that it meets at nodes only. Tested with the middle of its first
 * segment, in half centimetres: no other arc passes there.
 */
function isInside(map: PlanarMap, ring: BorderRing, shell: BorderRing): boolean {
  const [ax = 0, ay = 0, bx = 0, by = 0] = walkPoints(map, item(ring.arcs, 0));
  const [x, y] = [ax + bx, ay + by];
  let inside = false;
  for (const signed of shell.arcs) {
    const points = walkPoints(map, signed);
    for (let at = 0; at + 3 < points.length; at += 2)
      if (crossesRay(x, y, points, at)) inside = !inside;
  }
  return inside;
}

/** Whether the ray from (x, y), half centimetres, to the east crosses the segment of `points` (centimetres) at `at`. */
function crossesRay(x: number, y: number, points: readonly number[], at: number): boolean {
  const [ax, ay] = [2 * item(points, at), 2 * item(points, at + 1)];
  const [bx, by] = [2 * item(points, at + 2), 2 * item(points, at + 3)];
  if (ay > y === by > y) return false;
  const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  return by > ay ? side > 0 : side < 0;
}
