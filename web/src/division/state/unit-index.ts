import { toCentimetres, type Position } from "@onegrid/core/geometry";
import { walkPoints } from "@onegrid/core/topology";
import type { OpenBase } from "./open-base.ts";

/** Borders of units as segments in the map's plane, to find what a brush touches. */
export interface UnitIndex {
  /** x0, y0, x1, y1 of unit u at 4u; centimetres. */
  readonly boxes: Int32Array;
  /** ax, ay, bx, by, …; centimetres. */
  readonly segments: readonly Int32Array[];
  readonly cells: Cells;
}

/** Units by squares of the plane: those whose box meets square c are `units[first[c]…first[c + 1])`. */
interface Cells {
  readonly west: number;
  readonly south: number;
  readonly size: number;
  readonly columns: number;
  readonly rows: number;
  readonly first: Uint32Array;
  readonly units: Uint32Array;
}

type PlanePosition = readonly [x: number, y: number];

export function indexUnits({ map, borders, numbers }: OpenBase): UnitIndex {
  const boxes = new Int32Array(4 * numbers.length);
  const segments = [...numbers].map((number, unit) => {
    const list: number[] = [];
    for (let at = borders.first[number] ?? 0; at < (borders.first[number + 1] ?? 0); at++) {
      const points = walkPoints(map, borders.signed[at] ?? 0);
      for (let p = 0; p + 3 < points.length; p += 2) list.push(...points.slice(p, p + 4));
    }
    boxes.set(boxOf(list), 4 * unit);
    return Int32Array.from(list);
  });
  return { boxes, segments, cells: cellsOf(boxes) };
}

function boxOf(points: readonly number[]): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [points[at] ?? 0, points[at + 1] ?? 0];
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [south, north] = [Math.min(south, y), Math.max(north, y)];
  }
  return [west, south, east, north];
}

/** About two units a square. */
function cellsOf(boxes: Int32Array): Cells {
  const count = boxes.length / 4;
  const all = boxOfBoxes(boxes);
  const [width, height] = [all[2] - all[0] + 1, all[3] - all[1] + 1];
  const size = Math.max(100, Math.sqrt((2 * width * height) / Math.max(1, count)));
  const [columns, rows] = [Math.ceil(width / size), Math.ceil(height / size)];
  const plain = { west: all[0], south: all[1], size, columns, rows };
  const lists = Array.from({ length: columns * rows }, (): number[] => []);
  for (let unit = 0; unit < count; unit++)
    for (const cell of cellsIn(plain, boxes.subarray(4 * unit, 4 * unit + 4)))
      lists[cell]?.push(unit);
  const first = new Uint32Array(lists.length + 1);
  for (const [cell, list] of lists.entries()) first[cell + 1] = (first[cell] ?? 0) + list.length;
  return { ...plain, first, units: Uint32Array.from(lists.flat()) };
}

function boxOfBoxes(boxes: Int32Array): [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < boxes.length; at += 4) {
    west = Math.min(west, boxes[at] ?? 0);
    south = Math.min(south, boxes[at + 1] ?? 0);
    east = Math.max(east, boxes[at + 2] ?? 0);
    north = Math.max(north, boxes[at + 3] ?? 0);
  }
  return west > east ? [0, 0, 0, 0] : [west, south, east, north];
}

function* cellsIn(
  { west, south, size, columns, rows }: Omit<Cells, "first" | "units">,
  box: ArrayLike<number>,
): Generator<number> {
  const at = (value: number, from: number, most: number): number =>
    Math.min(most, Math.max(0, Math.floor((value - from) / size)));
  const [left, right] = [at(box[0] ?? 0, west, columns - 1), at(box[2] ?? 0, west, columns - 1)];
  const [low, high] = [at(box[1] ?? 0, south, rows - 1), at(box[3] ?? 0, south, rows - 1)];
  for (let row = low; row <= high; row++)
    for (let column = left; column <= right; column++) yield row * columns + column;
}

/** Units that a disc touches; with radius 0 the unit under the point. Ascending. Centimetres. */
export function unitsInDisc(index: UnitIndex, [x, y]: PlanePosition, radius: number): number[] {
  const { boxes, segments, cells } = index;
  const found = new Set<number>();
  for (const cell of cellsIn(cells, [x - radius, y - radius, x + radius, y + radius]))
    for (let at = cells.first[cell] ?? 0; at < (cells.first[cell + 1] ?? 0); at++) {
      const unit = cells.units[at] ?? 0;
      const own = segments[unit];
      if (own === undefined || found.has(unit) || !isNear(boxes, unit, [x, y], radius)) continue;
      if (touches(own, x, y, radius)) found.add(unit);
    }
  return [...found].toSorted((a, b) => a - b);
}

const isNear = (boxes: Int32Array, unit: number, [x, y]: PlanePosition, radius: number): boolean =>
  x >= (boxes[4 * unit] ?? 0) - radius &&
  y >= (boxes[4 * unit + 1] ?? 0) - radius &&
  x <= (boxes[4 * unit + 2] ?? 0) + radius &&
  y <= (boxes[4 * unit + 3] ?? 0) + radius;

/** Units that a brush of this radius touches on its way, however fast it is moved. */
export function unitsUnderStroke(
  index: UnitIndex,
  from: PlanePosition,
  to: PlanePosition,
  radius: number,
): Set<number> {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const steps = Math.min(400, Math.max(1, Math.ceil(length / Math.max(radius / 2, 100))));
  const found = new Set<number>();
  for (let step = 1; step <= steps; step++) {
    const at: PlanePosition = [
      from[0] + ((to[0] - from[0]) * step) / steps,
      from[1] + ((to[1] - from[1]) * step) / steps,
    ];
    for (const unit of unitsInDisc(index, at, radius)) found.add(unit);
  }
  return found;
}

function touches(segments: Int32Array, x: number, y: number, radius: number): boolean {
  let inside = false;
  for (let at = 0; at < segments.length; at += 4) {
    const [ax, ay] = [segments[at] ?? 0, segments[at + 1] ?? 0];
    const [bx, by] = [segments[at + 2] ?? 0, segments[at + 3] ?? 0];
    if (radius > 0 && distance2(x - ax, y - ay, bx - ax, by - ay) <= radius * radius) return true;
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
  }
  return inside;
}

/** Squared distance of (x, y) from the segment from the origin to (dx, dy). */
function distance2(x: number, y: number, dx: number, dy: number): number {
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / length2));
  return (x - along * dx) ** 2 + (y - along * dy) ** 2;
}

/** Where a position lies in the base's plane. */
export const planeOf = (base: OpenBase, position: Position): PlanePosition =>
  toCentimetres(base.map, position);
