import { array, assert, double, integer, property } from "fast-check";
import { expect, it } from "vitest";
import { isInRings } from "./is-in-rings.ts";
import { pointInside } from "./point-inside.ts";
import type { Polygon, Position } from "./shapes.ts";

/** Corners round a middle, each at its own distance: a star that never crosses itself. */
const anyStar = array(double({ min: 0.1, max: 1, noNaN: true }), {
  minLength: 3,
  maxLength: 12,
}).map((distances): Polygon => {
  const ring = distances.map((distance, i): Position => {
    const angle = (i / distances.length) * 2 * Math.PI;
    return [103.8 + distance * Math.cos(angle), 1.4 + distance * Math.sin(angle)];
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
