/**
 * The laws of a planar map, tested from nothing but its own arrays and by other means than those that
 * built it. A map that comes from a store or a wire is checked before it is used; a fault is a bug of
 * the builder, never of the data.
 */
import { startNode, walkPoints } from "./arc-walk.ts";
import { fillBuckets, makeCellGrid, visitCells } from "./cell-grid.ts";
import { OUTSIDE } from "./planar-map.ts";
import type { PlanarMap } from "./planar-map.ts";
import { cross, meetsPixel, segmentsOf } from "./snap-predicates.ts";
import type { Segment } from "./snap-predicates.ts";
import { float, int, item, num, uint } from "./typed-access.ts";

export type MapFault =
  /** Two arcs cross, touch, or come within half a centimetre of each other away from their nodes. */
  | { law: "arcs-meet-only-at-nodes"; arcs: readonly [number, number]; x: number; y: number }
  | { law: "arc-has-two-sides"; arc: number }
  | { law: "arc-measures"; arc: number }
  /** The arcs of a unit do not close, or enclose another area than the one written down. */
  | { law: "unit-area"; unit: number; area2: number; fromArcs: number }
  | { law: "unit-is-one-face"; unit: number; loops: number }
  /** The units of a community do not add up to the ground inside its border. */
  | { law: "community-area"; community: number; area2: number; fromBorder: number }
  | { law: "building-in-one-unit"; building: number }
  | { law: "households-add-up"; unit: number };

export function checkMap(map: PlanarMap): MapFault[] {
  return [
    ...checkSides(map),
    ...checkMeasures(map),
    ...checkAreas(map),
    ...checkCommunities(map),
    ...checkBuildings(map),
    ...checkMeetings(map),
  ];
}

function checkSides({ arcs, units }: PlanarMap): MapFault[] {
  const count = units.households.length;
  const isSide = (unit: number): boolean => unit >= OUTSIDE && unit < count;
  return [...arcs.from.keys()]
    .filter((arc) => {
      const [left, right] = [int(arcs.left, arc), int(arcs.right, arc)];
      return left === right || !isSide(left) || !isSide(right);
    })
    .map((arc) => ({ law: "arc-has-two-sides", arc }));
}

function checkMeasures(map: PlanarMap): MapFault[] {
  const { arcs } = map;
  return [...arcs.from.keys()]
    .filter((arc) => {
      const points = walkPoints(map, 2 * arc);
      let length = 0;
      for (let at = 0; at + 3 < points.length; at += 2)
        length += Math.hypot(
          num(points, at + 2) - num(points, at),
          num(points, at + 3) - num(points, at + 1),
        );
      return (
        Math.abs(length - uint(arcs.length, arc)) > 0.5001 ||
        crossOf(points) !== float(arcs.cross, arc)
      );
    })
    .map((arc) => ({ law: "arc-measures", arc }));
}

function crossOf(points: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at + 3 < points.length; at += 2)
    sum += num(points, at) * num(points, at + 3) - num(points, at + 2) * num(points, at + 1);
  return sum;
}

/** Area from the arcs, and one outer border: with pieces, or a hole that is not one, there would be several or none. */
function checkAreas(map: PlanarMap): MapFault[] {
  const { arcs, units } = map;
  const area2 = new Float64Array(units.households.length);
  for (let arc = 0; arc < arcs.from.length; arc++) {
    const [left, right, value] = [
      int(arcs.left, arc),
      int(arcs.right, arc),
      float(arcs.cross, arc),
    ];
    if (left >= 0) area2[left] = float(area2, left) + value;
    if (right >= 0) area2[right] = float(area2, right) - value;
  }
  const outerLoops = countOuterLoops(map);
  const faults: MapFault[] = [];
  area2.forEach((fromArcs, unit) => {
    const written = float(units.area2, unit);
    if (written !== fromArcs || fromArcs <= 0)
      faults.push({ law: "unit-area", unit, area2: written, fromArcs });
    const loops = num(outerLoops, unit);
    if (loops !== 1) faults.push({ law: "unit-is-one-face", unit, loops });
  });
  return faults;
}

/**
 * Counter-clockwise loops of each unit when its half-edges are chained within the unit's own corner
 * at every node: exactly one if the unit is connected across edges.
 */
function countOuterLoops(map: PlanarMap): number[] {
  const following = linkArcs(map);
  const loops = Array.from({ length: map.units.households.length }, () => 0);
  const isDone = new Uint8Array(following.length);
  for (let first = 0; first < following.length; first++) {
    let area2 = 0;
    let signed = first;
    while (isDone[signed] === 0) {
      isDone[signed] = 1;
      area2 += (signed & 1 ? -1 : 1) * float(map.arcs.cross, signed >> 1);
      signed = uint(following, signed);
    }
    const unit = int(first & 1 ? map.arcs.right : map.arcs.left, first >> 1);
    if (area2 > 0 && unit >= 0) loops[unit] = num(loops, unit) + 1;
  }
  return loops;
}

