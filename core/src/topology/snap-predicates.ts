import { num } from "./typed-access.ts";

/**
 * Exact tests on integer points of at most 10⁷ either way (`FRAME_REACH_CENTIMETRES`): every product
 * stays below 2⁵³, so plain doubles are exact and no robust predicates are needed.
 */
export interface Segment {
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
}

/** The segments of a polyline of x, y, x, y … */
export function segmentsOf(points: readonly number[]): Segment[] {
  const segments: Segment[] = [];
  for (let at = 0; at + 3 < points.length; at += 2)
    segments.push({
      ax: num(points, at),
      ay: num(points, at + 1),
      bx: num(points, at + 2),
      by: num(points, at + 3),
    });
  return segments;
}

/** Positive if (x, y) lies to the left of a → b, 0 on the line: twice the area of the triangle. */
export function sideOf({ ax, ay, bx, by }: Segment, x: number, y: number): number {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}

/**
 * Whether a segment meets the pixel around (x, y), one centimetre wide, its left and lower sides
 * included. The box test comes first: within it, the line meets the pixel only where the segment does.
 */
export function meetsPixel(segment: Segment, x: number, y: number): boolean {
  const { ax, ay, bx, by } = segment;
  if (x < Math.min(ax, bx) || x > Math.max(ax, bx)) return false;
  if (y < Math.min(ay, by) || y > Math.max(ay, by)) return false;
  const [dx, dy] = [bx - ax, by - ay];
  // Over the four corners, twice the side varies by ±|dx| ±|dy|.
  const side = 2 * sideOf(segment, x, y);
  const reach = Math.abs(dx) + Math.abs(dy);
  return Math.abs(side) < reach || (Math.abs(side) === reach && side - dx + dy === 0);
}

/** Whether two segments cross in a single point inside both. */
export function cross(s: Segment, t: Segment): boolean {
  const tStart = sideOf(s, t.ax, t.ay);
  const tEnd = sideOf(s, t.bx, t.by);
  if (!((tStart > 0 && tEnd < 0) || (tStart < 0 && tEnd > 0))) return false;
  const sStart = sideOf(t, s.ax, s.ay);
  const sEnd = sideOf(t, s.bx, s.by);
  return (sStart > 0 && sEnd < 0) || (sStart < 0 && sEnd > 0);
}

/** Up to this length, in centimetres, the rounding of a crossing is exact in doubles. */
const EXACT_REACH = 100_000;

/** The crossing of two segments, rounded once: exact, so the order and direction of the two do not matter. */
export function roundedCrossing(s: Segment, t: Segment): [x: number, y: number] {
  const [sx, sy, tx, ty] = [s.bx - s.ax, s.by - s.ay, t.bx - t.ax, t.by - t.ay];
  const [gapX, gapY] = [t.ax - s.ax, t.ay - s.ay];
  const reach = Math.max(...[sx, sy, tx, ty].map((value) => Math.abs(value)));
  if (reach > EXACT_REACH) return roundedCrossingOfLong(s, t);
  const sign = Math.sign(sx * ty - sy * tx);
  const denominator = sign * (sx * ty - sy * tx);
  const numerator = sign * (gapX * ty - gapY * tx);
  return [
    s.ax + divideRounded(numerator * sx, denominator),
    s.ay + divideRounded(numerator * sy, denominator),
  ];
}

/** ⌊numerator ÷ denominator + ½⌋ for a positive denominator, exact below 2⁵³. */
function divideRounded(numerator: number, denominator: number): number {
  const [top, bottom] = [2 * numerator + denominator, 2 * denominator];
  const quotient = Math.floor(top / bottom);
  const rest = top - quotient * bottom;
  if (rest < 0) return quotient - 1;
  return rest >= bottom ? quotient + 1 : quotient;
}

function roundedCrossingOfLong(s: Segment, t: Segment): [x: number, y: number] {
  const [sx, sy] = [BigInt(s.bx - s.ax), BigInt(s.by - s.ay)];
  const [tx, ty] = [BigInt(t.bx - t.ax), BigInt(t.by - t.ay)];
  const determinant = sx * ty - sy * tx;
  const sign = determinant < 0n ? -1n : 1n;
  const numerator = sign * (BigInt(t.ax - s.ax) * ty - BigInt(t.ay - s.ay) * tx);
  const bottom = 2n * sign * determinant;
  const along = (step: bigint): number => {
    const top = 2n * numerator * step + sign * determinant;
    const quotient = top / bottom;
    return Number(top < 0n && quotient * bottom !== top ? quotient - 1n : quotient);
  };
  return [s.ax + along(sx), s.ay + along(sy)];
}
