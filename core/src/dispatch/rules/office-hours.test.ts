import { expect, test } from "vitest";
import { hoursText, readHours } from "./office-hours.ts";

test("office hours are read as they are written, with a lunch break", () => {
  const hours = [
    { startMinute: 510, endMinute: 720 },
    { startMinute: 840, endMinute: 1050 },
  ];
  expect(hoursText(hours)).toBe("08:30-12:00 14:00-17:30");
  expect(readHours("08:30-12:00 14:00-17:30")).toEqual(hours);
  expect(readHours("8:30－12:00，14:00至17:30")).toEqual(hours);
  expect(readHours("")).toEqual([]);
});

test("what is no span, overlaps or ends before it begins is not read", () => {
  for (const text of ["8点到12点", "12:00-08:30", "08:00-12:00 11:00-13:00", "20:00-25:00"])
    expect(readHours(text)).toBeNull();
});
