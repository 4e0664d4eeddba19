import type { MultiPolygon, Position } from "@onegrid/core/geometry";

/** Rows of latitude in which the sides of a polygon are looked up. */
const ROWS = 512;

/**
 * Even-odd test of points against a polygon as it stands in a file: whoever says that a polygon agrees
 * with the buildings must not ask the code that drew it.
 */
export function pointTest({ coordinates }: MultiPolygon): (place: Position) => boolean {
  const rings = coordinates.flat();
  const lats = rings.flat().map(([, lat]) => lat);
  const south = lats.reduce((least, lat) => Math.min(least, lat), Infinity);
  const north = lats.reduce((most, lat) => Math.max(most, lat), -Infinity);
  const rowOf = (lat: number) => Math.floor((ROWS * (lat - south)) / (north - south || 1));
  const rows = Array.from({ length: ROWS + 1 }, (): (readonly [Position, Position])[] => []);
  for (const ring of rings) {
    for (const [i, end] of ring.entries()) {
      const start = ring.at(i - 1) ?? end;
      const [low, high] = [rowOf(Math.min(start[1], end[1])), rowOf(Math.max(start[1], end[1]))];
      for (let row = low; row <= high; row++) rows[row]?.push([start, end]);
    }
  }
  return ([lng, lat]) => {
    let crossings = 0;
    for (const [a, b] of rows[rowOf(lat)] ?? []) {
      const isBetween = a[1] <= lat !== b[1] <= lat;
      if (isBetween && a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]) > lng) crossings++;
    }
    return crossings % 2 === 1;
  };
}
