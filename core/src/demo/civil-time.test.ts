import { expect, test } from "vitest";
import { dateOfDay, dayOfDate, weekdayOf } from "../civil-day.ts";
import { readMoment, writeMoment } from "./civil-time.ts";

test("days and dates turn into each other over four hundred years, leap days too", () => {
  for (let days = -80_000; days < 80_000; days += 37) {
    expect(dayOfDate(dateOfDay(days))).toBe(days);
  }
  expect(dateOfDay(dayOfDate({ year: 2024, month: 2, day: 29 }))).toEqual({
    year: 2024,
    month: 2,
    day: 29,
  });
});

test("a moment is read and written in its own zone", () => {
  expect(readMoment("2026-11-20T18:00:00+08:00").epochSeconds).toBe(1_795_168_800);
  expect(readMoment("2026-11-20T10:00:00.000Z").epochSeconds).toBe(1_795_168_800);
  expect(writeMoment({ epochSeconds: 1_795_168_800, offsetMinutes: -210 })).toBe(
    "2026-11-20T06:30:00-03:30",
  );
  expect(() => readMoment("2026-11-20")).toThrow("not an ISO 8601");
});

test("20 November 2026 is a Friday", () => {
  expect(weekdayOf(dayOfDate({ year: 2026, month: 11, day: 20 }))).toBe(4);
});