/** For each signed arc the next one round the face on its left, by the angles at which arcs leave their nodes. */
function linkArcs(map: PlanarMap): Uint32Array {
  const halves = 2 * map.arcs.from.length;
  const leaving = new Map<number, { signed: number; angle: number }[]>();
  for (let signed = 0; signed < halves; signed++) {
    const [x = 0, y = 0, nextX = 0, nextY = 0] = walkPoints(map, signed);
    const node = startNode(map, signed);
    const others = leaving.get(node) ?? [];
    others.push({ signed, angle: Math.atan2(nextY - y, nextX - x) });
    leaving.set(node, others);
  }
  const following = new Uint32Array(halves);
  for (const around of leaving.values()) {
    const sorted = around.toSorted((a, b) => a.angle - b.angle);
    sorted.forEach(({ signed }, place) => {
      following[signed ^ 1] = item(sorted, (place + sorted.length - 1) % sorted.length).signed;
    });
  }
  return following;
}

/** A community's ground by its border alone against the sum over its units. */
function checkCommunities({ arcs, units, communityIds }: PlanarMap): MapFault[] {
  const communityOf = (unit: number): number => (unit < 0 ? -1 : int(units.community, unit));
  const fromBorder = new Float64Array(communityIds.length);
  for (let arc = 0; arc < arcs.from.length; arc++) {
    const [left, right] = [communityOf(int(arcs.left, arc)), communityOf(int(arcs.right, arc))];
    if (left === right) continue;
    const value = float(arcs.cross, arc);
    if (left >= 0) fromBorder[left] = float(fromBorder, left) + value;
    if (right >= 0) fromBorder[right] = float(fromBorder, right) - value;
  }
  const sums = new Float64Array(communityIds.length);
  units.area2.forEach((area2, unit) => {
    const community = int(units.community, unit);
    if (community >= 0) sums[community] = float(sums, community) + area2;
  });
  const faults: MapFault[] = [];
  sums.forEach((area2, community) => {
    const border = float(fromBorder, community);
    if (area2 !== border)
      faults.push({ law: "community-area", community, area2, fromBorder: border });
  });
  return faults;
}

function checkBuildings({ buildings, units }: PlanarMap): MapFault[] {
  if (buildings.ids.length === 0) return [];
  const faults: MapFault[] = [];
  const sums = new Float64Array(units.households.length);
  const seen = new Set<string>();
  buildings.ids.forEach((id, building) => {
    const unit = buildings.unit[building];
    if (unit === undefined || unit >= sums.length || seen.has(id))
      faults.push({ law: "building-in-one-unit", building });
    else sums[unit] = float(sums, unit) + uint(buildings.households, building);
    seen.add(id);
  });
  sums.forEach((sum, unit) => {
    if (sum !== uint(units.households, unit)) faults.push({ law: "households-add-up", unit });
  });
  return faults;
}

interface ArcSegment extends Segment {
  readonly arc: number;
}

function checkMeetings(map: PlanarMap): MapFault[] {
  const segments: readonly ArcSegment[] = Array.from(map.arcs.from, (_, arc) =>
    segmentsOf(walkPoints(map, 2 * arc)).map((segment) => ({ ...segment, arc })),
  ).flat();
  if (segments.length === 0) return [];
  const grid = makeCellGrid(boundsOf(segments), segments.length);
  const { first, items } = fillBuckets(grid.columns * grid.rows, (visit) => {
    segments.forEach(({ ax, ay, bx, by }, segment) => {
      visitCells(grid, [ax, ay, bx, by], (cell) => visit(cell, segment));
    });
  });
  const faults = new Map<string, MapFault>();
  for (let cell = 0; cell + 1 < first.length; cell++) {
    const inCell = Array.from(items.subarray(uint(first, cell), uint(first, cell + 1)), (place) =>
      item(segments, place),
    );
    inCell.forEach((s, place) => {
      for (const t of inCell.slice(place + 1)) noteWrongMeeting(s, t, faults);
    });
  }
  return [...faults.values()];
}

function noteWrongMeeting(s: ArcSegment, t: ArcSegment, faults: Map<string, MapFault>): void {
  if (!isWrongMeeting(s, t)) return;
  faults.set([s.ax, s.ay, t.ax, t.ay].join(), {
    law: "arcs-meet-only-at-nodes",
    arcs: [Math.min(s.arc, t.arc), Math.max(s.arc, t.arc)],
    x: t.ax,
    y: t.ay,
  });
}

function boundsOf(segments: readonly Segment[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { ax, ay, bx, by } of segments) {
    box[0] = Math.min(box[0], ax, bx);
    box[1] = Math.min(box[1], ay, by);
    box[2] = Math.max(box[2], ax, bx);
    box[3] = Math.max(box[3], ay, by);
  }
  return box;
}

/** Segments may share end points and nothing else; whether those are nodes is seen by the areas. */
export function isWrongMeeting(s: Segment, t: Segment): boolean {
  if (cross(s, t)) return true;
  const isSame = isEndOf(s, t.ax, t.ay) && isEndOf(s, t.bx, t.by);
  return (
    isSame ||
    isTouched(s, t.ax, t.ay) ||
    isTouched(s, t.bx, t.by) ||
    isTouched(t, s.ax, s.ay) ||
    isTouched(t, s.bx, s.by)
  );
}

function isEndOf({ ax, ay, bx, by }: Segment, x: number, y: number): boolean {
  return (ax === x && ay === y) || (bx === x && by === y);
}

function isTouched(segment: Segment, x: number, y: number): boolean {
  return !isEndOf(segment, x, y) && meetsPixel(segment, x, y);
}
