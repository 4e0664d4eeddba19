import {
  byte,
  departurePoint,
  endNode,
  float,
  OUTSIDE,
  startNode,
  uint,
  type SignedArc,
} from "../../topology/index.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import { groupBy } from "../model/group-by.ts";
import { arcsAround, nodePoint, rightOf, type Land, type PlanePoint } from "../model/land.ts";
import type { Division, GridId } from "../model/model.ts";
import { lockedPairs, pairKey } from "../model/unit-pairs.ts";

/**
 * What a metre along each class costs: a line that is left to itself follows roads and walls. Start
 * values of the design; class 0 and 1 first.
 */
const CLASS_FACTOR = [0.1, 0.1, 0.25, 0.3, 0.45, 1] as const;

/** What turning back on the spot costs, in centimetres of plot border; a right angle costs half. */
const TURN_BACK = 800;

/** A metre this far from a sketch costs twice as much; centimetres. */
const SKETCH_REACH = 1000;

/** Cost of walking an arc, without turns. */
export type ArcCost = (arc: number) => number;

/** Arcs that a line may take, by the node they leave: whatever is not in it is closed. */
export interface WireNet {
  readonly land: Land;
  readonly arcs: readonly number[];
  readonly leaving: ReadonlyMap<number, readonly SignedArc[]>;
}

/**
 * The arcs inside some grids (`null`: ground in no grid): both sides are theirs, and the border is
 * not locked. A line on them can only move ground among these grids.
 */
export function netOfGrids(
  land: Land,
  division: Pick<Division, "ground" | "gridOf" | "locks">,
  gridIds: ReadonlySet<GridId | null>,
): WireNet {
  const { gridOf } = division;
  const locked = lockedPairs(division);
  const arcs: number[] = [];
  for (const unit of [...gridIds].flatMap((gridId) => unitsOfGrid(division, gridId))) {
    for (const signed of arcsAround(land, unit)) {
      // Each arc once: from the unit on its own left.
      const other = (signed & 1) === 1 ? OUTSIDE : rightOf(land, signed);
      if (other === OUTSIDE || !gridIds.has(gridOf[other] ?? null)) continue;
      if (!locked.has(pairKey(unit, other))) arcs.push(signed >> 1);
    }
  }
  return makeNet(land, arcs);
}

/** The same net without some of its arcs. */
export const narrowNet = (net: WireNet, isOpen: (signed: SignedArc) => boolean): WireNet => ({
  ...net,
  leaving: new Map([...net.leaving].map(([node, list]) => [node, list.filter(isOpen)] as const)),
});

function makeNet(land: Land, arcs: readonly number[]): WireNet {
  const ends = arcs.flatMap((arc): SignedArc[] => [2 * arc, 2 * arc + 1]);
  const leaving = groupBy(ends, (signed) => startNode(land.map, signed));
  return { land, arcs, leaving };
}

/** Length times the factor of its class. */
export function classCost({ map }: Land): ArcCost {
  return (arc) => uint(map.arcs.length, arc) * (CLASS_FACTOR[byte(map.arcs.barrier, arc)] ?? 1);
}

/** The same, and dearer by as much again for every 10 m that an arc lies off a sketch. */
export function sketchCost(land: Land, sketch: readonly PlanePoint[]): ArcCost {
  const plain = classCost(land);
  return (arc) => plain(arc) * (1 + meanDistance(land, arc, sketch) / SKETCH_REACH);
}

/** Of its points, one more where they are far apart: an arc is rarely longer than a plot. */
function meanDistance({ map }: Land, arc: number, sketch: readonly PlanePoint[]): number {
  const { nodes, arcs } = map;
  const [from, to] = [uint(arcs.from, arc), uint(arcs.to, arc)];
  const [ax, ay] = [nodes[2 * from] ?? 0, nodes[2 * from + 1] ?? 0];
  const [bx, by] = [nodes[2 * to] ?? 0, nodes[2 * to + 1] ?? 0];
  const [first, last] = [uint(arcs.firstPoint, arc), uint(arcs.firstPoint, arc + 1)];
  let sum = distanceToLine(ax, ay, sketch) + distanceToLine(bx, by, sketch);
  let count = 2;
  if (first === last) {
    sum += distanceToLine((ax + bx) / 2, (ay + by) / 2, sketch);
    count++;
  } else {
    const step = Math.max(1, Math.floor((last - first) / 4));
    for (let at = first; at < last; at += step) {
      sum += distanceToLine(arcs.points[2 * at] ?? 0, arcs.points[2 * at + 1] ?? 0, sketch);
      count++;
    }
  }
  return sum / count;
}

/** From a point to the nearest point of a line; centimetres. */
export function distanceToLine(x: number, y: number, line: readonly PlanePoint[]): number {
  let best = Infinity;
  for (let at = 0; at < line.length; at++) {
    const [ax, ay] = line[at] ?? [0, 0];
    const [bx, by] = line[at + 1] ?? [ax, ay];
    const [dx, dy] = [bx - ax, by - ay];
    const length2 = dx * dx + dy * dy;
    const dot = (x - ax) * dx + (y - ay) * dy;
    const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, dot / length2));
    const [offX, offY] = [x - ax - along * dx, y - ay - along * dy];
    best = Math.min(best, offX * offX + offY * offY);
  }
  return Math.sqrt(best);
}

