import { array, assert, nat, property, record } from "fast-check";
import { expect, test } from "vitest";
import { lastOfDays, shareOf, shareTicks } from "./trend-points.ts";

const point = (day: string, covered: number, uncovered = 100 - covered) => ({
  ...{ day, covered, uncovered, notComputable: 0 },
  at: `${day}T00:00:00Z`,
});

test("of several states of the data in one day the last stands for it", () => {
  const points = [point("2026-11-20", 40), point("2026-11-20", 50), point("2026-11-21", 60)];
  expect(lastOfDays(points).map(({ covered }) => covered)).toEqual([50, 60]);
});

const anyPoint = record({ covered: nat(1000), uncovered: nat(1000) }).map(
  ({ covered, uncovered }) => point("2026-11-20", covered, uncovered),
);

test("every point lies between the least and the largest mark, which are a few and from 0 to 1", () => {
  assert(
    property(array(anyPoint, { minLength: 1 }), (points) => {
      const ticks = shareTicks(points);
      const [first = 1, last = 0] = [ticks[0], ticks.at(-1)];
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThanOrEqual(5);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(last).toBeLessThanOrEqual(1 + 1e-9);
      for (const each of points) {
        expect(shareOf(each)).toBeGreaterThanOrEqual(first - 1e-9);
        expect(shareOf(each)).toBeLessThanOrEqual(last + 1e-9);
      }
    }),
  );
});
