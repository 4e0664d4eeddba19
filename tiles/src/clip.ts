import type { BoxMetres } from "@onegrid/core/geometry";

/** Whether every point of a run lies inside the box: then nothing needs cutting. */
export function isInside(run: Float64Array, [west, south, east, north]: BoxMetres): boolean {
  for (let at = 0; at < run.length; at += 2) {
    const x = run[at] ?? NaN;
    const y = run[at + 1] ?? NaN;
    if (!(x >= west && x <= east && y >= south && y <= north)) return false;
  }
  return true;
}

/** One side of the box: which axis, where, and whether the inside is above it. */
interface Edge {
  readonly axis: 0 | 1;
  readonly at: number;
  readonly sign: 1 | -1;
}

const edgesOf = ([west, south, east, north]: BoxMetres): readonly Edge[] => [
  { axis: 0, at: west, sign: 1 },
  { axis: 0, at: east, sign: -1 },
  { axis: 1, at: south, sign: 1 },
  { axis: 1, at: north, sign: -1 },
];

/** Cuts a closed ring to the box (Sutherland–Hodgman). Parts may stay joined along the box's edge. */
export function clipRing(ring: Float64Array, box: BoxMetres): Float64Array {
  let points = ring;
  for (const edge of edgesOf(box)) {
    if (points.length === 0) break;
    points = cutAtEdge(points, edge);
  }
  return points;
}

function cutAtEdge(run: Float64Array, { axis, at, sign }: Edge): Float64Array {
  const kept: number[] = [];
  let px = run.at(-2) ?? 0;
  let py = run.at(-1) ?? 0;
  let before = sign * ((axis === 0 ? px : py) - at);
  for (let index = 0; index < run.length; index += 2) {
    const x = run[index] ?? 0;
    const y = run[index + 1] ?? 0;
    const after = sign * ((axis === 0 ? x : y) - at);
    if (before * after < 0) {
      const share = before / (before - after);
      if (axis === 0) kept.push(at, py + (y - py) * share);
      else kept.push(px + (x - px) * share, at);
    }
    if (after >= 0) kept.push(x, y);
    px = x;
    py = y;
    before = after;
  }
  return Float64Array.from(kept);
}

/** Cuts a line to the box (Liang–Barsky); it may fall into several pieces. */
export function clipLine(line: Float64Array, box: BoxMetres): Float64Array[] {
  const pieces: Float64Array[] = [];
  let piece: number[] = [];
  const finish = (): void => {
    if (piece.length >= 4) pieces.push(Float64Array.from(piece));
    piece = [];
  };
  for (let at = 0; at + 3 < line.length; at += 2) {
    const segment = [
      line[at] ?? 0,
      line[at + 1] ?? 0,
      line[at + 2] ?? 0,
      line[at + 3] ?? 0,
    ] as const;
    const range = visibleRange(segment, box);
    if (!range) {
      finish();
      continue;
    }
    const [x1, y1, x2, y2] = segment;
    const [from, to] = range;
    if (from > 0) finish();
    if (piece.length === 0) piece.push(x1 + (x2 - x1) * from, y1 + (y2 - y1) * from);
    piece.push(x1 + (x2 - x1) * to, y1 + (y2 - y1) * to);
    if (to < 1) finish();
  }
  finish();
  return pieces;
}

/** The part of a segment that lies in the box, as shares of its length. */
function visibleRange(
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  [west, south, east, north]: BoxMetres,
): readonly [from: number, to: number] | undefined {
  let from = 0;
  let to = 1;
  const sides = [
    [x1 - x2, x1 - west],
    [x2 - x1, east - x1],
    [y1 - y2, y1 - south],
    [y2 - y1, north - y1],
  ] as const;
  for (const [step, room] of sides) {
    if (step === 0 && room < 0) return undefined;
    if (step < 0) from = Math.max(from, room / step);
    if (step > 0) to = Math.min(to, room / step);
  }
  return from <= to ? [from, to] : undefined;
}