/** Cheapest ways from one anchor to all that can be reached from it. */
export interface Wire {
  readonly net: WireNet;
  readonly source: number;
  /** By signed arc: its cost when it is walked last, and the arc walked before it (−1: none). */
  readonly reached: ReadonlyMap<SignedArc, { readonly cost: number; readonly before: SignedArc }>;
  /** By node: the signed arc that reaches it best. */
  readonly last: ReadonlyMap<number, SignedArc>;
}

/**
 * One search from an anchor (Dijkstra over directed arcs, because a turn costs, too). Moving the
 * pointer afterwards only reads: `wireTo`. Of equal ways the one found first stays, by arc number.
 */
export function layWire(net: WireNet, source: number, costOf: ArcCost): Wire {
  const reached = new Map<SignedArc, { cost: number; before: SignedArc }>();
  const last = new Map<number, SignedArc>();
  const queue = new CostQueue();
  const done = new Set<SignedArc>();
  const offer = (signed: SignedArc, cost: number, before: SignedArc): void => {
    const known = reached.get(signed);
    if (known && known.cost <= cost) return;
    reached.set(signed, { cost, before });
    queue.push(cost, signed);
  };
  for (const signed of net.leaving.get(source) ?? []) offer(signed, costOf(signed >> 1), -1);
  for (let signed = queue.pop(); signed >= 0; signed = queue.pop()) {
    if (done.has(signed)) continue;
    done.add(signed);
    const { cost = 0 } = reached.get(signed) ?? {};
    const node = endNode(net.land.map, signed);
    if (!last.has(node)) last.set(node, signed);
    for (const next of net.leaving.get(node) ?? []) {
      if (next === (signed ^ 1)) continue;
      offer(next, cost + turnCost(net.land, signed, next) + costOf(next >> 1), signed);
    }
  }
  return { net, source, reached, last };
}

/** From 0 straight on to `TURN_BACK` for a turn about. */
export function turnCost(land: Land, signed: SignedArc, next: SignedArc): number {
  const node = endNode(land.map, signed);
  const [x, y] = nodePoint(land, node);
  const [fromX, fromY] = departurePoint(land.map, signed ^ 1);
  const [toX, toY] = departurePoint(land.map, next);
  const [ax, ay, bx, by] = [x - fromX, y - fromY, toX - x, toY - y];
  const lengths = Math.sqrt((ax * ax + ay * ay) * (bx * bx + by * by));
  return (TURN_BACK * (1 - (ax * bx + ay * by) / lengths)) / 2;
}

/** The cheapest walk from the anchor to a node; empty at the anchor, `undefined` if it is out of reach. */
export function wireTo({ last, reached, source }: Wire, node: number): SignedArc[] | undefined {
  if (node === source) return [];
  const walk: SignedArc[] = [];
  let signed = last.get(node) ?? -1;
  if (signed < 0) return undefined;
  for (; signed >= 0; signed = reached.get(signed)?.before ?? -1) walk.push(signed);
  return walk.toReversed();
}

/** What the cheapest walk to a node costs. */
export const wireCost = ({ last, reached, source }: Wire, node: number): number =>
  node === source ? 0 : (reached.get(last.get(node) ?? -1)?.cost ?? Infinity);

/** The node of a net nearest to a point; −1 in an empty net. Of equals the first. */
export function nearestNode(
  net: WireNet,
  [x, y]: PlanePoint,
  isWanted: (node: number) => boolean = () => true,
): number {
  let best = -1;
  let least = Infinity;
  for (const node of net.leaving.keys()) {
    const [nodeX, nodeY] = nodePoint(net.land, node);
    const distance = (nodeX - x) ** 2 + (nodeY - y) ** 2;
    if (distance >= least || !isWanted(node)) continue;
    best = node;
    least = distance;
  }
  return best;
}

/** A binary heap; equal costs leave in the order of their items. */
class CostQueue {
  #costs = new Float64Array(64);
  #items = new Uint32Array(64);
  #count = 0;

  push(cost: number, item: number): void {
    if (this.#count === this.#costs.length) this.#grow();
    let at = this.#count++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.#isBefore(cost, item, above)) break;
      this.#copy(above, at);
      at = above;
    }
    this.#set(at, cost, item);
  }

  /** The cheapest; −1: empty. */
  pop(): number {
    if (this.#count === 0) return -1;
    const first = uint(this.#items, 0);
    this.#count--;
    const [cost, item] = [float(this.#costs, this.#count), uint(this.#items, this.#count)];
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= this.#count) break;
      if (below + 1 < this.#count && this.#isFirst(below + 1, below)) below++;
      if (this.#isBefore(cost, item, below)) break;
      this.#copy(below, at);
      at = below;
    }
    this.#set(at, cost, item);
    return first;
  }

  #isBefore(cost: number, item: number, at: number): boolean {
    const other = float(this.#costs, at);
    return cost < other || (cost === other && item < uint(this.#items, at));
  }

  #isFirst(one: number, other: number): boolean {
    return this.#isBefore(float(this.#costs, one), uint(this.#items, one), other);
  }

  #copy(from: number, to: number): void {
    this.#set(to, float(this.#costs, from), uint(this.#items, from));
  }

  #set(at: number, cost: number, item: number): void {
    this.#costs[at] = cost;
    this.#items[at] = item;
  }

  #grow(): void {
    const [costs, items] = [this.#costs, this.#items];
    this.#costs = new Float64Array(2 * costs.length);
    this.#items = new Uint32Array(2 * items.length);
    this.#costs.set(costs);
    this.#items.set(items);
  }
}
