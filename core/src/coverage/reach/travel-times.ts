import type { Attachments } from "../attach/attach-points.ts";
import { EDGE_BACKWARD, EDGE_FORWARD, type Network } from "../network/network.ts";
import {
  legUnitsPerMetre,
  unitsPerMetre,
  usableDirections,
  type PackedGraph,
} from "./pack-graph.ts";
import { UNREACHED, type Seeds, type Sweep } from "./sweep.ts";

/**
 * Units from a point to the two ends of its edge, the leg included; `UNREACHED` against a one-way.
 * `leaving`: the point is where the walk starts; otherwise where it ends.
 */
export interface EndUnits {
  readonly from: number;
  readonly to: number;
}

/** Sitting on a node, a point is bound by no direction of the edge it was given. */
const AT_NODE_METRES = 1e-6;

export function endUnits(
  network: Network,
  graph: PackedGraph,
  place: { edge: number; along: number; leg: number; leaving: boolean },
): EndUnits {
  const { edge, along, leg, leaving } = place;
  const metres = network.edgeMetres[edge] ?? 0;
  const legUnits = leg * legUnitsPerMetre(graph.weighting);
  const directions = usableDirections(network, graph.weighting, edge);
  const unitsGoing = (direction: number, walked: number): number =>
    directions & direction || walked < AT_NODE_METRES
      ? Math.round(legUnits + walked * unitsPerMetre(network, graph.weighting, [edge, direction]))
      : UNREACHED;
  return {
    from: unitsGoing(leaving ? EDGE_BACKWARD : EDGE_FORWARD, along),
    to: unitsGoing(leaving ? EDGE_FORWARD : EDGE_BACKWARD, metres - along),
  };
}

export function placeOf(points: Attachments, i: number, leaving: boolean) {
  return {
    edge: points.edge[i] ?? -1,
    along: points.alongMetres[i] ?? 0,
    leg: points.legMetres[i] ?? 0,
    leaving,
  };
}

/** Seeds of the points listed (default all): both ends of each edge, in the home copy where there is one. */
export function seedsOf(
  network: Network,
  graph: PackedGraph,
  points: Attachments,
  which: Iterable<number> = Array.from({ length: points.count }, (_, i) => i),
): Seeds {
  const nodes: number[] = [];
  const units: number[] = [];
  const owners: number[] = [];
  const leaving = graph.labels === "from-seeds";
  for (const i of which) {
    const place = placeOf(points, i, leaving);
    if (place.edge < 0) continue;
    const ends = endUnits(network, graph, place);
    const addSeed = (node: number, from: number) => {
      if (from === UNREACHED) return;
      const home = graph.homeCopy[node] ?? -1;
      nodes.push(home >= 0 ? home : node);
      units.push(from);
      owners.push(i);
    };
    addSeed(network.edgeFrom[place.edge] ?? 0, ends.from);
    addSeed(network.edgeTo[place.edge] ?? 0, ends.to);
  }
  return {
    count: nodes.length,
    nodes: Uint32Array.from(nodes),
    units: Uint32Array.from(units),
    owners: Uint32Array.from(owners),
  };
}

/** The nearest seed of each point. `UNREACHED` (-1) where there is none within the limit. */
export interface NearestTimes {
  readonly units: Int32Array;
  readonly owner: Int32Array;
}

/** Points that share an edge may be nearest to each other through neither of its ends. */
export class SameEdge {
  readonly #byEdge = new Map<number, number[]>();
  readonly #network: Network;
  readonly #graph: PackedGraph;
  readonly #seeds: Attachments;

  /** `which`: the seed points that take part; default all. */
  constructor(
    network: Network,
    graph: PackedGraph,
    { seeds, which = seeds.edge.keys() }: { seeds: Attachments; which?: Iterable<number> },
  ) {
    this.#network = network;
    this.#graph = graph;
    this.#seeds = seeds;
    for (const i of which) {
      const edge = seeds.edge[i] ?? -1;
      const list = this.#byEdge.get(edge);
      if (edge < 0) continue;
      if (list === undefined) this.#byEdge.set(edge, [i]);
      else list.push(i);
    }
  }

  /** 1 at each edge with a seed on it. */
  edgeMask(edgeCount: number): Uint8Array {
    const mask = new Uint8Array(edgeCount);
    for (const edge of this.#byEdge.keys()) mask[edge] = 1;
    return mask;
  }

  /** Seed points on an edge. */
  on(edge: number): readonly number[] {
    return this.#byEdge.get(edge) ?? [];
  }

  /** Units between a place and seed point `seed` straight along their edge; `UNREACHED` against a one-way. */
  unitsBetween(place: { edge: number; along: number; leg: number }, seed: number): number {
    const along = this.#seeds.alongMetres[seed] ?? 0;
    const leg = this.#seeds.legMetres[seed] ?? 0;
    return alongEdgeUnits(this.#network, this.#graph, { place, seed: { along, leg } });
  }
}

interface OnEdge {
  readonly along: number;
  readonly leg: number;
}

/** Units between a place and a seed on the same edge, straight along it; `UNREACHED` against a one-way. */
export function alongEdgeUnits(
  network: Network,
  graph: PackedGraph,
  { place, seed }: { place: OnEdge & { readonly edge: number }; seed: OnEdge },
): number {
  const { labels, weighting } = graph;
  const ahead = labels === "to-seeds" ? seed.along - place.along : place.along - seed.along;
  const directions = usableDirections(network, weighting, place.edge);
  const needed = ahead >= 0 ? EDGE_FORWARD : EDGE_BACKWARD;
  if (Math.abs(ahead) > AT_NODE_METRES && !(directions & needed)) return UNREACHED;
  const legs = (place.leg + seed.leg) * legUnitsPerMetre(weighting);
  const perMetre = unitsPerMetre(network, weighting, [place.edge, needed]);
  return Math.round(legs + Math.abs(ahead) * perMetre);
}

/** Units at a node, the better of its street or visitor label and its home label. */
export function bestLabel(sweep: Sweep, node: number): { units: number; node: number } {
  const units = sweep.unitsAt(node);
  const home = sweep.graph.homeCopy[node] ?? -1;
  const homeUnits = home < 0 ? UNREACHED : sweep.unitsAt(home);
  const isHomeBetter = homeUnits !== UNREACHED && (units === UNREACHED || homeUnits < units);
  return isHomeBetter ? { units: homeUnits, node: home } : { units, node };
}

/** Compounds that hold attached points: they need home copies. */
export function homesOf(network: Network, points: Attachments): Set<number> {
  const homes = new Set<number>();
  for (const edge of points.edge) {
    const compound = edge < 0 ? -1 : (network.nodeCompound[network.edgeFrom[edge] ?? 0] ?? -1);
    if (compound >= 0) homes.add(compound);
  }
  return homes;
}
