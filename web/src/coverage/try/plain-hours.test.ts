import { isOpenAt } from "@onegrid/core/coverage";
import { assert, constantFrom, property } from "fast-check";
import { expect, test } from "vitest";
import { clocks, DAY_SPANS, hoursOf, plainHours } from "./plain-hours.ts";

test("whatever the fields say is read back, and understood by coverage", () => {
  const anyHours = [
    constantFrom(...DAY_SPANS),
    constantFrom(...clocks.slice(0, -1)),
    constantFrom(...clocks.slice(1)),
  ] as const;
  assert(
    property(...anyHours, (days, from, to) => {
      const hours = hoursOf({ days, from, to });
      expect(plainHours(hours)).toEqual({ days, from, to });
      const [hour = 0, minute = 0] = from.split(":").map(Number);
      expect(isOpenAt(hours, { day: 5, minute: hour * 60 + minute })).toBe(days !== "Mo-Fr");
    }),
  );
});

test("what three fields cannot say is left alone", () => {
  expect(plainHours(null)).toBeNull();
  expect(plainHours("Mo-Fr 08:30-17:30; Sa 09:00-12:00")).toBeNull();
  expect(plainHours("24/7")).toEqual({ days: "Mo-Su", from: "00:00", to: "24:00" });
});
