import { findLoops, linkHalfEdges } from "./half-edges.ts";
import type { NodedLines } from "./line-work.ts";
import { int, num, uint } from "./typed-access.ts";

/** Drops dangling lines and lines with the same face on both sides: what is left bounds faces. */
export function pruneLines(lines: NodedLines): NodedLines {
  const undangled = keepEdges(lines, withoutDangles(lines));
  const { loopOf } = findLoops(linkHalfEdges(undangled));
  const bounding: number[] = [];
  for (let edge = 0; edge < undangled.from.length; edge++)
    if (int(loopOf, 2 * edge) !== int(loopOf, 2 * edge + 1)) bounding.push(edge);
  return keepEdges(undangled, bounding);
}

/** The same points with some of the edges, given in ascending order. */
function keepEdges(lines: NodedLines, edges: readonly number[]): NodedLines {
  if (edges.length === lines.from.length) return lines;
  return {
    ...lines,
    from: Uint32Array.from(edges, (edge) => uint(lines.from, edge)),
    to: Uint32Array.from(edges, (edge) => uint(lines.to, edge)),
    barrier: Uint8Array.from(edges, (edge) => lines.barrier[edge] ?? 0),
    regionSet: Uint32Array.from(edges, (edge) => uint(lines.regionSet, edge)),
  };
}

/** Takes off ends of lines until there is none. */
function withoutDangles({ x, from, to }: NodedLines): number[] {
  // Of the living edges at a point: their number, and all their numbers xor-ed, which is the edge itself when it is alone.
  const degree = new Uint32Array(x.length);
  const mixed = new Uint32Array(x.length);
  const note = (point: number, edge: number, change: number): void => {
    degree[point] = uint(degree, point) + change;
    mixed[point] = uint(mixed, point) ^ edge;
  };
  for (let edge = 0; edge < from.length; edge++) {
    note(uint(from, edge), edge, 1);
    note(uint(to, edge), edge, 1);
  }
  const isGone = new Uint8Array(from.length);
  const ends: number[] = [];
  degree.forEach((count, point) => {
    if (count === 1) ends.push(point);
  });
  for (let at = 0; at < ends.length; at++) {
    const end = num(ends, at);
    if (uint(degree, end) !== 1) continue;
    const edge = uint(mixed, end);
    const other = uint(from, edge) === end ? uint(to, edge) : uint(from, edge);
    isGone[edge] = 1;
    note(end, edge, -1);
    note(other, edge, -1);
    if (uint(degree, other) === 1) ends.push(other);
  }
  return [...from.keys()].filter((edge) => isGone[edge] === 0);
}
