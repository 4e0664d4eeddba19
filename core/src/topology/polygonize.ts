/**
 * Faces of noded lines. A loop that runs counter-clockwise is the outer border of a face; one that
 * runs clockwise is the outside of a connected piece of line work and belongs to the face around it,
 * found by a ray to the south. Everything is exact.
 */
import { columnOf, fillBuckets, makeCellGrid, rowOf, visitCells } from "./cell-grid.ts";
import type { CellBuckets, CellGrid } from "./cell-grid.ts";
import { findLoops, linkHalfEdges, originOf } from "./half-edges.ts";
import type { HalfEdges, Loops } from "./half-edges.ts";
import type { NodedLines } from "./line-work.ts";
import { sideOf } from "./snap-predicates.ts";
import type { Segment } from "./snap-predicates.ts";
import { float, int, item, num, uint } from "./typed-access.ts";

/** Face 0 is the outside of everything. */
export interface Faces {
  readonly count: number;
  /** The face on the left of each half-edge. */
  readonly ofHalf: Int32Array;
  /** Twice the area in cm², islands taken off; exact. That of face 0 is minus all the others. */
  readonly area2: Float64Array;
}

/** `lines` must be pruned: no dangling edges, none with the same face on both sides. */
export function polygonize(lines: NodedLines): Faces {
  const halfEdges = linkHalfEdges(lines);
  const loops = findLoops(halfEdges);
  const loopArea2 = loops.firstHalf.map((first) => areaOfLoop(lines, halfEdges, first));
  const faceOfLoop = new Int32Array(loopArea2.length).fill(-1);
  let count = 1;
  loopArea2.forEach((area2, loop) => {
    if (area2 > 0) faceOfLoop[loop] = count++;
  });
  placeIslands(lines, halfEdges, loops, faceOfLoop);
  const area2 = new Float64Array(count);
  loopArea2.forEach((value, loop) => {
    const face = int(faceOfLoop, loop);
    area2[face] = float(area2, face) + value;
  });
  return { count, ofHalf: loops.loopOf.map((loop) => int(faceOfLoop, loop)), area2 };
}

function areaOfLoop(lines: NodedLines, { next }: HalfEdges, first: number): number {
  let area2 = 0;
  let half = first;
  do {
    const [a, b] = [originOf(lines, half), originOf(lines, half ^ 1)];
    area2 += int(lines.x, a) * int(lines.y, b) - int(lines.x, b) * int(lines.y, a);
    half = uint(next, half);
  } while (half !== first);
  return area2;
}

/** Fills in the face of each clockwise loop, from west to east: the loop a ray meets first lies further west. */
function placeIslands(
  lines: NodedLines,
  halfEdges: HalfEdges,
  loops: Loops,
  faceOfLoop: Int32Array,
): void {
  const islands: { loop: number; point: number }[] = [];
  faceOfLoop.forEach((face, loop) => {
    if (face >= 0) return;
    const first = num(loops.firstHalf, loop);
    islands.push({ loop, point: westernmostPoint(lines, halfEdges, first) });
  });
  const index = islands.length > 1 ? indexEdges(lines) : undefined;
  // Points are numbered from west to east.
  for (const { loop, point } of islands.toSorted((a, b) => a.point - b.point)) {
    const half = index ? halfEdgeBelow(lines, index, point) : -1;
    faceOfLoop[loop] = half < 0 ? 0 : int(faceOfLoop, int(loops.loopOf, half));
  }
}

function westernmostPoint(lines: NodedLines, { next }: HalfEdges, first: number): number {
  let lowest = originOf(lines, first);
  for (let half = uint(next, first); half !== first; half = uint(next, half))
    lowest = Math.min(lowest, originOf(lines, half));
  return lowest;
}

interface EdgeIndex {
  readonly grid: CellGrid;
  readonly buckets: CellBuckets;
}

function indexEdges(lines: NodedLines): EdgeIndex {
  const { x, y } = lines;
  const bounds = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];
  for (let point = 0; point < x.length; point++) {
    bounds[0] = Math.min(bounds[0], int(x, point));
    bounds[1] = Math.min(bounds[1], int(y, point));
    bounds[2] = Math.max(bounds[2], int(x, point));
    bounds[3] = Math.max(bounds[3], int(y, point));
  }
  const grid = makeCellGrid(bounds, lines.from.length);
  const buckets = fillBuckets(grid.columns * grid.rows, (visit) => {
    for (let edge = 0; edge < lines.from.length; edge++) {
      const { ax, ay, bx, by } = segmentOf(lines, edge);
      visitCells(grid, [ax, ay, bx, by], (cell) => visit(cell, edge));
    }
  });
  return { grid, buckets };
}

/** West to east (or due north), because an edge's points are numbered so. */
function segmentOf(lines: NodedLines, edge: number): Segment {
  const [a, b] = [uint(lines.from, edge), uint(lines.to, edge)];
  return { ax: int(lines.x, a), ay: int(lines.y, a), bx: int(lines.x, b), by: int(lines.y, b) };
}

/**
 * The half-edge whose left side a ray from a point meets, going south a hair west of it; −1 if none.
 * A hair west of an island's westernmost point there is nothing of the island itself.
 */
function halfEdgeBelow(lines: NodedLines, { grid, buckets }: EdgeIndex, point: number): number {
  const [x, y] = [int(lines.x, point), int(lines.y, point)];
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
    if (segment.ax >= x || segment.bx < x || sideOf(segment, x, y) <= 0) continue;
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

/** Half-edges by the face on their left. */
export function bucketHalfEdges(faces: Faces): CellBuckets {
  return fillBuckets(faces.count, (visit) => {
    faces.ofHalf.forEach((face, half) => visit(face, half));
  });
}

/** The region set of each face: outside nothing, and across an edge whatever begins or ends there. */
export function labelFaces(lines: NodedLines, faces: Faces): Uint32Array {
  const { first, items } = bucketHalfEdges(faces);
  const setOf = new Uint32Array(faces.count);
  const isKnown = new Uint8Array(faces.count);
  isKnown[0] = 1;
  const queue = [0];
  for (let at = 0; at < queue.length; at++) {
    const face = item(queue, at);
    for (let place = uint(first, face); place < uint(first, face + 1); place++) {
      const half = uint(items, place);
      const other = int(faces.ofHalf, half ^ 1);
      if (isKnown[other] === 1) continue;
      isKnown[other] = 1;
      setOf[other] = lines.sets.difference(uint(setOf, face), uint(lines.regionSet, half >> 1));
      queue.push(other);
    }
  }
  return setOf;
}
