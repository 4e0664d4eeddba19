/** Longitude first, in degrees. */
export type Point = readonly [lng: number, lat: number];

const NUMBERS = /^(-?\d{1,3}(?:\.\d+)?)[\s,，;；]+(-?\d{1,3}(?:\.\d+)?)$/u;

/**
 * A point as people copy it from a map: two numbers in either order. Our districts lie east of 70° and
 * south of 60°, so the larger number is the longitude.
 */
export function positionOf(words: string): Point | null {
  const [, first, second] = NUMBERS.exec(words.normalize("NFKC").trim()) ?? [];
  if (first === undefined || second === undefined) return null;
  const [a, b] = [Number(first), Number(second)];
  const [lng, lat] = a > b ? [a, b] : [b, a];
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? [lng, lat] : null;
}
