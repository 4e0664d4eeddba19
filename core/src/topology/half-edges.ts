import type { NodedLines } from "./line-work.ts";
import { int, uint } from "./typed-access.ts";

/**
 * The two directions of each edge: half-edge 2e runs from → to, 2e + 1 back; h ^ 1 is the opposite.
 * `next[h]` goes on along the face on the left of h.
 */
export interface HalfEdges {
  readonly next: Uint32Array;
}

export function originOf(lines: NodedLines, half: number): number {
  return uint(half & 1 ? lines.to : lines.from, half >> 1);
}

export function linkHalfEdges(lines: NodedLines): HalfEdges {
  const { first, leaving } = sortAroundPoints(lines);
  const next = new Uint32Array(2 * lines.from.length);
  for (let point = 0; point < lines.x.length; point++) {
    const [start, end] = [uint(first, point), uint(first, point + 1)];
    for (let at = start; at < end; at++) {
      // Who arrives against a leaving half-edge goes on with the one clockwise of it: the sharpest left.
      const clockwise = uint(leaving, at === start ? end - 1 : at - 1);
      next[uint(leaving, at) ^ 1] = clockwise;
    }
  }
  return { next };
}

/** Half-edges by the point they leave, counter-clockwise. */
function sortAroundPoints(lines: NodedLines): { first: Uint32Array; leaving: Uint32Array } {
  const halves = 2 * lines.from.length;
  const first = new Uint32Array(lines.x.length + 1);
  for (let half = 0; half < halves; half++) {
    const origin = originOf(lines, half);
    first[origin + 1] = uint(first, origin + 1) + 1;
  }
  for (let point = 0; point < lines.x.length; point++)
    first[point + 1] = uint(first, point + 1) + uint(first, point);
  const next = first.slice();
  const leaving = new Uint32Array(halves);
  for (let half = 0; half < halves; half++) {
    const origin = originOf(lines, half);
    const place = uint(next, origin);
    leaving[place] = half;
    next[origin] = place + 1;
  }
  for (let point = 0; point < lines.x.length; point++) {
    const [start, end] = [uint(first, point), uint(first, point + 1)];
    if (end - start > 2)
      leaving.set(
        leaving.slice(start, end).toSorted((a, b) => compareAngles(lines, a, b)),
        start,
      );
  }
  return { first, leaving };
}

/** Counter-clockwise from the direction due east. */
function compareAngles(lines: NodedLines, a: number, b: number): number {
  const [aX, aY] = directionOf(lines, a);
  const [bX, bY] = directionOf(lines, b);
  const [aLower, bLower] = [isLowerHalf(aX, aY), isLowerHalf(bX, bY)];
  if (aLower !== bLower) return aLower ? 1 : -1;
  return aY * bX - aX * bY;
}

function isLowerHalf(x: number, y: number): boolean {
  return y < 0 || (y === 0 && x < 0);
}

function directionOf(lines: NodedLines, half: number): [number, number] {
  const [from, to] = [originOf(lines, half), originOf(lines, half ^ 1)];
  return [int(lines.x, to) - int(lines.x, from), int(lines.y, to) - int(lines.y, from)];
}

/** Closed walks along `next`: `loopOf[h]` and one half-edge of each loop. */
export interface Loops {
  readonly loopOf: Int32Array;
  readonly firstHalf: readonly number[];
}

export function findLoops({ next }: HalfEdges): Loops {
  const loopOf = new Int32Array(next.length).fill(-1);
  const firstHalf: number[] = [];
  for (let first = 0; first < next.length; first++) {
    if (int(loopOf, first) >= 0) continue;
    let half = first;
    do {
      loopOf[half] = firstHalf.length;
      half = uint(next, half);
    } while (half !== first);
    firstHalf.push(first);
  }
  return { loopOf, firstHalf };
}
