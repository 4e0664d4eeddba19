import fc from "fast-check";
import { expect, test } from "vitest";
import { toCentimetres, toDegrees } from "../geometry/index.ts";
import { crsText, epsgOf, EXPORT_MERIDIANS, placeIn } from "./export-crs.ts";

test("zones from 75° to 135° E are EPSG:4534 to 4554, degrees are EPSG:4490", () => {
  expect(EXPORT_MERIDIANS.map((meridian) => epsgOf({ meridian }))).toEqual(
    Array.from({ length: 21 }, (_, n) => 4534 + n),
  );
  expect(epsgOf({ meridian: null })).toBe(4490);
});

test("in its own zone a point of a map stands with its own centimetres", () => {
  const cm = fc.integer({ min: -9_000_000, max: 9_000_000 });
  fc.assert(
    fc.property(fc.constantFrom(102, 114, 126), cm, cm, (meridian, x, y) => {
      const frame = { centralMeridian: meridian, origin: [512_345, 3_456_789] } as const;
      const place = placeIn({ meridian }, meridian);
      const [east, north] = place(toDegrees(frame, x, y));
      expect(Math.round((east - frame.origin[0]) * 100) + 0).toBe(x);
      expect(Math.round((north - frame.origin[1]) * 100) + 0).toBe(y);
    }),
  );
});

test("degrees go out as they are and bring the integers back", () => {
  const frame = { centralMeridian: 114, origin: [500_000, 3_400_000] } as const;
  const place = placeIn({ meridian: null }, 114);
  expect(toCentimetres(frame, place(toDegrees(frame, 123_457, -7)))).toEqual([123_457, -7]);
});

test("both spellings name the meridian", () => {
  expect(crsText({ meridian: 102 }, "esri")).toContain("CGCS2000_3_Degree_GK_CM_102E");
  expect(crsText({ meridian: 102 }, "ogc")).toContain('AUTHORITY["EPSG","4543"]]');
});
