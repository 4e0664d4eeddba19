import type { Attachments } from "../attach/attach-points.ts";
import type { Network } from "../network/network.ts";
import type { PackedGraph, Weighting } from "./pack-graph.ts";
import { UNREACHED, type Sweep } from "./sweep.ts";
import { endUnits, placeOf, type NearestTimes, type SameEdge } from "./travel-times.ts";

/** Reads a finished `runNearest` for each point. `limit` as given to the sweep. */
export function readNearest(
  network: Network,
  sweep: Sweep,
  points: Attachments,
  { limit, sameEdge }: { limit: number; sameEdge: SameEdge },
): NearestTimes {
  const hooks = hooksOf(network, sweep.graph, points);
  const found: NearestTimes = {
    units: new Int32Array(points.count).fill(UNREACHED),
    owner: new Int32Array(points.count).fill(-1),
  };
  offerEnds(sweep, { ...hooks, end: hooks.from }, { ...found, limit });
  offerEnds(sweep, { ...hooks, end: hooks.to }, { ...found, limit });
  offerSameEdge(points, { ...found, limit }, { sameEdge, network, labels: hooks.labels });
  return found;
}

/** Where what is found goes. `own`: the seed of each point that is not asked for. */
export interface Offers extends NearestTimes {
  readonly limit: number;
  readonly own?: Int32Array;
}

interface OnSameEdge {
  readonly sameEdge: SameEdge;
  readonly network: Network;
  readonly labels: PackedGraph["labels"];
}

/** Seeds on the point's own edge, straight along it. */
export function offerSameEdge(
  points: Attachments,
  { units, owner, limit, own }: Offers,
  { sameEdge, network, labels }: OnSameEdge,
): void {
  const shared = sameEdge.edgeMask(network.edgeCount);
  for (let point = 0; point < points.count; point++) {
    const edge = points.edge[point] ?? -1;
    if (shared[edge] !== 1) continue;
    const place = placeOf(points, point, labels === "to-seeds");
    for (const seed of sameEdge.on(edge)) {
      const total = sameEdge.unitsBetween(place, seed);
      const best = units[point] ?? UNREACHED;
      if (total === UNREACHED || total > limit || (best !== UNREACHED && best <= total)) continue;
      if (own?.[point] === seed) continue;
      units[point] = total;
      owner[point] = seed;
    }
  }
}

/** One end of each point where it is nearer than what is known. Many points: plain columns, no objects. */
function offerEnds(
  sweep: Sweep,
  { point, end }: { readonly point: Uint32Array; readonly end: Ends },
  { units, owner, limit }: NearestTimes & { readonly limit: number },
): void {
  const hasCopies = sweep.graph.nodeCount > sweep.graph.baseCount;
  for (let i = 0; i < point.length; i++) {
    const walked = end.units[i] ?? UNREACHED;
    const own = end.nodes[i] ?? 0;
    const node = hasCopies ? betterCopy(sweep, own) : own;
    const label = sweep.unitsAt(node);
    const total = label + walked;
    if (walked === UNREACHED || label === UNREACHED || total > limit) continue;
    const at = point[i] ?? 0;
    const best = units[at] ?? UNREACHED;
    if (best !== UNREACHED && best <= total) continue;
    units[at] = total;
    owner[at] = sweep.ownerAt(node);
  }
}

/** Of a node and its home copy the one with the better label. */
function betterCopy(sweep: Sweep, node: number): number {
  const home = sweep.graph.homeCopy[node] ?? -1;
  if (home < 0) return node;
  const homeUnits = sweep.unitsAt(home);
  const units = sweep.unitsAt(node);
  return homeUnits !== UNREACHED && (units === UNREACHED || homeUnits < units) ? home : node;
}

/** One end of each edge that points hang on, and the units to it; `UNREACHED` against a one-way. */
interface Ends {
  readonly nodes: Uint32Array;
  readonly units: Int32Array;
}

/** Where points hang. Those on the network only, by their first ends: neighbours one after the other. */
interface PointHooks {
  readonly network: Network;
  readonly weighting: Weighting;
  readonly labels: PackedGraph["labels"];
  readonly point: Uint32Array;
  readonly from: Ends;
  readonly to: Ends;
}

/**
 * What was worked out last for these points. Whoever reads them once reads them again: for the second
 * station, the next hour, the next origin of a matrix, which all ask under the same weighting.
 */
const last = new WeakMap<Attachments, PointHooks>();

export function hooksOf(network: Network, graph: PackedGraph, points: Attachments): PointHooks {
  const { weighting, labels } = graph;
  const known = last.get(points);
  if (known?.network === network && known.labels === labels && isSame(known.weighting, weighting))
    return known;
  const point = byFirstEnd(network, points);
  const endsAt = (nodes: Uint32Array): Ends => ({
    nodes: point.map((i) => nodes[points.edge[i] ?? 0] ?? 0),
    units: new Int32Array(point.length),
  });
  const from = endsAt(network.edgeFrom);
  const to = endsAt(network.edgeTo);
  point.forEach((i, at) => {
    const units = endUnits(network, graph, placeOf(points, i, labels === "to-seeds"));
    from.units[at] = units.from;
    to.units[at] = units.to;
  });
  const hooks: PointHooks = { network, weighting, labels, point, from, to };
  last.set(points, hooks);
  return hooks;
}

/** Points on the network, counted out by the first end of their edge. */
function byFirstEnd({ nodeCount, edgeFrom }: Network, { edge }: Attachments): Uint32Array {
  const next = new Uint32Array(nodeCount + 1);
  edge.forEach((at) => {
    if (at >= 0) next[(edgeFrom[at] ?? 0) + 1] = (next[(edgeFrom[at] ?? 0) + 1] ?? 0) + 1;
  });
  for (let node = 0; node < nodeCount; node++)
    next[node + 1] = (next[node + 1] ?? 0) + (next[node] ?? 0);
  const sorted = new Uint32Array(next[nodeCount] ?? 0);
  edge.forEach((at, point) => {
    if (at < 0) return;
    const node = edgeFrom[at] ?? 0;
    const place = next[node] ?? 0;
    next[node] = place + 1;
    sorted[place] = point;
  });
  return sorted;
}

/** Weightings are a few plain values. */
const isSame = (a: Weighting, b: Weighting): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);
