import type { Attachments } from "../attach/attach-points.ts";
import type { StationReach } from "../answer/compute-coverage.ts";
import { hooksOf, offerSameEdge } from "./read-nearest.ts";
import type { PackedGraph } from "./pack-graph.ts";
import { Sweep, UNBOUNDED, UNREACHED, type Seeds } from "./sweep.ts";
import { SameEdge, type NearestTimes } from "./travel-times.ts";

export interface NearestTwo {
  /** As coverage has it; positions of stations, -1 without a path. */
  readonly nearest: NearestTimes;
  /** Where people go when their nearest station is closed; another station, perhaps as near. */
  readonly second: NearestTimes;
}

/**
 * The nearest and the second-nearest station of every building, without a limit, in one sweep more.
 *
 * The way to a node's second station comes, at some arc, out of that station's own ground or of a
 * third one's: of two stations nearer than it before the arc one would still be nearer behind it. So
 * the second sweep starts wherever an arc leads from one station's ground into another's, and stays in
 * the ground that it came to. Exact: what is tied may name another station, at the same units.
 */
export function findNearestTwo(reach: StationReach, points: Attachments): NearestTwo {
  const nearest = reach.read(points);
  const others = sweepOthers(reach);
  const second: NearestTimes = {
    units: new Int32Array(points.count).fill(UNREACHED),
    owner: new Int32Array(points.count).fill(-1),
  };
  const offers = { ...second, limit: UNBOUNDED, own: nearest.owner };
  for (const sweep of [reach.sweep, others]) offerOthers(reach, sweep, { points, offers });
  const { network } = reach;
  const { graph } = reach.sweep;
  const sameEdge = new SameEdge(network, graph, { seeds: reach.stations });
  offerSameEdge(points, offers, { sameEdge, network, labels: graph.labels });
  return { nearest, second };
}

const NOBODY = -1;

/** Each node learns its nearest station but for the one whose ground it is. */
function sweepOthers({ sweep, seeds }: StationReach): Sweep {
  const { graph } = sweep;
  const ground = Int32Array.from({ length: graph.nodeCount }, (_, node) =>
    sweep.unitsAt(node) === UNREACHED ? NOBODY : sweep.ownerAt(node),
  );
  const crossing = new SeedList();
  for (let i = 0; i < seeds.count; i++) {
    const [node = 0, owner = 0] = [seeds.nodes[i], seeds.owners[i]];
    if (ground[node] !== owner) crossing.add(node, seeds.units[i] ?? 0, owner);
  }
  const others = new Sweep(withinGrounds(sweep, ground, crossing));
  others.runNearest(crossing.seeds(), UNBOUNDED);
  return others;
}

/** The arcs that stay in one station's ground; those that leave it are where the others come in. */
function withinGrounds(sweep: Sweep, ground: Int32Array, crossing: SeedList): PackedGraph {
  const { nodeCount, offsets, arcs } = sweep.graph;
  const within = { offsets: new Uint32Array(nodeCount + 1), arcs: new Uint32Array(arcs.length) };
  let kept = 0;
  for (let tail = 0; tail < nodeCount; tail++) {
    const own = ground[tail] ?? NOBODY;
    const units = sweep.unitsAt(tail);
    const end = own === NOBODY ? 0 : (offsets[tail + 1] ?? 0);
    for (let at = offsets[tail] ?? 0; at < end; at++) {
      const arc = arcs[at] ?? 0;
      const head = arc >>> 12;
      if (ground[head] === own) within.arcs[kept++] = arc;
      else crossing.add(head, units + (arc & 4095), own);
    }
    within.offsets[tail + 1] = kept;
  }
  return { ...sweep.graph, ...within, gateArcs: [] };
}

class SeedList {
  readonly #nodes: number[] = [];
  readonly #units: number[] = [];
  readonly #owners: number[] = [];

  add(node: number, units: number, owner: number): void {
    this.#nodes.push(node);
    this.#units.push(units);
    this.#owners.push(owner);
  }

  seeds(): Seeds {
    return {
      count: this.#nodes.length,
      nodes: Uint32Array.from(this.#nodes),
      units: Uint32Array.from(this.#units),
      owners: Uint32Array.from(this.#owners),
    };
  }
}

interface Asked {
  readonly points: Attachments;
  readonly offers: NearestTimes & { readonly own: Int32Array };
}

/** Both ends of each point's edge, in the home copy too: the best there of somebody else. */
function offerOthers(reach: StationReach, sweep: Sweep, { points, offers }: Asked): void {
  const { homeCopy, nodeCount, baseCount } = sweep.graph;
  const { point, from, to } = hooksOf(reach.network, sweep.graph, points);
  for (const end of [from, to]) {
    offerEnd(sweep, { point, units: end.units, nodes: end.nodes }, offers);
    if (nodeCount === baseCount) continue;
    const homes = Int32Array.from(end.nodes, (node) => homeCopy[node] ?? NOBODY);
    offerEnd(sweep, { point, units: end.units, nodes: homes }, offers);
  }
}

interface End {
  readonly point: Uint32Array;
  readonly units: Int32Array;
  readonly nodes: Uint32Array | Int32Array;
}

function offerEnd(sweep: Sweep, end: End, { units, owner, own }: Asked["offers"]): void {
  for (let i = 0; i < end.point.length; i++) {
    const node = end.nodes[i] ?? NOBODY;
    const walked = end.units[i] ?? UNREACHED;
    const label = node < 0 ? UNREACHED : sweep.unitsAt(node);
    if (walked === UNREACHED || label === UNREACHED) continue;
    const at = end.point[i] ?? 0;
    const best = units[at] ?? UNREACHED;
    const seed = sweep.ownerAt(node);
    if ((best !== UNREACHED && best <= label + walked) || own[at] === seed) continue;
    units[at] = label + walked;
    owner[at] = seed;
  }
}
