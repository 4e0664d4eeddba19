import { columnOf, fillBuckets, makeCellGrid, rowOf, visitCells } from "./cell-grid.ts";
import type { CellBuckets, CellGrid } from "./cell-grid.ts";
import type { NodedLines } from "./line-work.ts";
import { sideOf } from "./snap-predicates.ts";
import type { Segment } from "./snap-predicates.ts";
import { int, uint } from "./typed-access.ts";

/** Edges by cell: for point location and for finding what lies near. */
export interface EdgeIndex {
  readonly grid: CellGrid;
  readonly buckets: CellBuckets;
}

export function indexEdges(lines: NodedLines): EdgeIndex {
  const grid = makeCellGrid(boundsOf(lines), lines.from.length);
  const buckets = fillBuckets(grid.columns * grid.rows, (visit) => {
    for (let edge = 0; edge < lines.from.length; edge++) {
      const { ax, ay, bx, by } = segmentOf(lines, edge);
      visitCells(grid, [ax, ay, bx, by], (cell) => visit(cell, edge));
    }
  });
  return { grid, buckets };
}

function boundsOf({ x, y }: NodedLines): [number, number, number, number] {
  if (x.length === 0) return [0, 0, 0, 0];
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let point = 0; point < x.length; point++) {
    box[0] = Math.min(box[0], int(x, point));
    box[1] = Math.min(box[1], int(y, point));
    box[2] = Math.max(box[2], int(x, point));
    box[3] = Math.max(box[3], int(y, point));
  }
  return box;
}

/** West to east (or due north), because an edge's points are numbered so. */
export function segmentOf(lines: NodedLines, edge: number): Segment {
  const [a, b] = [uint(lines.from, edge), uint(lines.to, edge)];
  return { ax: int(lines.x, a), ay: int(lines.y, a), bx: int(lines.x, b), by: int(lines.y, b) };
}

/**
 * The half-edge whose left side a ray from (x, y) meets, going south a hair west of it; −1 if none.
 * A hair west of an island's westernmost point there is nothing of the island itself.
 */
export function halfEdgeBelow(
  lines: NodedLines,
  { grid, buckets }: EdgeIndex,
  x: number,
  y: number,
): number {
  const column = columnOf(grid, x);
  for (let row = rowOf(grid, y); row >= 0; row--) {
    const cell = row * grid.columns + column;
    const edge = highestBelow(lines, buckets, cell, [x, y]);
    // One that is met only below this cell may have a higher rival there; the next cells hold both.
    const bottom = row === 0 ? -Infinity : grid.minY + row * grid.size;
    if (edge >= 0 && reachesInto(segmentOf(lines, edge), x, bottom)) return 2 * edge;
  }
  return -1;
}

/** The face that a point lies in; on an edge, the one north or west of it. 0 is outside. */
export function locateFace(
  lines: NodedLines,
  faces: { readonly ofHalf: Int32Array },
  index: EdgeIndex,
  [x, y]: readonly [number, number],
): number {
  const half = halfEdgeBelow(lines, index, x, y);
  return half < 0 ? 0 : int(faces.ofHalf, half);
}

function reachesInto({ ax, ay, bx, by }: Segment, x: number, bottom: number): boolean {
  return ay + ((x - ax) / (bx - ax)) * (by - ay) >= bottom;
}

function highestBelow(
  lines: NodedLines,
  { first, items }: CellBuckets,
  cell: number,
  [x, y]: readonly [number, number],
): number {
  let best = -1;
  for (let at = uint(first, cell); at < uint(first, cell + 1); at++) {
    const edge = uint(items, at);
    const segment = segmentOf(lines, edge);
    if (segment.ax >= x || segment.bx < x || sideOf(segment, x, y) < 0) continue;
    if (best < 0 || isAbove(segment, segmentOf(lines, best))) best = edge;
  }
  return best;
}

/** For two edges that do not cross and both lie under one vertical line, each from west to east. */
function isAbove(s: Segment, t: Segment): boolean {
  if (s.ax >= t.ax) {
    const side = sideOf(t, s.ax, s.ay);
    return side === 0 ? sideOf(t, s.bx, s.by) > 0 : side > 0;
  }
  const side = sideOf(s, t.ax, t.ay);
  return side === 0 ? sideOf(s, t.bx, t.by) < 0 : side < 0;
}
