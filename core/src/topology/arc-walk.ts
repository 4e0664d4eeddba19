import type { PlanarMap } from "./planar-map.ts";
import { int, uint } from "./typed-access.ts";

/**
 * An arc with a direction: 2·arc walks from → to, 2·arc + 1 the other way. The opposite of s is s ^ 1.
 */
export type SignedArc = number;

export function startNode(map: PlanarMap, signed: SignedArc): number {
  return uint(signed & 1 ? map.arcs.to : map.arcs.from, signed >> 1);
}

export function endNode(map: PlanarMap, signed: SignedArc): number {
  return uint(signed & 1 ? map.arcs.from : map.arcs.to, signed >> 1);
}

/** Unit on the left hand of somebody who walks it. */
export function leftUnit(map: PlanarMap, signed: SignedArc): number {
  return int(signed & 1 ? map.arcs.right : map.arcs.left, signed >> 1);
}

export function rightUnit(map: PlanarMap, signed: SignedArc): number {
  return int(signed & 1 ? map.arcs.left : map.arcs.right, signed >> 1);
}

/** All points of an arc as walked, both nodes included: x, y, x, y, … in centimetres. */
export function walkPoints(map: PlanarMap, signed: SignedArc): number[] {
  const { nodes, arcs } = map;
  const arc = signed >> 1;
  const first = uint(arcs.firstPoint, arc);
  const last = uint(arcs.firstPoint, arc + 1);
  const [start, end] = [startNode(map, signed), endNode(map, signed)];
  const points = [int(nodes, 2 * start), int(nodes, 2 * start + 1)];
  for (let step = first; step < last; step++) {
    const point = signed & 1 ? last - 1 - (step - first) : step;
    points.push(int(arcs.points, 2 * point), int(arcs.points, 2 * point + 1));
  }
  points.push(int(nodes, 2 * end), int(nodes, 2 * end + 1));
  return points;
}

/** The first point after the start: the direction in which a walk leaves its node. */
export function departurePoint(map: PlanarMap, signed: SignedArc): [x: number, y: number] {
  const { nodes, arcs } = map;
  const arc = signed >> 1;
  const first = uint(arcs.firstPoint, arc);
  const last = uint(arcs.firstPoint, arc + 1);
  if (first === last) {
    const end = endNode(map, signed);
    return [int(nodes, 2 * end), int(nodes, 2 * end + 1)];
  }
  const point = signed & 1 ? last - 1 : first;
  return [int(arcs.points, 2 * point), int(arcs.points, 2 * point + 1)];
}

/** Unit u's border: its signed arcs, the unit on their left, are `signed` [first[u], first[u+1]). */
export interface UnitBorders {
  readonly first: Uint32Array;
  readonly signed: Uint32Array;
}

/** Computed once per base version. */
export function indexUnitBorders(map: PlanarMap): UnitBorders {
  const unitCount = map.units.households.length;
  const first = new Uint32Array(unitCount + 1);
  const halves = 2 * map.arcs.from.length;
  for (let signed = 0; signed < halves; signed++) {
    const unit = leftUnit(map, signed);
    if (unit >= 0) first[unit + 1] = uint(first, unit + 1) + 1;
  }
  for (let unit = 0; unit < unitCount; unit++)
    first[unit + 1] = uint(first, unit + 1) + uint(first, unit);
  const next = first.slice();
  const signedArcs = new Uint32Array(uint(first, unitCount));
  for (let signed = 0; signed < halves; signed++) {
    const unit = leftUnit(map, signed);
    if (unit < 0) continue;
    const place = uint(next, unit);
    signedArcs[place] = signed;
    next[unit] = place + 1;
  }
  return { first, signed: signedArcs };
}
