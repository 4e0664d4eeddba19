import type { Network } from "./network.ts";

/** A piece with fewer nodes, and not the largest, is mapping noise more often than a place. */
const MIN_PIECE_NODES = 50;

type Columns = Pick<Network, "nodeCount" | "edgeFrom" | "edgeTo" | "links">;

/**
 * 1 for each edge on a small piece that nothing joins to the rest (gates count as open).
 * `counts`: the nodes that make a piece large; default all.
 */
export function findIsolated(
  network: Columns,
  counts: (node: number) => boolean = () => true,
): Uint8Array {
  const roots = joinNodes(network);
  const sizes = new Uint32Array(network.nodeCount);
  let largest = 0;
  for (let node = 0; node < network.nodeCount; node++) {
    if (!counts(node)) continue;
    const root = findRoot(roots, node);
    const size = (sizes[root] ?? 0) + 1;
    sizes[root] = size;
    largest = Math.max(largest, size);
  }
  return Uint8Array.from(network.edgeFrom, (from) => {
    const size = sizes[findRoot(roots, from)] ?? 0;
    return size < MIN_PIECE_NODES && size < largest ? 1 : 0;
  });
}

function joinNodes({ nodeCount, edgeFrom, edgeTo, links }: Columns): Uint32Array {
  const roots = Uint32Array.from({ length: nodeCount }, (_, node) => node);
  edgeFrom.forEach((from, edge) => {
    roots[findRoot(roots, from)] = findRoot(roots, edgeTo[edge] ?? 0);
  });
  for (const { from, to } of links) roots[findRoot(roots, from)] = findRoot(roots, to);
  return roots;
}

function findRoot(roots: Uint32Array, node: number): number {
  let at = node;
  for (;;) {
    const up = roots[at] ?? at;
    if (up === at) return at;
    // Halving the path keeps later searches short.
    roots[at] = roots[up] ?? up;
    at = up;
  }
}
