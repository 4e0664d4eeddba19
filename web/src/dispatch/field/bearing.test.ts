import { expect, test } from "vitest";
import { bearingDegrees, directionOf } from "./bearing.ts";

const HERE = [102.19, 38.52] as const;

test("an arrow points where the place lies, in the eight words that people use", () => {
  const words = (east: number, north: number): string =>
    directionOf(bearingDegrees(HERE, [HERE[0] + east / Math.cos(0.6723), HERE[1] + north])).slice(
      10,
    );
  expect([words(0, 1), words(1, 1), words(1, 0), words(1, -1)]).toEqual(["n", "ne", "e", "se"]);
  expect([words(0, -1), words(-1, -1), words(-1, 0), words(-1, 1)]).toEqual(["s", "sw", "w", "nw"]);
  // Almost north from the left is north, not a direction beyond the last one.
  expect(directionOf(359)).toBe("field:way.n");
});
