import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOfIso, isoOfDay, weekdayOf } from "../../civil-day.ts";
import { startOfDay } from "../rules/calendar.ts";
import { CHINA_CALENDAR } from "../rules/calendar-seed.ts";
import { hoursFault, onDutyAt, rosterAt, rosterOn, type RosterLine } from "./roster.ts";

/** `2026-11-23T09:00` in China, as an instant. */
function at(local: string): number {
  const [day = "", clock = ""] = local.split("T");
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return startOfDay(CHINA_CALENDAR, dayOfIso(day)) + (hour * 60 + minute) * 60_000;
}
const line = (change: Partial<RosterLine>): RosterLine => ({
  ...{ dutyId: "wang", weekday: null, day: null, hours: null, restsOnHolidays: false },
  ...change,
});
const hours = (start: number, end: number) => ({ startMinute: start * 60, endMinute: end * 60 });
const isOn = (lines: readonly RosterLine[], local: string): boolean =>
  rosterAt(lines, at(local), CHINA_CALENDAR).isOn;

test("a weekday's hours hold from the first minute to the last, with a break at noon", () => {
  const monday = [
    line({ weekday: 0, hours: hours(8, 12) }),
    line({ weekday: 0, hours: hours(14, 18) }),
  ];
  // 2026-11-23 is a Monday.
  for (const [local, expected] of [
    ["2026-11-23T07:59", false],
    ["2026-11-23T08:00", true],
    ["2026-11-23T11:59", true],
    ["2026-11-23T12:00", false],
    ["2026-11-23T14:00", true],
    ["2026-11-23T18:00", false],
    ["2026-11-24T09:00", false],
    ["2026-11-30T09:00", true],
  ] as const)
    expect([local, isOn(monday, local)]).toEqual([local, expected]);
});

test("a night belongs to its evening, also over the end of the week and of the year", () => {
  const nights = [
    line({ weekday: 6, hours: hours(20, 32) }),
    line({ weekday: 3, hours: hours(20, 32) }),
  ];
  expect(isOn(nights, "2026-11-22T19:59")).toBe(false);
  expect(isOn(nights, "2026-11-22T23:30")).toBe(true);
  expect(isOn(nights, "2026-11-23T07:59")).toBe(true);
  expect(isOn(nights, "2026-11-23T08:00")).toBe(false);
  // 2026-12-31 is a Thursday.
  expect(isOn(nights, "2027-01-01T03:00")).toBe(true);
  expect(rosterAt(nights, at("2027-01-01T03:00"), CHINA_CALENDAR).since).toBe(
    at("2026-12-31T20:00"),
  );
});

test("stretches that meet are one: since when somebody is on duty is told over midnight", () => {
  const both = [
    line({ weekday: 0, hours: hours(16, 24) }),
    line({ weekday: 1, hours: hours(0, 8) }),
  ];
  expect(rosterAt(both, at("2026-11-24T02:00"), CHINA_CALENDAR).since).toBe(at("2026-11-23T16:00"));
});

test("a day's own line takes the place of the weekday's, also a day off", () => {
  const weekly = line({ weekday: 0, hours: hours(8, 18) });
  const changed = [weekly, line({ day: "2026-11-23", hours: hours(18, 22) })];
  expect([isOn(changed, "2026-11-23T09:00"), isOn(changed, "2026-11-23T19:00")]).toEqual([
    false,
    true,
  ]);
  expect(isOn(changed, "2026-11-30T09:00")).toBe(true);
  expect(isOn([weekly, line({ day: "2026-11-23" })], "2026-11-23T09:00")).toBe(false);
});

test("holidays rest where the line says so", () => {
  // 2026-10-01, a Thursday, is a public holiday.
  const rests = line({ weekday: 3, hours: hours(8, 18), restsOnHolidays: true });
  expect(isOn([rests], "2026-10-01T09:00")).toBe(false);
  expect(isOn([rests], "2026-10-15T09:00")).toBe(true);
  expect(isOn([{ ...rests, restsOnHolidays: false }], "2026-10-01T09:00")).toBe(true);
  // Whoever was put down for that very day works.
  expect(isOn([rests, line({ day: "2026-10-01", hours: hours(8, 12) })], "2026-10-01T09:00")).toBe(
    true,
  );
});

test("the roster decides where there is one for the week, and the duty's shift where there is none", () => {
  const shift = "Mo-Fr 08:00-12:00";
  const state = (dutyId: string, team: readonly RosterLine[], local: string): boolean =>
    onDutyAt({ dutyId, shift, team }, at(local), CHINA_CALENDAR).isOn;
  expect(state("wang", [], "2026-11-23T09:00")).toBe(true);
  const team = [line({ day: "2026-11-24", hours: hours(18, 22) })];
  // Somebody is rostered this week, so whoever is not is off, whatever their shift says.
  expect(state("wang", team, "2026-11-23T09:00")).toBe(false);
  expect(state("li", team, "2026-11-23T09:00")).toBe(false);
  expect(state("wang", team, "2026-11-24T19:00")).toBe(true);
  expect(state("li", team, "2026-11-30T09:00")).toBe(true);
  // Last week's last night ends as it was put down, though this week has no roster.
  const night = [line({ day: "2026-11-29", hours: hours(20, 32) })];
  expect(state("wang", night, "2026-11-30T07:00")).toBe(true);
  expect(state("li", night, "2026-11-30T07:00")).toBe(false);
});

test("whoever is on duty at a minute stands in a stretch of that day or the one before, and only then", () => {
  const first = dayOfIso("2026-09-28");
  const anyHours = fc
    .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
    .map(([startMinute, length]) => ({ startMinute, endMinute: startMinute + length }));
  const anyLine = fc
    .record({
      isDated: fc.boolean(),
      at: fc.integer({ min: 0, max: 13 }),
      hours: fc.option(anyHours, { freq: 4 }),
      restsOnHolidays: fc.boolean(),
    })
    .map(({ isDated, at: day, hours: given, restsOnHolidays }) =>
      line({
        ...(isDated ? { day: isoOfDay(first + day) } : { weekday: weekdayOf(first + day) }),
        hours: isDated ? given : (given ?? hours(8, 12)),
        restsOnHolidays,
      }),
    );
  const minute = fc.integer({ min: 1_440, max: 13 * 1_440 });
  let met = 0;
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 6 }), minute, (lines, passed) => {
      const now = at("2026-09-28T00:00") + passed * 60_000;
      const day = first + Math.floor(passed / 1_440);
      met += 1;
      const slow = [day - 1, day]
        .flatMap((each) => rosterOn(lines, each, CHINA_CALENDAR))
        .some(({ start, end }) => start <= now && now < end);
      return rosterAt(lines, now, CHINA_CALENDAR).isOn === slow;
    }),
    { numRuns: 20_000, seed: 3 },
  );
  expect(met).toBe(20_000);
});

test("hours end after they begin, a day later at most", () => {
  expect(hoursFault({ startMinute: 480, endMinute: 720 })).toBeNull();
  expect(hoursFault({ startMinute: 1200, endMinute: 1920 })).toBeNull();
  expect(hoursFault({ startMinute: 0, endMinute: 1440 })).toBeNull();
  expect(hoursFault({ startMinute: 1440, endMinute: 1500 })).toBe("start");
  expect(hoursFault({ startMinute: 480, endMinute: 480 })).toBe("end");
  expect(hoursFault({ startMinute: 480, endMinute: 1921 })).toBe("end");
});
