import * as fc from "fast-check";
import { expect, test } from "vitest";
import { choosePlaneFrame, toCentimetres, toDegrees } from "./plane-frame.ts";
import type { Position } from "./shapes.ts";

test("integers survive degrees with nine decimals, up to the reach of a frame", () => {
  const reach = fc.integer({ min: -10_000_000, max: 10_000_000 });
  const latitude = fc.integer({ min: -50, max: 55 });
  fc.assert(
    fc.property(reach, reach, latitude, (x, y, lat) => {
      const frame = choosePlaneFrame([[113.26, lat]]);
      if (!frame.ok) throw new Error(frame.error.code);
      expect(toCentimetres(frame.value, toDegrees(frame.value, x, y))).toEqual([x, y]);
    }),
    { numRuns: 500 },
  );
});

test("the frame does not depend on the order of the positions", () => {
  const positions: Position[] = [
    [121.4, 25.01],
    [121.6, 25.1],
    [121.5, 25.2],
  ];
  expect(choosePlaneFrame(positions)).toEqual(choosePlaneFrame(positions.toReversed()));
});

test("refuses what no frame can hold", () => {
  expect(choosePlaneFrame([])).toMatchObject({ error: { code: "geometry.no-positions" } });
  expect(choosePlaneFrame([[Number.NaN, 30]])).toMatchObject({
    error: { code: "geometry.bad-position" },
  });
  expect(
    choosePlaneFrame([
      [110, 30],
      [114, 30],
    ]),
  ).toMatchObject({ error: { code: "geometry.too-far-apart" } });
});
