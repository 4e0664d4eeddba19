import { toCentimetres } from "../geometry/index.ts";
import type { PlaneFrame, Position } from "../geometry/index.ts";

/** Told of each point of a path: `source` is undefined at a point put in to divide a long segment. */
export type PathListener = (x: number, y: number, source: Position | undefined) => void;

/**
 * A path in whole centimetres, x, y, x, y, …; segments longer than `stepCentimetres` are divided.
 *
 * What is straight in degrees is bent in the plane, by up to 2.9 cm over 1 km, so long segments are
 * divided in degrees. Two neighbours who give one segment in opposite directions get the same points.
 */
export function projectPath(
  frame: PlaneFrame,
  positions: readonly Position[],
  stepCentimetres: number,
  listener?: PathListener,
): number[] {
  const path: number[] = [];
  const push = ([x, y]: readonly [number, number], source: Position | undefined): void => {
    path.push(x, y);
    listener?.(x, y, source);
  };
  let before: { position: Position; point: [number, number] } | undefined;
  for (const position of positions) {
    const point = toCentimetres(frame, position);
    if (before) {
      const pieces = Math.ceil(distance(before.point, point) / stepCentimetres);
      for (let piece = 1; piece < pieces; piece++)
        push(toCentimetres(frame, between(before.position, position, piece, pieces)), undefined);
    }
    push(point, position);
    before = { position, point };
  }
  return path;
}

function distance(a: readonly [number, number], b: readonly [number, number]): number {
  return Math.sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2);
}

function between(a: Position, b: Position, piece: number, pieces: number): Position {
  const isTurned = b[0] < a[0] || (b[0] === a[0] && b[1] < a[1]);
  const [start, end] = isTurned ? [b, a] : [a, b];
  const part = (isTurned ? pieces - piece : piece) / pieces;
  return [start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])];
}
