/**
 * Cracks between areas that were drawn apart from each other. Where such a crack opens to the outside
 * it is no face, so nothing would find it. Short lines from the corners on one side to the other cut
 * it into faces, which are then gaps like any other.
 */
import { columnOf, fillBuckets, makeCellGrid, rowOf, visitCells } from "./cell-grid.ts";
import type { CellBuckets, CellGrid } from "./cell-grid.ts";
import { findLoops, linkHalfEdges, originOf } from "./half-edges.ts";
import type { NodedLines } from "./line-work.ts";
import { indexEdges, locateFace } from "./locate-face.ts";
import type { EdgeIndex } from "./locate-face.ts";
import { labelFaces, polygonize } from "./polygonize.ts";
import type { Faces } from "./polygonize.ts";
import { float, int, item, num, uint } from "./typed-access.ts";

const WIDEST_CENTIMETRES = 200;
/** Along the border between the two ends of a bridge, as a multiple of its length: less is an ordinary corner. */
const SHARPEST_RATIO = 10;

/** Lines across all cracks, ax, ay, bx, by in centimetres. `lines` are pruned; their regions are the areas. */
export function bridgeCracks(lines: NodedLines): [number, number, number, number][] {
  const rim = findRim(lines);
  if (rim.halves.length === 0) return [];
  const bridges: [number, number, number, number][] = [];
  for (const half of rim.halves) {
    const nearest = findAcross(rim, half);
    if (!nearest) continue;
    const [x, y] = pointOf(lines, originOf(lines, half));
    bridges.push([x, y, Math.round(nearest.x), Math.round(nearest.y)]);
  }
  return bridges.filter(([ax, ay, bx, by]) => ax !== bx || ay !== by);
}

/** Half-edges with an area on the right and nobody's ground on the left. */
interface Rim {
  readonly lines: NodedLines;
  readonly faces: Faces;
  readonly index: EdgeIndex;
  readonly halves: readonly number[];
  readonly grid: CellGrid;
  readonly buckets: CellBuckets;
  /** Areas at each point of the rim. */
  readonly areasAt: ReadonlyMap<number, ReadonlySet<number>>;
  readonly areasRightOf: (half: number) => readonly number[];
  readonly loopOf: Int32Array;
  /** How far along its loop a half-edge begins, and how long each loop is: centimetres. */
  readonly position: Float64Array;
  readonly loopLength: readonly number[];
}

function findRim(lines: NodedLines): Rim {
  const faces = polygonize(lines);
  const sets = labelFaces(lines, faces);
  const areasRightOf = (half: number): readonly number[] =>
    lines.sets.members(uint(sets, int(faces.ofHalf, half ^ 1)));
  const halves = [...faces.ofHalf.keys()].filter(
    (half) => uint(sets, int(faces.ofHalf, half)) === 0 && areasRightOf(half).length > 0,
  );
  const index = indexEdges(lines);
  const grid = makeCellGrid(boundsOf(index.grid), halves.length);
  const buckets = fillBuckets(grid.columns * grid.rows, (visit) => {
    halves.forEach((half, place) => {
      const ends = [originOf(lines, half), originOf(lines, half ^ 1)] as const;
      visitCells(grid, [...pointOf(lines, ends[0]), ...pointOf(lines, ends[1])], (cell) =>
        visit(cell, place),
      );
    });
  });
  const areasAt = new Map<number, Set<number>>();
  for (const half of halves)
    for (const point of [originOf(lines, half), originOf(lines, half ^ 1)]) {
      const areas = areasAt.get(point) ?? new Set<number>();
      for (const area of areasRightOf(half)) areas.add(area);
      areasAt.set(point, areas);
    }
  return {
    lines,
    faces,
    index,
    halves,
    grid,
    buckets,
    areasAt,
    areasRightOf,
    ...measureLoops(lines),
  };
}

function boundsOf(grid: CellGrid): [number, number, number, number] {
  const { minX, minY, size, columns, rows } = grid;
  return [minX, minY, minX + size * columns, minY + size * rows];
}

function pointOf(lines: NodedLines, point: number): [number, number] {
  return [int(lines.x, point), int(lines.y, point)];
}

function measureLoops(lines: NodedLines): Pick<Rim, "loopOf" | "position" | "loopLength"> {
  const { next } = linkHalfEdges(lines);
  const { loopOf, firstHalf } = findLoops({ next });
  const position = new Float64Array(next.length);
  const loopLength = firstHalf.map((first) => {
    let along = 0;
    let half = first;
    do {
      position[half] = along;
      const [ax, ay] = pointOf(lines, originOf(lines, half));
      const [bx, by] = pointOf(lines, originOf(lines, half ^ 1));
      along += Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
      half = uint(next, half);
    } while (half !== first);
    return along;
  });
  return { loopOf, position, loopLength };
}

interface Across {
  readonly x: number;
  readonly y: number;
  readonly distance: number;
}

/** The nearest point on the other side of a crack from where a half-edge of the rim begins. */
function findAcross(rim: Rim, half: number): Across | undefined {
  const { lines, grid, buckets } = rim;
  const [x, y] = pointOf(lines, originOf(lines, half));
  let best: Across | undefined;
  const lastRow = rowOf(grid, y + WIDEST_CENTIMETRES);
  for (let row = rowOf(grid, y - WIDEST_CENTIMETRES); row <= lastRow; row++) {
    const west = row * grid.columns + columnOf(grid, x - WIDEST_CENTIMETRES);
    const east = row * grid.columns + columnOf(grid, x + WIDEST_CENTIMETRES);
    for (let at = uint(buckets.first, west); at < uint(buckets.first, east + 1); at++) {
      const found = reachAcross(rim, half, item(rim.halves, uint(buckets.items, at)));
      if (found && (!best || found.distance < best.distance)) best = found;
    }
  }
  return best;
}

function reachAcross(rim: Rim, half: number, other: number): Across | undefined {
  const { lines, faces, index, areasAt, areasRightOf } = rim;
  const face = int(faces.ofHalf, half);
  if (int(faces.ofHalf, other) !== face) return undefined;
  const here = areasAt.get(originOf(lines, half));
  if (areasRightOf(other).some((area) => here?.has(area))) return undefined;
  const [x, y] = pointOf(lines, originOf(lines, half));
  const [ax, ay] = pointOf(lines, originOf(lines, other));
  const [bx, by] = pointOf(lines, originOf(lines, other ^ 1));
  const [dx, dy] = [bx - ax, by - ay];
  const part = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  const [nearX, nearY] = [ax + part * dx, ay + part * dy];
  const distance = Math.sqrt((nearX - x) ** 2 + (nearY - y) ** 2);
  if (distance > WIDEST_CENTIMETRES || distance === 0) return undefined;
  const along = part * Math.sqrt(dx * dx + dy * dy);
  if (walkBetween(rim, half, other, along) < SHARPEST_RATIO * distance) return undefined;
  const middle = [(x + nearX) / 2, (y + nearY) / 2] as const;
  if (distance > 2 && locateFace(lines, faces, index, middle) !== face) return undefined;
  return { x: nearX, y: nearY, distance };
}

/** Along the border, the shorter way round; endless between two separate pieces. */
function walkBetween(rim: Rim, half: number, other: number, along: number): number {
  const loop = int(rim.loopOf, half);
  if (loop !== int(rim.loopOf, other)) return Infinity;
  const walk = Math.abs(float(rim.position, other) + along - float(rim.position, half));
  return Math.min(walk, num(rim.loopLength, loop) - walk);
}
