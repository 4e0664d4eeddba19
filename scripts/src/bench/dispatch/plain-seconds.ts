import {
  attachPoints,
  DEFAULT_SPEEDS,
  type EdgeFinder,
  type Network,
} from "@onegrid/core/coverage";
import type { Position } from "@onegrid/core/geometry";

/** How far from a way somebody may be; those who find none look further. */
const REACHES_METRES = [50, 200, 800];
/** Tenths of a second a metre. */
const UNITS_PER_METRE = 10 / DEFAULT_SPEEDS.adult;
const [FORWARD, BACKWARD] = [1, 2];

/** Where a point meets the network. */
interface Spot {
  readonly edge: number;
  readonly along: number;
  readonly leg: number;
}

/** Seconds on foot from one place to another by a search from the first, edge by edge; `null`: no way. */
export function plainSeconds(
  { network, finder }: { readonly network: Network; readonly finder: EdgeFinder },
  from: Position,
  to: Position,
): number | null {
  const start = spotOf(finder, from);
  const end = spotOf(finder, to);
  if (!start || !end) return null;
  const units = plainSearch(network, start);
  const arriving = partsOf(network, end, [FORWARD, BACKWARD]);
  const ways = [
    straight(network, start, end),
    (units.get(network.edgeFrom[end.edge] ?? -1) ?? Infinity) + arriving.from,
    (units.get(network.edgeTo[end.edge] ?? -1) ?? Infinity) + arriving.to,
  ];
  const best = Math.min(...ways);
  return best === Infinity ? null : best / 10;
}

function spotOf(finder: EdgeFinder, place: Position): Spot | null {
  for (const maxLegMetres of REACHES_METRES) {
    const { edge, alongMetres, legMetres } = attachPoints(finder, [place], { maxLegMetres });
    if ((edge[0] ?? -1) < 0) continue;
    return { edge: edge[0] ?? 0, along: alongMetres[0] ?? 0, leg: legMetres[0] ?? 0 };
  }
  return null;
}

/** Units between a spot and the ends of its edge, with the leg; going `[to or from "from", to or from "to"]`. */
function partsOf(
  { edgeMetres, edgeFlags }: Network,
  { edge, along, leg }: Spot,
  [atFrom, atTo]: readonly [number, number],
): { readonly from: number; readonly to: number } {
  const flags = edgeFlags[edge] ?? 0;
  const rest = (edgeMetres[edge] ?? 0) - along;
  const part = (direction: number, metres: number): number =>
    (flags & direction) !== 0 || metres < 1e-6
      ? Math.round((leg + metres) * UNITS_PER_METRE)
      : Infinity;
  return { from: part(atFrom, along), to: part(atTo, rest) };
}

/** Along the edge that both stand at. */
function straight({ edgeFlags }: Network, start: Spot, end: Spot): number {
  if (start.edge !== end.edge) return Infinity;
  const metres = end.along - start.along;
  const needed = metres >= 0 ? FORWARD : BACKWARD;
  const isOpen = ((edgeFlags[start.edge] ?? 0) & needed) !== 0 || Math.abs(metres) <= 1e-6;
  return isOpen
    ? Math.round((start.leg + end.leg) * UNITS_PER_METRE + Math.abs(metres) * UNITS_PER_METRE)
    : Infinity;
}

/** Dijkstra (1959) as it is written in books: the nearest open node, looked for among all. */
function plainSearch(network: Network, start: Spot): ReadonlyMap<number, number> {
  const settled = new Map<number, number>();
  const open = new Map<number, number>();
  const leaving = partsOf(network, start, [BACKWARD, FORWARD]);
  const offer = (node: number, units: number): void => {
    if (units < (open.get(node) ?? Infinity) && !settled.has(node)) open.set(node, units);
  };
  offer(network.edgeFrom[start.edge] ?? 0, leaving.from);
  offer(network.edgeTo[start.edge] ?? 0, leaving.to);
  const arcs = arcsOf(network);
  while (open.size > 0) {
    let [nearest, least] = [-1, Infinity];
    for (const [node, units] of open) if (units < least) [nearest, least] = [node, units];
    open.delete(nearest);
    if (least === Infinity) break;
    settled.set(nearest, least);
    for (const [head, units] of arcs.get(nearest) ?? []) offer(head, least + units);
  }
  return settled;
}

type Arcs = ReadonlyMap<number, readonly (readonly [head: number, units: number])[]>;
const known = new WeakMap<Network, Arcs>();

function arcsOf(network: Network): Arcs {
  const made = known.get(network);
  if (made) return made;
  const arcs = new Map<number, (readonly [number, number])[]>();
  const add = (tail: number, head: number, units: number): void => {
    const list = arcs.get(tail) ?? [];
    list.push([head, units]);
    arcs.set(tail, list);
  };
  for (let edge = 0; edge < network.edgeCount; edge++) {
    const [from, to] = [network.edgeFrom[edge] ?? 0, network.edgeTo[edge] ?? 0];
    const units = Math.round((network.edgeMetres[edge] ?? 0) * UNITS_PER_METRE);
    const flags = network.edgeFlags[edge] ?? 0;
    if ((flags & FORWARD) !== 0) add(from, to, units);
    if ((flags & BACKWARD) !== 0) add(to, from, units);
  }
  known.set(network, arcs);
  return arcs;
}
