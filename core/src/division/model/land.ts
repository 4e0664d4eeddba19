import {
  indexUnitBorders,
  int,
  OUTSIDE,
  startNode,
  uint,
  walkPoints,
  type PlanarMap,
  type SignedArc,
  type UnitBorders,
} from "../../topology/index.ts";
import type { Ground } from "./model.ts";

/** x, y in whole centimetres of a base version's plane. */
export type PlanePoint = readonly [x: number, y: number];

/** The arcs (弧段) under a ground: what every border tool walks on. Units are counted as the ground does. */
export interface Land {
  readonly map: PlanarMap;
  readonly borders: UnitBorders;
  /** Number in the map of each unit of the ground. */
  readonly numbers: Int32Array;
  /** Unit of the ground on each number of the map; −1: another community's. */
  readonly unitOf: Int32Array;
  /** Signed arcs that leave node n: `leaving` [firstLeaving[n], firstLeaving[n + 1]). */
  readonly firstLeaving: Uint32Array;
  readonly leaving: Uint32Array;
}

const lands = new WeakMap<Ground, Land>();

/**
 * The arcs of a ground, indexed once.
 *
 * @throws if the ground was made without a map: a bug of the caller.
 */
export function landOf(ground: Ground): Land {
  const known = lands.get(ground);
  if (known) return known;
  const { map } = ground;
  if (!map) throw new Error("this ground was made without a map");
  const numberOf = new Map(map.units.ids.map((unitId, number) => [unitId, number] as const));
  const numbers = Int32Array.from(ground.unitIds, (unitId) => numberOf.get(unitId) ?? -1);
  const unitOf = new Int32Array(map.units.ids.length).fill(-1);
  numbers.forEach((number, unit) => {
    unitOf[number] = unit;
  });
  const land = { map, borders: indexUnitBorders(map), numbers, unitOf, ...indexNodes(map) };
  lands.set(ground, land);
  return land;
}

function indexNodes(map: PlanarMap): Pick<Land, "firstLeaving" | "leaving"> {
  const halves = 2 * map.arcs.from.length;
  const firstLeaving = new Uint32Array(map.nodes.length / 2 + 1);
  for (let signed = 0; signed < halves; signed++) {
    const node = startNode(map, signed);
    firstLeaving[node + 1] = uint(firstLeaving, node + 1) + 1;
  }
  for (let node = 0; node + 1 < firstLeaving.length; node++)
    firstLeaving[node + 1] = uint(firstLeaving, node + 1) + uint(firstLeaving, node);
  const next = firstLeaving.slice();
  const leaving = new Uint32Array(halves);
  for (let signed = 0; signed < halves; signed++) {
    const node = startNode(map, signed);
    const place = uint(next, node);
    leaving[place] = signed;
    next[node] = place + 1;
  }
  return { firstLeaving, leaving };
}

/** The ground's unit on the left of a walk; `OUTSIDE` if it is none of this ground. */
export function leftOf(land: Land, signed: SignedArc): number {
  const { left, right } = land.map.arcs;
  const number = int(signed & 1 ? right : left, signed >> 1);
  return number === OUTSIDE ? OUTSIDE : int(land.unitOf, number);
}

/** The ground's unit on the right of a walk. */
export const rightOf = (land: Land, signed: SignedArc): number => leftOf(land, signed ^ 1);

export const nodePoint = ({ map }: Land, node: number): PlanePoint => [
  int(map.nodes, 2 * node),
  int(map.nodes, 2 * node + 1),
];

/** Signed arcs around a unit of the ground, the unit on their left. */
export function arcsAround({ borders, numbers }: Land, unit: number): Uint32Array {
  const number = int(numbers, unit);
  return borders.signed.subarray(uint(borders.first, number), uint(borders.first, number + 1));
}

/** Signed arcs that leave a node. */
export const arcsFrom = ({ firstLeaving, leaving }: Land, node: number): Uint32Array =>
  leaving.subarray(uint(firstLeaving, node), uint(firstLeaving, node + 1));

/** All points of a walk, nodes between two arcs once. */
export function walkOf({ map }: Land, walk: readonly SignedArc[]): PlanePoint[] {
  const points: PlanePoint[] = [];
  for (const signed of walk) {
    const flat = walkPoints(map, signed);
    for (let at = points.length === 0 ? 0 : 2; at + 1 < flat.length; at += 2)
      points.push([flat[at] ?? 0, flat[at + 1] ?? 0]);
  }
  return points;
}

const nodesByPlace = new WeakMap<PlanarMap, ReadonlyMap<number, number>>();
const HALF = 2 ** 25;

/** Points lie within 10⁷ of the origin: one whole number per place. */
const placeKey = (x: number, y: number): number => (x + HALF) * (2 * HALF) + (y + HALF);

/** The node at a point; −1: none. */
function nodeAt({ map }: Land, [x, y]: PlanePoint): number {
  let known = nodesByPlace.get(map);
  if (!known) {
    const all = new Map<number, number>();
    for (let at = 0; at < map.nodes.length; at += 2)
      all.set(placeKey(int(map.nodes, at), int(map.nodes, at + 1)), at / 2);
    nodesByPlace.set(map, all);
    known = all;
  }
  return known.get(placeKey(x, y)) ?? -1;
}

/**
 * The arcs under a line that goes point by point along them, or `undefined` where it leaves them:
 * how a line that was drawn on one state of the map is found again on another.
 */
export function findWalk(land: Land, points: readonly PlanePoint[]): SignedArc[] | undefined {
  const walk: SignedArc[] = [];
  let at = 0;
  while (at < points.length - 1) {
    const node = nodeAt(land, points[at] ?? [0, 0]);
    if (node < 0) return undefined;
    const signed = [...arcsFrom(land, node)].find((each) => follows(land, each, points, at));
    if (signed === undefined) return undefined;
    walk.push(signed);
    const arc = signed >> 1;
    at += uint(land.map.arcs.firstPoint, arc + 1) - uint(land.map.arcs.firstPoint, arc) + 1;
  }
  return walk.length === 0 ? undefined : walk;
}

function follows(
  { map }: Land,
  signed: SignedArc,
  points: readonly PlanePoint[],
  start: number,
): boolean {
  const flat = walkPoints(map, signed);
  for (let step = 0; 2 * step < flat.length; step++) {
    const [x, y] = points[start + step] ?? [NaN, NaN];
    if (x !== flat[2 * step] || y !== flat[2 * step + 1]) return false;
  }
  return true;
}
