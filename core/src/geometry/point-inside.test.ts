import { array, assert, integer, property } from "fast-check";
import { expect, it } from "vitest";
import { isInRings } from "./is-in-rings.ts";
import { pointInside } from "./point-inside.ts";
import type { Polygon, Position } from "./shapes.ts";

/** With nine decimals, as files have them: between two heights that differ there is always a third. */
const degrees = (value: number): number => Math.round(value * 1e9) / 1e9;

/** Corners round a middle, each at its own distance: a star that never crosses itself. */
const anyStar = array(integer({ min: 100, max: 1000 }), {
  minLength: 3,
  maxLength: 12,
}).map((thousandths): Polygon => {
  const ring = thousandths.map((distance, i): Position => {
    const angle = (i / thousandths.length) * 2 * Math.PI;
    const reach = distance / 1000;
    return [degrees(103.8 + reach * Math.cos(angle)), degrees(1.4 + reach * Math.sin(angle))];
  });
  return { type: "Polygon", coordinates: [[...ring, ring[0] ?? [0, 0]]] };
});

it("the point is inside, and in none of the corners' heights", () => {
  assert(
    property(anyStar, (star) => {
      const point = pointInside(star);
      expect(point !== null && isInRings(star.coordinates, point)).toBe(true);
      expect(star.coordinates.flat().some(([, lat]) => lat === point?.[1])).toBe(false);
    }),
  );
});

it("a hole is not inside, of several parts the widest counts, and a line is no ground", () => {
  const box = ([west, south]: Position, side: number): Position[] => [
    [west, south],
    [west + side, south],
    [west + side, south + side],
    [west, south + side],
    [west, south],
  ];
  const ring: Polygon = { type: "Polygon", coordinates: [box([0, 0], 10), box([1, 1], 8)] };
  expect(pointInside(ring)).toEqual([0.5, 5]);
  const parts = [[box([0, 0], 1)], [box([5, 5], 3)]];
  expect(pointInside({ type: "MultiPolygon", coordinates: parts })).toEqual([6.5, 6.5]);
  assert(
    property(integer({ min: 1, max: 9 }), (length) => {
      const flat: Position[] = [
        [0, 0],
        [length, 0],
        [0, 0],
      ];
      expect(pointInside({ type: "Polygon", coordinates: [flat] })).toBe(null);
    }),
  );
});
