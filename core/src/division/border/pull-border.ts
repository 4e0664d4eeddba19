import { endNode, OUTSIDE, startNode, uint, type SignedArc } from "../../topology/index.ts";
import {
  arcsAround,
  arcsFrom,
  leftOf,
  nodePoint,
  rightOf,
  walkOf,
  type Land,
  type PlanePoint,
} from "../model/land.ts";
import {
  distanceToLine,
  layWire,
  narrowNet,
  nearestNode,
  netOfGrids,
  sketchCost,
  wireTo,
  type WireNet,
} from "./live-wire.ts";
import { lockedPairs, pairKey } from "../model/unit-pairs.ts";
import type { MoveBorder } from "./move-border.ts";
import type { Division, GridId } from "../model/model.ts";

/** A border in the hand: an arc of it, and whether it was taken where several borders meet. */
export interface Grip {
  readonly signed: SignedArc;
  readonly at: PlanePoint;
  readonly isJunction: boolean;
  /** The grids around, ground in no grid as `null`. */
  readonly parties: ReadonlySet<GridId | null>;
}

/**
 * The border nearest to a point among the arcs of some units, within a reach in centimetres; a
 * junction if one is as near.
 */
export function gripBorder(
  division: Division,
  land: Land,
  units: Iterable<number>,
  { at, reach }: { readonly at: PlanePoint; readonly reach: number },
): Grip | undefined {
  let best: SignedArc | undefined;
  let least = reach;
  for (const unit of units)
    for (const signed of arcsAround(land, unit)) {
      if (!isBorder(division, land, signed)) continue;
      const distance = distanceToLine(at[0], at[1], walkOf(land, [signed]));
      if (distance > least) continue;
      least = distance;
      best = signed;
    }
  if (best === undefined) return undefined;
  const junction = [startNode(land.map, best), endNode(land.map, best)].find((node) => {
    const [x, y] = nodePoint(land, node);
    const isNear = Math.max(Math.abs(x - at[0]), Math.abs(y - at[1])) <= reach;
    return isNear && borderArms(division, land, node).length > 2;
  });
  const around = junction === undefined ? [best] : borderArms(division, land, junction);
  const sides = around.flatMap((signed) => [leftOf(land, signed), rightOf(land, signed)]);
  const inside = sides.filter((unit) => unit !== OUTSIDE);
  const parties = new Set(inside.map((unit) => division.gridOf[unit] ?? null));
  return { signed: best, at, isJunction: junction !== undefined, parties };
}

const gridOn = (division: Division, unit: number): GridId | null | undefined =>
  unit === OUTSIDE ? undefined : (division.gridOf[unit] ?? null);

/** Between two grids, both of this ground. */
function isBorder(division: Division, land: Land, signed: SignedArc): boolean {
  const [left, right] = [leftOf(land, signed), rightOf(land, signed)];
  return left >= 0 && right >= 0 && gridOn(division, left) !== gridOn(division, right);
}

/** Arcs at a node with two grids on their sides, or a grid and the world outside. */
const borderArms = (division: Division, land: Land, node: number): SignedArc[] =>
  [...arcsFrom(land, node)].filter(
    (signed) => gridOn(division, leftOf(land, signed)) !== gridOn(division, rightOf(land, signed)),
  );

/** How much border goes along with a pull, each way: this much and more the further it goes. */
const SLACK_CENTIMETRES = 1500;
const SLACK_PER_CENTIMETRE = 1.2;

/**
 * Where a border goes that is pulled to a point: it stays fixed at both ends of a stretch that is
 * longer the further it is pulled, and in between takes arcs that follow a line over the point. The
 * grid that is pulled into gives ground. `undefined`: there is no other way.
 */
