import { assert, constantFrom, integer, property } from "fast-check";
import { expect, it, test } from "vitest";
import { attachPoints, EdgeFinder } from "../attach/attach-points.ts";
import { at, line, networkOf } from "../fixtures/made-town.ts";
import { gradeOf, MAX_SLOPE_FACTOR, slopeFactor } from "./slope.ts";
import { reverseTravelTimes, travelMatrix } from "../reach/travel-matrix.ts";

test.each([
  ["8%", 8],
  ["-3.6 %", -4],
  ["5°", 9],
  ["12", 12],
  ["up", 0],
  ["400%", 0],
  [undefined, 0],
])("an incline of %o is a grade of %i percent", (incline, percent) => {
  expect(gradeOf(incline)).toBe(percent);
});

it("a slope costs what the table says, and between its rows what lies between", () => {
  expect([0, 5, 15, 30, -10, -40].map(slopeFactor)).toEqual([1, 1.33, 2.5, 2.5, 1.33, 1.33]);
  expect(slopeFactor(4)).toBeCloseTo((1.2 + 1.33) / 2);
  const grades = Array.from({ length: 121 }, (_, i) => i - 60);
  expect(Math.max(...grades.map(slopeFactor))).toBe(MAX_SLOPE_FACTOR);
  const uphill = grades.filter((percent) => percent >= 0 && percent <= 15).map(slopeFactor);
  expect(uphill).toEqual(uphill.toSorted((a, b) => a - b));
  expect(new Set(uphill).size).toBe(16);
});

const ADULT = { kind: "time", metresPerSecond: 1.25 } as const;

/** Seconds from 10 m to 290 m along one way of 300 m, and back. */
function thereAndBack(incline: string, isDrawnBackwards: boolean): readonly number[] {
  const ends = [at(0, 0), at(300, 0)];
  const way = line("hill", isDrawnBackwards ? ends.toReversed() : ends, { incline });
  const network = networkOf([way]);
  const points = attachPoints(new EdgeFinder(network), [at(10, 0), at(290, 0)]);
  const rows = [...travelMatrix(network, { origins: points, targets: points }, ADULT)];
  const backwards = reverseTravelTimes(network, points, points, ADULT);
  expect([...backwards]).toEqual([0, 0]);
  return [rows[0]?.units[1] ?? -1, rows[1]?.units[0] ?? -1].map((units) => units / 10);
}

it("uphill takes longer than downhill, by the table", () => {
  const level = 280 / 1.25;
  const [up = 0, down = 0] = thereAndBack("10%", false);
  expect(up / level).toBeCloseTo(1.83, 2);
  expect(down / level).toBeCloseTo(1.33, 2);
});

it("a way drawn the other way round with the other sign is the same hill", () => {
  assert(
    property(integer({ min: -20, max: 20 }), constantFrom("%", " %", ""), (percent, sign) => {
      expect(thereAndBack(`${-percent}${sign}`, true)).toEqual(
        thereAndBack(`${percent}${sign}`, false),
      );
    }),
    { numRuns: 30 },
  );
});

it("metres are metres on a hill, and the slowest walker's weights still fit", () => {
  const network = networkOf([line("hill", [at(0, 0), at(600, 0)], { incline: "15%" })]);
  const points = attachPoints(new EdgeFinder(network), [at(0, 0), at(600, 0)]);
  const all = { origins: points, targets: points };
  const walked = [...travelMatrix(network, all, { kind: "distance" })][0]?.units[1] ?? 0;
  const slow = [...travelMatrix(network, all, { kind: "time", metresPerSecond: 0.3 })];
  expect(Math.abs(walked / 10 - 600)).toBeLessThan(3);
  expect((slow[0]?.units[1] ?? 0) / (walked / 0.3)).toBeCloseTo(2.5, 2);
});
