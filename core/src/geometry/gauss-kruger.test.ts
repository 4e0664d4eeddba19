import * as fc from "fast-check";
import proj4 from "proj4";
import { expect, test } from "vitest";
import { centralMeridianOf, fromGaussKruger, toGaussKruger } from "./gauss-kruger.ts";

const zone = (centralMeridian: number): string =>
  `+proj=tmerc +lat_0=0 +lon_0=${centralMeridian} +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs`;

const place = fc.record({
  centralMeridian: fc.constantFrom(75, 102, 114, 117, 135),
  east: fc.double({ min: -3, max: 3, noNaN: true }),
  lat: fc.double({ min: -60, max: 60, noNaN: true }),
});

test("agrees with proj4 to a tenth of a millimetre, both ways", () => {
  fc.assert(
    fc.property(place, ({ centralMeridian, east, lat }) => {
      const position = [centralMeridian + east, lat] as const;
      const [x, y] = toGaussKruger(position, centralMeridian);
      const [expectedX = NaN, expectedY = NaN] = proj4(zone(centralMeridian), [...position]);
      expect(Math.hypot(x - expectedX, y - expectedY)).toBeLessThan(1e-4);
      const [lng, backLat] = fromGaussKruger([x, y], centralMeridian);
      expect(Math.max(Math.abs(lng - position[0]), Math.abs(backLat - lat))).toBeLessThan(1e-12);
    }),
  );
});

test("the central meridian keeps its length and the false easting", () => {
  const [east, north] = toGaussKruger([114, 30], 114);
  expect(east).toBe(500_000);
  // Meridian arc from the equator to 30° N on GRS 80.
  expect(north).toBeCloseTo(3_320_113.398, 3);
});

test("a longitude falls in the nearest 3° zone", () => {
  expect([112.5, 113.4, 114, 115.49, 115.5, 121.5].map(centralMeridianOf)).toEqual([
    114, 114, 114, 114, 117, 123,
  ]);
});
