import { expect, test } from "vitest";
import { readDutySearch } from "./duty-search.ts";

test("the question is read out of the address, and nothing else is", () => {
  const asked = {
    tab: "answer",
    class: "event.02-01",
    at: "102.1,38.5",
    place: "河西路",
    day: "2026-11-24",
  };
  expect(readDutySearch({ ...asked, other: "x", on: "stations" })).toEqual(asked);
  expect(readDutySearch({ class: 3, at: "", place: "x".repeat(201) })).toEqual({});
});
