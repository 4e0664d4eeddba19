/**
 * Iterated snap rounding (Hobby 1999; Halperin and Packer 2002) on whole centimetres. Every end point
 * and every crossing, rounded once, is a hot pixel; every edge is pulled through the centre of each
 * hot pixel it meets. Pulling moves edges by up to 0.7 cm, so they may come to cross or to meet other
 * pixels: it is repeated until nothing changes. Then edges meet only at points, and each point is at
 * least half a centimetre from every foreign edge.
 *
 * All changes of a round are found before any is made, and crossings are rounded exactly: the order
 * and direction of the input do not matter.
 */
import { columnOf, fillBuckets, makeCellGrid, rowOf, visitCells } from "./cell-grid.ts";
import type { CellBuckets, CellGrid } from "./cell-grid.ts";
import type { LineWork } from "./line-work.ts";
import { cross, meetsPixel, roundedCrossing } from "./snap-predicates.ts";
import type { Segment } from "./snap-predicates.ts";
import { byte, num, uint } from "./typed-access.ts";

/** Real data need 2 to 5. */
const MOST_ROUNDS = 100;

/** Nodes the line work in place. */
export function snapRound(work: LineWork): void {
  let changed = livingEdges(work);
  if (changed.length === 0) return;
  const grid = makeCellGrid(boundsOf(work), 2 * changed.length);
  // Only cells with a change are looked at again: elsewhere nothing can meet that did not before.
  let marked = new Uint8Array(grid.columns * grid.rows).fill(1);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let edges = bucketEdges(work, grid, marked);
    const firstNew = work.points.size;
    addCrossings(work, edges);
    if (markPoints(work, grid, marked, firstNew)) edges = bucketEdges(work, grid, marked);
    changed = splitEdges(work, edges, bucketPoints(work, grid, marked));
    if (changed.length === 0) return;
    marked = new Uint8Array(marked.length);
    for (const edge of changed)
      visitCells(grid, endsOf(work, edge), (cell) => {
        marked[cell] = 1;
      });
  }
  throw new Error(
    `snap rounding of ${work.edges.size} edges: not stable after ${MOST_ROUNDS} rounds`,
  );
}

function livingEdges(work: LineWork): number[] {
  const edges: number[] = [];
  for (let edge = 0; edge < work.edges.size; edge++) if (work.isAlive[edge]) edges.push(edge);
  return edges;
}

