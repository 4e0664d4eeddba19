import fc from "fast-check";
import { expect, test } from "vitest";
import { innermostPoint } from "./innermost-point.ts";
import { isInRings } from "./is-in-rings.ts";
import type { Polygon, Position, Ring } from "./shapes.ts";

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

/** On the equator, where degrees are squares. */
const STEPS = 60;

function distanceTo(ring: Ring, [x, y]: Position): number {
  const distances = ring.slice(1).map(([bx, by], i) => {
    const [ax, ay] = ring[i] ?? [0, 0];
    const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
    const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2;
    const share = Math.min(1, Math.max(0, along));
    return Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay));
  });
  return Math.min(...distances);
}

/** The furthest of many points of a raster. */
function furthestOfRaster(ring: Ring): number {
  let best = 0;
  for (let i = 0; i < STEPS; i++)
    for (let j = 0; j < STEPS; j++) {
      const point: Position = [(2 * i) / STEPS - 1, (2 * j) / STEPS - 1];
      if (isInRings([ring], point)) best = Math.max(best, distanceTo(ring, point));
    }
  return best;
}

test("the label of a shape lies inside, about as far from its border as any point of a raster", () => {
  const radii = fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), {
    minLength: 5,
    maxLength: 14,
  });
  fc.assert(
    fc.property(radii, (lengths) => {
      const turn = (2 * Math.PI) / lengths.length;
      const star = lengths.map((length, i): Position => [
        length * Math.cos(i * turn),
        length * Math.sin(i * turn),
      ]);
      const ring: Ring = [...star, star[0] ?? [0, 0]];
      const point = innermostPoint({ type: "Polygon", coordinates: [ring] });
      if (point === null) throw new Error("no area");
      expect(isInRings([ring], point)).toBe(true);
      expect(distanceTo(ring, point)).toBeGreaterThan(furthestOfRaster(ring) - 0.05);
    }),
    { numRuns: 60 },
  );
});

test("a hook is labelled on its land, of two parts the larger one, and a hole is left out", () => {
  const hook: Ring = [
    [0, 0],
    [10, 0],
    [10, 1],
    [1, 1],
    [1, 10],
    [0, 10],
    [0, 0],
  ];
  const shape: Polygon = { type: "Polygon", coordinates: [hook] };
  expect(isInRings([hook], innermostPoint(shape) ?? [5, 5])).toBe(true);
  const two = innermostPoint({
    type: "MultiPolygon",
    coordinates: [[box(0, 0, 1, 1)], [box(5, 0, 8, 3)]],
  });
  expect(two?.[0]).toBeCloseTo(6.5, 1);
  const holed = [box(0, 0, 10, 10), box(4, 4, 9, 9)];
  const beside = innermostPoint({ type: "Polygon", coordinates: holed });
  expect(isInRings(holed, beside ?? [6, 6])).toBe(true);
  expect(innermostPoint({ type: "Polygon", coordinates: [box(1, 1, 1, 1)] })).toBeNull();
});
