import { expect, test } from "vitest";
import { gridCount, shareGridCount } from "./grid-count.ts";

test("takes the number of grids whose equal share is nearest to the target", () => {
  expect([0, 1, 299, 400, 401, 450, 720, 721, 749, 750].map((sum) => gridCount(sum, 300))).toEqual([
    1, 1, 1, 1, 2, 2, 2, 3, 3, 3,
  ]);
});

test("no other number of grids comes nearer, for every number of households", () => {
  for (let households = 1; households < 5000; households++) {
    const miss = (grids: number) => Math.abs(households / grids / 300 - 1);
    const best = Math.min(...Array.from({ length: 20 }, (_, i) => miss(i + 1)));
    expect(miss(gridCount(households, 300))).toBe(best);
  }
});

test("gives each part a grid and the rest where the households are", () => {
  expect(shareGridCount([900, 300, 10], 5)).toEqual([3, 1, 1]);
});

test("a part gets no more grids than it can be cut into", () => {
  expect(shareGridCount([3000, 350, 10], 6, [1, 7, 2])).toEqual([1, 4, 1]);
  expect(shareGridCount([3000, 0], 9, [1, 3])).toEqual([1, 3]);
});
