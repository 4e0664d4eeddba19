import fc from "fast-check";
import { expect, test } from "vitest";
import { metresPerPixel, scaleBar } from "./scale-bar.ts";

test("one pixel at zoom 0 is the equator over 512", () => {
  expect(metresPerPixel(0, 0)).toBeCloseTo(78_271.517, 2);
  expect(metresPerPixel(60, 10) * 2).toBeCloseTo(metresPerPixel(0, 10), 9);
});

test("the bar is round, fits and is at least two fifths of the room", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -80, max: 80, noNaN: true }),
      fc.double({ min: 1, max: 20, noNaN: true }),
      (latitude, zoom) => {
        const bar = scaleBar(latitude, zoom, 100);
        expect(bar.pixels).toBeLessThanOrEqual(100.000_001);
        expect(bar.pixels).toBeGreaterThan(39);
        expect(String(bar.metres)).toMatch(/^(0\.0*)?[125]0*$/);
      },
    ),
  );
});

test("kilometres from a thousand metres on", () => {
  expect(scaleBar(32, 10, 100).label).toBe("5 km");
  expect(scaleBar(32, 16, 100).label).toBe("100 m");
});
