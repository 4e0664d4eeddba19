import { expect, test } from "vitest";
import { hoursOf, shiftText } from "./shift-text.ts";

test("hours are told as on a clock, a night with its next day", () => {
  expect(shiftText(510, 720, "次日")).toBe("08:30–12:00");
  expect(shiftText(1200, 1920, "次日")).toBe("20:00–08:00 次日");
  expect(shiftText(0, 1440, "次日")).toBe("00:00–24:00");
});

test("an end that is not after the start lies in the next day", () => {
  expect(hoursOf("08:30", "12:00")).toEqual({ startMinute: 510, endMinute: 720 });
  expect(hoursOf("20:00", "08:00")).toEqual({ startMinute: 1200, endMinute: 1920 });
  expect(hoursOf("00:00", "00:00")).toEqual({ startMinute: 0, endMinute: 1440 });
});
