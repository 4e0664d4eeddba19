import { expect, test } from "vitest";
import { nextTry, RETRY_SECONDS } from "./next-try.ts";

test("each try waits longer than the one before, and after the last nobody tries", () => {
  const waits = RETRY_SECONDS.map((_, index) => nextTry(index + 1, 0) ?? NaN);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(new Set(waits).size).toBe(waits.length);
  expect(waits[0]).toBe(5_000);
  expect(nextTry(RETRY_SECONDS.length + 1, 0)).toBeNull();
  // A receiver that is away for a weekend still gets everything.
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(72 * 3_600_000);
});
