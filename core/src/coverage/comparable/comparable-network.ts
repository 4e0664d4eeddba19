import { EdgeFinder } from "../attach/attach-points.ts";
import { findIsolated } from "../network/isolated-pieces.ts";
import { fromPlane } from "../network/local-plane.ts";
import { EDGE_ISOLATED, type Network } from "../network/network.ts";

/** Radius of the globe that the other engine measures on; no ellipsoid. */
const SPHERE_METRES = 6_378_160.187;
const RADIANS = Math.PI / 180;

/**
 * A network measured as the other engine stores it: on a sphere, each stretch between junctions in
 * whole metres, at least one. Dense networks differ by more than 1 % on short walks for that alone.
 */
export interface ComparableNetwork {
  readonly network: Network;
  /** The nodes at the two ends of the stretch that an edge is part of. */
  readonly stretchEnds: (edge: number) => readonly [number, number];
  /** Edges at each node. */
  readonly edgesAt: (node: number) => readonly number[];
  /** Lower comes first where several places are equally near: by the id of the node in the source. */
  readonly rankOf: (node: number) => number;
  /** Finds ways whatever piece they lie on. */
  readonly anywhere: EdgeFinder;
  /** Finds ways on pieces of at least 50 junctions, where there are any. */
  readonly connected: EdgeFinder;
}

export function comparableNetwork(
  network: Network,
  rankOf: (node: number) => number = (node) => node,
): ComparableNetwork {
  const edgesAt = edgesByNode(network);
  const stretches = findStretches(network, edgesAt);
  const measured = { ...network, edgeMetres: wholeMetres(network, stretches) };
  const isolated = findIsolated(measured, (node) => !isPassedBy(network, edgesAt[node] ?? []));
  const plain = network.edgeFlags.map((flags) => flags & ~EDGE_ISOLATED);
  const marked = plain.map((flags, edge) => flags | (isolated[edge] === 1 ? EDGE_ISOLATED : 0));
  const result: Network = { ...measured, edgeFlags: marked };
  const stretchOf = new Uint32Array(network.edgeCount);
  stretches.forEach(({ edges }, stretch) => {
    for (const edge of edges) stretchOf[edge] = stretch;
  });
  return {
    network: result,
    stretchEnds: (edge) => stretches[stretchOf[edge] ?? 0]?.ends ?? [0, 0],
    edgesAt: (node) => edgesAt[node] ?? [],
    rankOf,
    anywhere: new EdgeFinder({ ...measured, edgeFlags: plain }),
    connected: new EdgeFinder(result),
  };
}

function edgesByNode({ nodeCount, edgeCount, edgeFrom, edgeTo }: Network): number[][] {
  const edgesAt = Array.from({ length: nodeCount }, (): number[] => []);
  for (let edge = 0; edge < edgeCount; edge++) {
    edgesAt[edgeFrom[edge] ?? 0]?.push(edge);
    edgesAt[edgeTo[edge] ?? 0]?.push(edge);
  }
  return edgesAt;
}

/** A cut made for length alone: one way goes through, nothing else meets it. */
function isPassedBy({ edgeWay }: Network, edges: readonly number[]): boolean {
  const [first = -1, second = -1] = edges;
  return edges.length === 2 && first !== second && edgeWay[first] === edgeWay[second];
}

interface Stretch {
  readonly edges: readonly number[];
  readonly ends: readonly [number, number];
}

/** Edges between two junctions, put together again where they were cut for length. */
function findStretches(network: Network, edgesAt: readonly (readonly number[])[]): Stretch[] {
  const seen = new Uint8Array(network.edgeCount);
  const stretches: Stretch[] = [];
  const goOn = (start: number, startEdge: number, edges: number[]): number => {
    let node = start;
    let last = startEdge;
    for (;;) {
      const around = edgesAt[node] ?? [];
      const next = around[0] === last ? around[1] : around[0];
      if (next === undefined || !isPassedBy(network, around) || seen[next] === 1) return node;
      seen[next] = 1;
      edges.push(next);
      const [from = 0, to = 0] = [network.edgeFrom[next], network.edgeTo[next]];
      node = from === node ? to : from;
      last = next;
    }
  };
  for (let edge = 0; edge < network.edgeCount; edge++) {
    if (seen[edge] === 1) continue;
    seen[edge] = 1;
    const edges = [edge];
    const first = goOn(network.edgeFrom[edge] ?? 0, edge, edges);
    const last = goOn(network.edgeTo[edge] ?? 0, edge, edges);
    stretches.push({ edges, ends: [first, last] });
  }
  return stretches;
}

function wholeMetres(network: Network, stretches: readonly Stretch[]): Float64Array {
  const metres = new Float64Array(network.edgeCount);
  for (const { edges } of stretches) {
    const lengths = edges.map((edge) => sphereMetres(network, edge));
    const total = lengths.reduce((sum, length) => sum + length, 0);
    const whole = Math.max(1, Math.round(total));
    for (const [i, edge] of edges.entries()) {
      metres[edge] = total === 0 ? whole / edges.length : ((lengths[i] ?? 0) / total) * whole;
    }
  }
  return metres;
}

function sphereMetres({ plane, shapeStart, shapeX, shapeY }: Network, edge: number): number {
  let metres = 0;
  const last = (shapeStart[edge + 1] ?? 0) - 1;
  for (let i = shapeStart[edge] ?? 0; i < last; i++) {
    const [lngA, latA] = fromPlane(plane, shapeX[i] ?? 0, shapeY[i] ?? 0);
    const [lngB, latB] = fromPlane(plane, shapeX[i + 1] ?? 0, shapeY[i + 1] ?? 0);
    const east = (lngB - lngA) * RADIANS * Math.cos(((latA + latB) / 2) * RADIANS);
    metres += Math.hypot(east, (latB - latA) * RADIANS) * SPHERE_METRES;
  }
  return metres;
}
