import { expect, test } from "vitest";
import { shiftAt } from "./shift.ts";
import { HOUR, MINUTE, MONDAY_NINE } from "../test-builders.ts";

const CHINA = 480;
const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "next Mo"];

/** An instant of one week, local time: `Fr 08:30`. */
function at(local: string): number {
  const [, day = "", hour = "", minute = ""] = /^(.+) (\d\d):(\d\d)$/.exec(local) ?? [];
  const days = DAYS.indexOf(day);
  return MONDAY_NINE + (days * 24 - 9 + Number(hour)) * HOUR + Number(minute) * MINUTE;
}
const isOn = (hours: string, local: string): boolean => shiftAt(hours, at(local), CHINA).isOn;

test("a day shift holds its hours and nothing else", () => {
  const hours = "Mo-Fr 08:30-18:00";
  expect(isOn(hours, "Fr 08:30")).toBe(true);
  expect(shiftAt(hours, at("Fr 18:00") - 1, CHINA).isOn).toBe(true);
  expect(isOn(hours, "Fr 18:00")).toBe(false);
  expect(isOn(hours, "Fr 08:29")).toBe(false);
  expect(isOn(hours, "Sa 10:00")).toBe(false);
});

test("a night shift goes on after midnight, also from Sunday to Monday", () => {
  expect(isOn("Mo-Su 20:00-04:00", "Sa 03:59")).toBe(true);
  expect(isOn("Su 20:00-04:00", "next Mo 03:00")).toBe(true);
  expect(isOn("Su 20:00-04:00", "Su 03:00")).toBe(false);
});

test("lunch is off, and the shift counts from after it", () => {
  const hours = "Mo-Fr 08:00-12:00,14:00-18:00; Sa 09:00-12:00";
  expect(isOn(hours, "Fr 13:00")).toBe(false);
  expect(shiftAt(hours, at("Fr 15:10") + 30_000, CHINA).since).toBe(at("Fr 14:00"));
  expect(isOn(hours, "Sa 11:00")).toBe(true);
});

test("somebody on call all week has no beginning", () => {
  for (const hours of ["24/7", "Mo-Su 00:00-24:00"]) {
    expect(shiftAt(hours, at("Su 23:30"), CHINA)).toEqual({ isOn: true, since: null });
  }
});

test("days may go round the week", () => {
  expect(isOn("Sa-Mo 09:00-17:00", "Mo 10:00")).toBe(true);
  expect(isOn("Sa-Mo 09:00-17:00", "Tu 10:00")).toBe(false);
});

test("hours that cannot be read hold nothing", () => {
  for (const hours of ["", "by appointment", "Xx 08:00-10:00", "Mo 25:00-26:00"]) {
    expect(isOn(hours, "Mo 09:00")).toBe(false);
  }
});
