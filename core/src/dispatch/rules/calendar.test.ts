import fc from "fast-check";
import { expect, test } from "vitest";
import { CHINA_CALENDAR } from "./calendar-seed.ts";
import { dayAt, findCalendarFaults, isoDayAt, workOn } from "./calendar.ts";
import { dayOfIso, isoOfDay, weekdayOf } from "../../civil-day.ts";
import { HOUR, MONDAY_NINE } from "../test-builders.ts";

const worksOn = (iso: string) => workOn(CHINA_CALENDAR, dayOfIso(iso)).length > 0;

test("the holidays and moved working days of 2026 are those of the notice", () => {
  const off = ["2026-01-01", "2026-01-02", "2026-02-16", "2026-02-23", "2026-04-06", "2026-10-07"];
  expect(off.filter(worksOn)).toEqual([]);
  const madeUp = [
    "2026-01-04",
    "2026-02-14",
    "2026-02-28",
    "2026-05-09",
    "2026-09-20",
    "2026-10-10",
  ];
  expect(madeUp.every(worksOn)).toBe(true);
  const year = Array.from({ length: 365 }, (_, at) => isoOfDay(dayOfIso("2026-01-01") + at));
  expect(year.at(-1)).toBe("2026-12-31");
  // 104 days of weekends, 19 holidays on other days, 6 days of weekends worked.
  expect(year.filter(worksOn)).toHaveLength(365 - 104 - 19 + 6);
});

test("the lunch break is no working time", () => {
  const segments = workOn(CHINA_CALENDAR, dayOfIso("2026-03-02"));
  const hours = segments.map(({ start, end }) =>
    [start, end].map((at) => (at - MONDAY_NINE) / HOUR + 9),
  );
  expect(hours).toEqual([
    [8.5, 12],
    [14, 17.5],
  ]);
});

test("a day begins at midnight of the place, not of Greenwich", () => {
  expect(isoDayAt(CHINA_CALENDAR, MONDAY_NINE - 9 * HOUR)).toBe("2026-03-02");
  expect(isoDayAt(CHINA_CALENDAR, MONDAY_NINE - 9 * HOUR - 1)).toBe("2026-03-01");
  expect(weekdayOf(dayAt(CHINA_CALENDAR, MONDAY_NINE))).toBe(0);
});

test("day numbers go to ISO days and back, one after another, through leap years", () => {
  const day = fc.integer({ min: -700_000, max: 800_000 });
  fc.assert(
    fc.property(day, (number) => dayOfIso(isoOfDay(number)) === number),
    { numRuns: 200 },
  );
  expect(isoOfDay(0)).toBe("1970-01-01");
  expect([dayOfIso("2000-02-29"), dayOfIso("2000-03-01")]).toEqual([11_016, 11_017]);
  expect(isoOfDay(dayOfIso("2100-02-28") + 1)).toBe("2100-03-01");
});

test("a summer timetable takes over on its day", () => {
  const [winter] = CHINA_CALENDAR.weeks;
  if (!winter) throw new Error("no week");
  const late = { startMinute: 15 * 60, endMinute: 18 * 60 };
  const summer = { validFrom: "2026-06-01", days: winter.days.map(() => [late]) };
  const calendar = { ...CHINA_CALENDAR, weeks: [winter, summer] };
  expect(workOn(calendar, dayOfIso("2026-05-29"))).toHaveLength(2);
  expect(workOn(calendar, dayOfIso("2026-06-01"))).toHaveLength(1);
});

test("a broken calendar is told its faults", () => {
  const [week] = CHINA_CALENDAR.weeks;
  if (!week) throw new Error("no week");
  expect(findCalendarFaults(CHINA_CALENDAR)).toEqual([]);
  const overlapping = { ...week, days: week.days.map((each) => [...each, ...each]) };
  expect(findCalendarFaults({ ...CHINA_CALENDAR, weeks: [overlapping] })).toHaveLength(5);
  expect(findCalendarFaults({ ...CHINA_CALENDAR, weeks: [week, week] })).toHaveLength(1);
  expect(findCalendarFaults({ ...CHINA_CALENDAR, weeks: [] })).toEqual(["no week"]);
  const wrongDay = { ...CHINA_CALENDAR, days: { "2026-02-30": "holiday" } } as const;
  expect(findCalendarFaults(wrongDay)).toEqual(["2026-02-30: no such day"]);
});
