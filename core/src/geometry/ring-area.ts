import type { Position } from "./shapes.ts";

/**
 * Shoelace of a closed ring, in square units of its coordinates: positive counter-clockwise. Taken
 * relative to the first position, for precision far from the origin.
 */
export function signedRingArea(ring: readonly Position[]): number {
  const [x0, y0] = ring[0] ?? [0, 0];
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const [ax, ay] = ring[i] ?? [0, 0];
    const [bx, by] = ring[i + 1] ?? [0, 0];
    sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return sum / 2;
}
