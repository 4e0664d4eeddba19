import { expect, test } from "vitest";
import { earlierHouseholds, type Homes } from "./earlier-households.ts";

/** Four units: two of a compound, one alone in block 0, one in block 1. */
const homes: Homes = {
  households: Float64Array.of(100, 40, 80, 0),
  compound: Int32Array.of(0, 0, -1, -1),
  enclosure: Int32Array.of(0, 0, 0, 1),
  label: Float64Array.of(10, 5, 20, 5, 30, 5, 40, 5),
};

const backwards: Homes = {
  households: homes.households.toReversed(),
  compound: Int32Array.of(-1, -1, 3, 3),
  enclosure: homes.enclosure.toReversed(),
  label: Float64Array.of(40, 5, 30, 5, 20, 5, 10, 5),
};

test("homes of a compound differ by one share, at most a quarter, whatever the order of units", () => {
  for (let seed = 0; seed < 50; seed++) {
    const [first = 0, second = 0, alone = 0, none] = earlierHouseholds(homes, seed);
    expect(first).toBeGreaterThanOrEqual(75);
    expect(first).toBeLessThanOrEqual(125);
    expect(second).toBeCloseTo(first * 0.4, -0.5);
    expect([Math.abs(alone - 80) <= 20, none]).toEqual([true, 0]);
    expect(earlierHouseholds(backwards, seed).toReversed()).toEqual(earlierHouseholds(homes, seed));
  }
});

test("another seed is another year", () => {
  expect(earlierHouseholds(homes, 1)).not.toEqual(earlierHouseholds(homes, 2));
});
