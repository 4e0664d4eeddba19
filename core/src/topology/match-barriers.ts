import type { PlaneFrame } from "../geometry/index.ts";
import type { LineString, MultiLineString, Position } from "../geometry/index.ts";
import { isInFrame, toCentimetres } from "../geometry/index.ts";
import { walkPoints } from "./arc-walk.ts";
import { columnOf, fillBuckets, makeCellGrid, rowOf, visitCells } from "./cell-grid.ts";
import type { CellBuckets, CellGrid } from "./cell-grid.ts";
import { BARRIER } from "./planar-map.ts";
import type { BarrierClass, PlanarMap } from "./planar-map.ts";
import { item, num, uint } from "./typed-access.ts";

export interface BarrierLine {
  readonly geometry: LineString | MultiLineString;
  readonly barrier: BarrierClass;
}

export function barrierPaths({ geometry }: BarrierLine): readonly (readonly Position[])[] {
  return geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
}

/** Start values: an arc follows a line when 60 % of it lies within 8 m. */
const NEAR_CENTIMETRES = 800;
const FOLLOWING_SHARE = 0.6;
const SAMPLE_STEP_CENTIMETRES = 200;

/**
 * Barrier classes for arcs whose lines came from elsewhere: an arc takes the strongest class of which
 * it follows lines. Samples lie every 2 m at most.
 */
export function matchBarriers(map: PlanarMap, barriers: readonly BarrierLine[]): Uint8Array {
  const result = map.arcs.barrier.slice();
  const index = indexSegments(map, barriers);
  if (!index) return result;
  result.forEach((present, arc) => {
    const samples = samplePoints(walkPoints(map, 2 * arc));
    const near = [0, 0, 0, 0, 0, 0];
    for (const [x, y] of samples)
      for (const barrier of classesNear(index, x, y)) near[barrier] = num(near, barrier) + 1;
    const followed = near.findIndex((count) => count >= FOLLOWING_SHARE * samples.length);
    if (followed >= 0) result[arc] = Math.min(present, followed);
  });
  return result;
}

/** The middles of equal pieces of a path. */
function samplePoints(points: readonly number[]): [number, number][] {
  const samples: [number, number][] = [];
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [ax, ay] = [num(points, at), num(points, at + 1)];
    const [dx, dy] = [num(points, at + 2) - ax, num(points, at + 3) - ay];
    const pieces = Math.ceil(Math.sqrt(dx * dx + dy * dy) / SAMPLE_STEP_CENTIMETRES);
    for (let piece = 0; piece < pieces; piece++)
      samples.push([ax + ((piece + 0.5) / pieces) * dx, ay + ((piece + 0.5) / pieces) * dy]);
  }
  return samples;
}

interface SegmentIndex {
  readonly segments: readonly Barrier[];
  readonly grid: CellGrid;
  readonly buckets: CellBuckets;
}

interface Barrier {
  readonly ends: [number, number, number, number];
  readonly barrier: BarrierClass;
}

function indexSegments(
  frame: PlaneFrame,
  barriers: readonly BarrierLine[],
): SegmentIndex | undefined {
  const segments: Barrier[] = [];
  for (const line of barriers)
    for (const path of barrierPaths(line)) {
      const points = path.map((position) => toCentimetres(frame, position));
      points.slice(1).forEach((end, place) => {
        const start = item(points, place);
        if (line.barrier < BARRIER.plot && isInFrame(start) && isInFrame(end))
          segments.push({ ends: [...start, ...end], barrier: line.barrier });
      });
    }
  if (segments.length === 0) return undefined;
  const grid = wideCells(segments);
  const buckets = fillBuckets(grid.columns * grid.rows, (visit) => {
    segments.forEach(({ ends }, segment) => {
      visitCells(grid, ends, (cell) => visit(cell, segment));
    });
  });
  return { segments, grid, buckets };
}

/** Cells no smaller than the search distance: then the nine cells around a point hold all that is near. */
function wideCells(segments: readonly Barrier[]): CellGrid {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { ends } of segments) {
    minX = Math.min(minX, ends[0], ends[2]);
    minY = Math.min(minY, ends[1], ends[3]);
    maxX = Math.max(maxX, ends[0], ends[2]);
    maxY = Math.max(maxY, ends[1], ends[3]);
  }
  const widest = Math.max(1, Math.floor((maxX - minX) / NEAR_CENTIMETRES));
  const highest = Math.max(1, Math.floor((maxY - minY) / NEAR_CENTIMETRES));
  const grid = makeCellGrid(
    [minX, minY, maxX, maxY],
    Math.min(4 * segments.length, widest * highest),
  );
  const size = Math.max(grid.size, NEAR_CENTIMETRES);
  return {
    ...grid,
    size,
    columns: Math.floor((maxX - minX) / size) + 1,
    rows: Math.floor((maxY - minY) / size) + 1,
  };
}

function classesNear({ segments, grid, buckets }: SegmentIndex, x: number, y: number) {
  const found = new Set<BarrierClass>();
  const [west, east] = [columnOf(grid, x - NEAR_CENTIMETRES), columnOf(grid, x + NEAR_CENTIMETRES)];
  const north = rowOf(grid, y + NEAR_CENTIMETRES);
  for (let row = rowOf(grid, y - NEAR_CENTIMETRES); row <= north; row++) {
    const cell = row * grid.columns;
    const end = uint(buckets.first, cell + east + 1);
    // Cells of a row lie side by side in the buckets.
    for (let at = uint(buckets.first, cell + west); at < end; at++) {
      const { ends, barrier } = item(segments, uint(buckets.items, at));
      if (!found.has(barrier) && isNear(ends, x, y)) found.add(barrier);
    }
  }
  return found;
}

function isNear([ax, ay, bx, by]: Barrier["ends"], x: number, y: number): boolean {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const along = length2 > 0 ? ((x - ax) * dx + (y - ay) * dy) / length2 : 0;
  const t = Math.min(1, Math.max(0, along));
  return (ax + t * dx - x) ** 2 + (ay + t * dy - y) ** 2 <= NEAR_CENTIMETRES ** 2;
}
