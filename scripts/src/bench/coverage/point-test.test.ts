import { expect, it } from "vitest";
import { pointTest } from "./point-test.ts";

const ring = (west: number, south: number, side: number): [number, number][] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

it("inside is in a shell and in none of its holes, on an island in a hole again", () => {
  const isInside = pointTest({
    type: "MultiPolygon",
    coordinates: [[ring(0, 0, 9), ring(3, 3, 3)], [ring(4, 4, 1)], [ring(20, 1, 1)]],
  });
  const places = [
    [1, 1],
    [3.5, 3.5],
    [4.5, 4.5],
    [20.5, 1.5],
    [12, 1.5],
    [1, 12],
    [-1, 4],
  ] as const;
  expect(places.map((place) => isInside(place))).toEqual([
    true,
    false,
    true,
    true,
    false,
    false,
    false,
  ]);
});

it("a polygon of nothing holds nothing", () => {
  expect(pointTest({ type: "MultiPolygon", coordinates: [] })([0, 0])).toBe(false);
});
