import { expect, test } from "vitest";
import { chanceWords, expectedWords } from "./hot-spot-words.ts";

test("a chance is said with the next greater step, never as less than it is", () => {
  expect([0.001, 0.0015, 0.004, 0.0099, 0.01, 0.03, 0.05].map(chanceWords)).toEqual([
    "0.1",
    "0.2",
    "0.5",
    "1",
    "1",
    "5",
    "5",
  ]);
});

test("what was expected is whole, and at least one", () => {
  expect([0.2, 1.4, 7.6].map(expectedWords)).toEqual(["1", "1", "8"]);
});
