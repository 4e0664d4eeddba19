import { expect, test } from "vitest";
import { areaOnGround } from "./area-on-ground.ts";
import { toDegrees } from "./plane-frame.ts";

const frame = { centralMeridian: 114, origin: [500_000, 3_400_000] } as const;
const ring = (corners: readonly (readonly [number, number])[]) =>
  [...corners, ...corners.slice(0, 1)].map(([x, y]) => toDegrees(frame, x * 100, y * 100));

test("a square of 100 m has 10,000 m² and the compactness of a square", () => {
  const shell = ring([
    [0, 0],
    [100, 0],
    [100, 100],
    [0, 100],
  ]);
  const { squareMetres, polsbyPopper } = areaOnGround({ type: "Polygon", coordinates: [shell] });
  expect(squareMetres).toBeCloseTo(10_000, 0);
  expect(polsbyPopper).toBeCloseTo(Math.PI / 4, 5);
});

test("a hole is taken off the area and its border added to the perimeter", () => {
  const shell = ring([
    [0, 0],
    [100, 0],
    [100, 100],
    [0, 100],
  ]);
  const hole = ring([
    [40, 40],
    [40, 60],
    [60, 60],
    [60, 40],
  ]);
  const { squareMetres, polsbyPopper } = areaOnGround({
    type: "MultiPolygon",
    coordinates: [[shell, hole]],
  });
  expect(squareMetres).toBeCloseTo(9600, 0);
  expect(polsbyPopper).toBeCloseTo((4 * Math.PI * 9600) / 480 ** 2, 4);
});