export function pullBorder(
  division: Division,
  land: Land,
  grip: Grip,
  { to, giver }: { readonly to: PlanePoint; readonly giver: GridId | null },
): MoveBorder | undefined {
  const pull = Math.sqrt((to[0] - grip.at[0]) ** 2 + (to[1] - grip.at[1]) ** 2);
  const reach = SLACK_CENTIMETRES + SLACK_PER_CENTIMETRE * pull;
  const stretch = stretchOf(division, land, grip, { giver, reach });
  const [first, last] = [stretch[0], stretch.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const others = stretch.map((signed) => gridOn(division, rightOf(land, signed)));
  const grids = new Set([giver, ...others.filter((gridId) => gridId !== undefined)]);
  const [start, end] = [startNode(land.map, first), endNode(land.map, last)];
  if (start === end || grids.size < 2) return undefined;
  const way = wayOver(netOfGrids(land, division, grids), start, end, to);
  if (way === undefined || isSameWay(stretch, way)) return undefined;
  return { from: walkOf(land, stretch), to: walkOf(land, way) };
}

/**
 * From one fixed end to the node nearest to the hand and on to the other end, there and back on
 * different arcs: by cost alone a border on a road would stay there however far it is pulled.
 */
function wayOver(
  net: WireNet,
  start: number,
  end: number,
  to: PlanePoint,
): SignedArc[] | undefined {
  const { land } = net;
  const costOf = sketchCost(land, [nodePoint(land, start), to, nodePoint(land, end)]);
  const over = nearestNode(net, to);
  if (over < 0 || over === start || over === end) return undefined;
  const there = wireTo(layWire(net, start, costOf), over);
  if (there === undefined) return undefined;
  const used = new Set(there.map((signed) => signed >> 1));
  const crossed = new Set(there.map((signed) => startNode(land.map, signed)));
  const isFree = (signed: SignedArc): boolean =>
    !used.has(signed >> 1) && !crossed.has(endNode(land.map, signed));
  const back = wireTo(layWire(narrowNet(net, isFree), over, costOf), end);
  return back === undefined ? undefined : [...there, ...back];
}

const isSameWay = (one: readonly SignedArc[], other: readonly SignedArc[]): boolean =>
  one.length === other.length && one.every((signed, at) => signed === other[at]);

/** Border arcs on both sides of the grip, the giver on their left, as far as they are loose. */
function stretchOf(
  division: Division,
  land: Land,
  grip: Grip,
  { giver, reach }: { readonly giver: GridId | null; readonly reach: number },
): SignedArc[] {
  const start = firstArc(division, land, grip, giver);
  if (start === undefined) return [];
  const locked = lockedPairs(division);
  const isLoose = (signed: SignedArc): boolean => {
    const [left, right] = [leftOf(land, signed), rightOf(land, signed)];
    if (gridOn(division, left) !== giver || gridOn(division, right) === giver) return false;
    if (right >= 0 && locked.has(pairKey(left, right))) return false;
    // Along the outer edge only round a junction: the edge itself stays.
    const other = gridOn(division, right);
    return other === undefined ? grip.isJunction : grip.parties.has(other);
  };
  if (!isLoose(start)) return [];
  const taken = new Set([start]);
  const goOn = (from: SignedArc, next: (signed: SignedArc) => SignedArc[]): SignedArc[] => {
    const way: SignedArc[] = [];
    let length = uint(land.map.arcs.length, start >> 1) / 2;
    for (let signed = from; length < reach;) {
      const [only, ...more] = next(signed).filter((each) => isLoose(each) && !taken.has(each));
      if (only === undefined || more.length > 0) break;
      way.push(only);
      taken.add(only);
      length += uint(land.map.arcs.length, only >> 1);
      signed = only;
    }
    return way;
  };
  const ahead = goOn(start, (signed) => [...arcsFrom(land, endNode(land.map, signed))]);
  const behind = goOn(start, (signed) =>
    [...arcsFrom(land, startNode(land.map, signed))].map((each) => each ^ 1),
  );
  return [...behind.toReversed(), start, ...ahead];
}

/** An arc at the grip that has the giver on its left. */
function firstArc(
  division: Division,
  land: Land,
  { signed, isJunction }: Grip,
  giver: GridId | null,
): SignedArc | undefined {
  const nodes = [startNode(land.map, signed), endNode(land.map, signed)];
  const around = nodes.flatMap((node) => [...arcsFrom(land, node)].flatMap((s) => [s, s ^ 1]));
  const near = [signed, signed ^ 1, ...(isJunction ? around : [])];
  return near.find(
    (each) =>
      gridOn(division, leftOf(land, each)) === giver &&
      gridOn(division, rightOf(land, each)) !== giver &&
      rightOf(land, each) !== OUTSIDE,
  );
}

/** The whole stretch of border between two junctions that a grip lies on, as pairs of units. */
export function stretchAt(division: Division, land: Land, grip: Grip): SignedArc[] {
  const giver = gridOn(division, leftOf(land, grip.signed));
  const other = gridOn(division, rightOf(land, grip.signed));
  if (giver === undefined || other === undefined) return [];
  const parties = new Set([giver, other]);
  const plain = { ...division, locks: [] };
  const loose = { ...grip, isJunction: false, parties };
  return stretchOf(plain, land, loose, { giver, reach: Infinity });
}
