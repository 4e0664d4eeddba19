import { visitCells } from "./cell-grid.ts";
import { enclosureAt } from "./enclose.ts";
import type { Enclosures } from "./enclose.ts";
import { segmentOf } from "./locate-face.ts";
import { int, num, uint } from "./typed-access.ts";

/** Where lines between buildings may run. */
export interface TrimArea {
  readonly ground: Enclosures;
  /** The enclosure that each part of `ground` belongs to now, by the number of its main part. */
  readonly homeOfPart: Int32Array;
  readonly home: number;
  /** Of the enclosure. */
  readonly box: readonly [west: number, south: number, east: number, north: number];
}

/** How far a line is drawn beyond the wall that it ends at: more than rounding moves either, so that the two surely cross. */
const STUB_CENTIMETRES = 3;

/** The pieces of a chain inside an enclosure, in whole centimetres, each end a little beyond the wall it meets. */
export function trimChain(area: TrimArea, chain: readonly number[]): number[][] {
  const pieces: number[][] = [];
  let piece: number[] = [];
  const finish = (): void => {
    if (piece.length >= 4) pieces.push(piece);
    piece = [];
  };
  let isInside: boolean | undefined;
  for (let at = 0; at + 3 < chain.length; at += 2) {
    const segment = clipToBox(
      [num(chain, at), num(chain, at + 1), num(chain, at + 2), num(chain, at + 3)],
      area.box,
    );
    if (!segment) {
      finish();
      isInside = false;
      continue;
    }
    const stretches = splitAtWalls(area, segment, isInside);
    for (const stretch of stretches) {
      if (!stretch.isInside) finish();
      else if (piece.length === 0) piece.push(...stretch.start);
      if (stretch.isInside) piece.push(...stretch.end);
    }
    isInside = stretches.at(-1)?.isInside;
  }
  finish();
  return pieces;
}

type Four = readonly [ax: number, ay: number, bx: number, by: number];

/** The part of a segment within the box and a metre round it (Liang and Barsky 1984). */
function clipToBox([ax, ay, bx, by]: Four, [west, south, east, north]: Four): Four | undefined {
  const [dx, dy] = [bx - ax, by - ay];
  // Points of flat triangles may lie beyond all numbers.
  if (!Number.isFinite(dx + dy)) return undefined;
  let [start, end] = [0, 1];
  const limits = [
    [-dx, ax - west + 100],
    [dx, east + 100 - ax],
    [-dy, ay - south + 100],
    [dy, north + 100 - ay],
  ] as const;
  for (const [speed, room] of limits) {
    if (speed === 0 && room < 0) return undefined;
    if (speed < 0) start = Math.max(start, room / speed);
    if (speed > 0) end = Math.min(end, room / speed);
  }
  if (start >= end) return undefined;
  return [ax + start * dx, ay + start * dy, ax + end * dx, ay + end * dy];
}

interface Stretch {
  readonly isInside: boolean;
  /** Points to begin and to end a piece with: one, or two with a stub. */
  readonly start: readonly number[];
  readonly end: readonly number[];
}

function splitAtWalls(area: TrimArea, segment: Four, before: boolean | undefined): Stretch[] {
  const [ax, ay, bx, by] = segment;
  const at = (t: number): [number, number] => [ax + t * (bx - ax), ay + t * (by - ay)];
  const rounded = (t: number): [number, number] => {
    const [x, y] = at(t);
    return [Math.round(x), Math.round(y)];
  };
  const crossings = findCrossings(area, segment).toSorted((a, b) => a.t - b.t);
  const isInside = (from: number, to: number): boolean => isAtHome(area, at((from + to) / 2));
  if (crossings.length === 0)
    return [{ isInside: before ?? isInside(0, 1), start: rounded(0), end: rounded(1) }];
  return [...crossings, undefined].map((crossing, place) => {
    const last = crossings[place - 1];
    const [from, to] = [last?.t ?? 0, crossing?.t ?? 1];
    const start = rounded(from);
    const end = rounded(to);
    return {
      isInside: isInside(from, to),
      start: last ? [...beyond(start, last, -1), ...start] : start,
      end: crossing ? [...end, ...beyond(end, crossing, 1)] : end,
    };
  });
}

function isAtHome(
  { ground, homeOfPart, home }: TrimArea,
  [x, y]: readonly [number, number],
): boolean {
  const part = enclosureAt(ground, [x, y]);
  return part >= 0 && int(homeOfPart, part) === home;
}

interface Crossing {
  readonly t: number;
  /** Unit normal of the wall, towards the end of the segment. */
  readonly normal: readonly [number, number];
}

function beyond([x, y]: readonly [number, number], { normal }: Crossing, sign: 1 | -1) {
  const step = sign * STUB_CENTIMETRES;
  return [Math.round(x + step * normal[0]), Math.round(y + step * normal[1])];
}

function findCrossings({ ground, homeOfPart, home }: TrimArea, segment: Four): Crossing[] {
  const { lines, faces, index, parts } = ground;
  const found = new Map<number, Crossing>();
  const homeOf = (half: number): number => {
    const part = int(parts.partOfFace, int(faces.ofHalf, half));
    return part < 0 ? -1 : int(homeOfPart, part);
  };
  visitCells(index.grid, segment, (cell) => {
    const end = uint(index.buckets.first, cell + 1);
    for (let at = uint(index.buckets.first, cell); at < end; at++) {
      const edge = uint(index.buckets.items, at);
      const [left, right] = [homeOf(2 * edge), homeOf(2 * edge + 1)];
      if (left === right || (left !== home && right !== home) || found.has(edge)) continue;
      const wall = segmentOf(lines, edge);
      const crossing = crossingOf(segment, [wall.ax, wall.ay, wall.bx, wall.by]);
      if (crossing) found.set(edge, crossing);
    }
  });
  return [...found.values()];
}

function crossingOf([ax, ay, bx, by]: Four, [cx, cy, ex, ey]: Four): Crossing | undefined {
  const [dx, dy, wallX, wallY] = [bx - ax, by - ay, ex - cx, ey - cy];
  const determinant = dx * wallY - dy * wallX;
  if (determinant === 0) return undefined;
  const t = ((cx - ax) * wallY - (cy - ay) * wallX) / determinant;
  const u = ((cx - ax) * dy - (cy - ay) * dx) / determinant;
  if (t < 0 || t > 1 || u < 0 || u > 1) return undefined;
  const length = Math.sqrt(wallX * wallX + wallY * wallY);
  const sign = determinant > 0 ? 1 : -1;
  return { t, normal: [(sign * wallY) / length, (-sign * wallX) / length] };
}