function boundsOf({ points }: LineWork): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let point = 0; point < points.size; point++) {
    const [x, y] = [num(points.firsts, point), num(points.seconds, point)];
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

function endsOf({ points, edges }: LineWork, edge: number): [number, number, number, number] {
  const [a, b] = [num(edges.firsts, edge), num(edges.seconds, edge)];
  return [
    num(points.firsts, a),
    num(points.seconds, a),
    num(points.firsts, b),
    num(points.seconds, b),
  ];
}

function segmentOf(work: LineWork, edge: number): Segment {
  const [ax, ay, bx, by] = endsOf(work, edge);
  return { ax, ay, bx, by };
}

function bucketEdges(work: LineWork, grid: CellGrid, marked: Uint8Array): CellBuckets {
  return fillBuckets(marked.length, (visit) => {
    for (let edge = 0; edge < work.edges.size; edge++)
      if (work.isAlive[edge])
        visitCells(grid, endsOf(work, edge), (cell) => {
          if (byte(marked, cell) === 1) visit(cell, edge);
        });
  });
}

function cellOfPoint({ points }: LineWork, grid: CellGrid, point: number): number {
  return (
    rowOf(grid, num(points.seconds, point)) * grid.columns +
    columnOf(grid, num(points.firsts, point))
  );
}

function bucketPoints(work: LineWork, grid: CellGrid, marked: Uint8Array): CellBuckets {
  return fillBuckets(marked.length, (visit) => {
    for (let point = 0; point < work.points.size; point++) {
      const cell = cellOfPoint(work, grid, point);
      if (byte(marked, cell) === 1) visit(cell, point);
    }
  });
}

/** Marks the cells of points from `firstNew` on; whether any was not marked before. */
function markPoints(work: LineWork, grid: CellGrid, marked: Uint8Array, firstNew: number): boolean {
  let grew = false;
  for (let point = firstNew; point < work.points.size; point++) {
    const cell = cellOfPoint(work, grid, point);
    if (byte(marked, cell) === 0) grew = true;
    marked[cell] = 1;
  }
  return grew;
}

function addCrossings(work: LineWork, { first, items }: CellBuckets): void {
  for (let cell = 0; cell + 1 < first.length; cell++) {
    const end = uint(first, cell + 1);
    for (let at = uint(first, cell); at + 1 < end; at++) addCrossingsOf(work, items, at, end);
  }
}

/** Crossings of the edge at place `at` with those after it in its cell. */
function addCrossingsOf(work: LineWork, items: Uint32Array, at: number, end: number): void {
  const { points, edges } = work;
  const s = segmentOf(work, uint(items, at));
  const [west, east] = [Math.min(s.ax, s.bx), Math.max(s.ax, s.bx)];
  const [south, north] = [Math.min(s.ay, s.by), Math.max(s.ay, s.by)];
  for (let other = at + 1; other < end; other++) {
    const edge = uint(items, other);
    const [a, b] = [num(edges.firsts, edge), num(edges.seconds, edge)];
    const [ax, bx] = [num(points.firsts, a), num(points.firsts, b)];
    if ((ax < west && bx < west) || (ax > east && bx > east)) continue;
    const [ay, by] = [num(points.seconds, a), num(points.seconds, b)];
    if ((ay < south && by < south) || (ay > north && by > north)) continue;
    const t = { ax, ay, bx, by };
    if (cross(s, t)) points.add(...roundedCrossing(s, t));
  }
}

/** Replaces each edge that meets foreign pixels by its pieces; returns the edges that are new. */
function splitEdges(work: LineWork, edges: CellBuckets, points: CellBuckets): number[] {
  const hits = findHits(work, edges, points);
  const fresh: number[] = [];
  // All edges go before any piece comes: a piece may lie where an edge was.
  for (const edge of hits.keys()) work.isAlive[edge] = false;
  for (const [edge, middle] of hits) {
    const marks = { barrier: num(work.barriers, edge), regionSet: num(work.regionSets, edge) };
    let before = num(work.edges.firsts, edge);
    for (const point of [...inOrder(work, edge, middle), num(work.edges.seconds, edge)]) {
      work.add(before, point, marks, (piece) => fresh.push(piece));
      before = point;
    }
  }
  return fresh;
}

function findHits(work: LineWork, edges: CellBuckets, points: CellBuckets): Map<number, number[]> {
  const hits = new Map<number, number[]>();
  for (let cell = 0; cell + 1 < edges.first.length; cell++) {
    const inCell = points.items.subarray(uint(points.first, cell), uint(points.first, cell + 1));
    if (inCell.length === 0) continue;
    for (let at = uint(edges.first, cell); at < uint(edges.first, cell + 1); at++)
      findHitsOf(work, uint(edges.items, at), inCell, hits);
  }
  return hits;
}

function findHitsOf(
  { points, edges }: LineWork,
  edge: number,
  candidates: Uint32Array,
  hits: Map<number, number[]>,
): void {
  const [a, b] = [num(edges.firsts, edge), num(edges.seconds, edge)];
  const segment = {
    ax: num(points.firsts, a),
    ay: num(points.seconds, a),
    bx: num(points.firsts, b),
    by: num(points.seconds, b),
  };
  for (let at = 0; at < candidates.length; at++) {
    const point = uint(candidates, at);
    if (point === a || point === b) continue;
    if (meetsPixel(segment, num(points.firsts, point), num(points.seconds, point)))
      push(hits, edge, point);
  }
}

function push(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Points of an edge by their place along it. */
function inOrder(work: LineWork, edge: number, points: readonly number[]): number[] {
  const { ax, ay, bx, by } = segmentOf(work, edge);
  const { firsts, seconds } = work.points;
  const along = (point: number): number =>
    (num(firsts, point) - ax) * (bx - ax) + (num(seconds, point) - ay) * (by - ay);
  return points.toSorted(
    (p, q) =>
      along(p) - along(q) || num(firsts, p) - num(firsts, q) || num(seconds, p) - num(seconds, q),
  );
}
