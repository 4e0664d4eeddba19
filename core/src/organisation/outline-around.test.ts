import fc from "fast-check";
import { expect, test } from "vitest";
import type { Position } from "../geometry/index.ts";
import { outlineAround } from "./outline-around.ts";

const place = fc.tuple(
  fc.double({ min: 103.8, max: 103.9, noNaN: true }),
  fc.double({ min: 1.3, max: 1.4, noNaN: true }),
);

test("every place lies inside, with nearly the whole margin round it", () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 30 }), (places) => {
      const [ring = []] = outlineAround(places, 50)?.coordinates ?? [];
      expect(ring[0]).toEqual(ring.at(-1));
      for (const [lng, lat] of places) {
        for (let at = 0; at + 1 < ring.length; at += 1) {
          // The octagon's flats are at cos(22.5°) of the margin.
          expect(metresLeftOf([lng, lat], ring[at], ring[at + 1])).toBeGreaterThan(44);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("no places, no outline", () => {
  expect(outlineAround([], 50)).toBeUndefined();
});

function metresLeftOf([x, y]: Position, a?: Position, b?: Position): number {
  if (!a || !b) throw new Error("no edge");
  const scale = 111_320 * Math.cos((y * Math.PI) / 180);
  const [ex, ey] = [(b[0] - a[0]) * scale, (b[1] - a[1]) * 111_320];
  const [px, py] = [(x - a[0]) * scale, (y - a[1]) * 111_320];
  return (ex * py - ey * px) / Math.hypot(ex, ey);
}
