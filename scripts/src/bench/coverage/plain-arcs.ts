import type { Network, Seeds } from "@onegrid/core/coverage";
import { SPEED } from "./bench-city.ts";

/**
 * The made city as plain columns for other programs: both directions of every edge, and a node of its
 * own for each station, with an arc to each end of the edge it stands at. Units of 0.1 s, weighed here
 * anew from the metres: a fault of our packing shows as a difference.
 */
export interface PlainArcs {
  readonly nodeCount: number;
  /** The number of the first station's node; the others follow. */
  readonly firstStation: number;
  readonly tails: Uint32Array;
  readonly heads: Uint32Array;
  readonly units: Uint32Array;
}

export function plainArcs(network: Network, seeds: Seeds, stations: number): PlainArcs {
  const { edgeCount, edgeFrom, edgeTo, edgeMetres } = network;
  const count = edgeCount * 2 + seeds.count;
  const [tails, heads, units] = [
    new Uint32Array(count),
    new Uint32Array(count),
    new Uint32Array(count),
  ];
  let at = 0;
  const add = (tail: number, head: number, weight: number) => {
    tails[at] = tail;
    heads[at] = head;
    units[at++] = weight;
  };
  for (let edge = 0; edge < edgeCount; edge++) {
    const [from, to] = [edgeFrom[edge] ?? 0, edgeTo[edge] ?? 0];
    const weight = Math.round(((edgeMetres[edge] ?? 0) * 10) / SPEED);
    add(from, to, weight);
    add(to, from, weight);
  }
  const firstStation = network.nodeCount;
  for (let seed = 0; seed < seeds.count; seed++) {
    add(firstStation + (seeds.owners[seed] ?? 0), seeds.nodes[seed] ?? 0, seeds.units[seed] ?? 0);
  }
  return { nodeCount: firstStation + stations, firstStation, tails, heads, units };
}
