import fc from "fast-check";
import { expect, test } from "vitest";
import { lawRuns } from "../../law-runs.ts";
import { CHINA_CALENDAR } from "./calendar-seed.ts";
import type { WorkCalendar } from "./calendar.ts";
import { dayOfIso, isoOfDay } from "../../civil-day.ts";
import type { ClockInterval } from "../model/clock-intervals.ts";
import { dueTime, type LimitAmount } from "./due-time.ts";
import { HOUR, MINUTE, MONDAY_NINE } from "../test-builders.ts";

const DAYS = 12;
const MIDNIGHT = MONDAY_NINE - 9 * HOUR;
const interval = (
  kind: "run" | "hold",
  cause: ClockInterval["cause"],
  from: number,
  to: number | null,
): ClockInterval => ({ clock: "handle", epoch: 1, kind, cause, from, to, isVoid: false });
const run = (from: number, to: number | null = null) => interval("run", "run", from, to);
const at = (iso: string, hour: number) => (dayOfIso(iso) * 24 - 8 + hour) * HOUR;
const hours = (amount: number): LimitAmount => ({ amount: amount * 60, unit: "working_minutes" });
const due = (start: number, limit: LimitAmount) =>
  dueTime([run(start)], limit, CHINA_CALENDAR).dueAt;

test("working hours skip lunch, nights, and follow 调休 over the spring festival", () => {
  expect(due(MONDAY_NINE, hours(4))).toBe(MONDAY_NINE + 6 * HOUR);
  expect(due(at("2026-02-13", 17), hours(1))).toBe(at("2026-02-14", 9));
  expect(due(at("2026-02-14", 17), hours(1))).toBe(at("2026-02-24", 9));
  expect(due(at("2026-03-07", 3), hours(3.5))).toBe(at("2026-03-09", 12));
});

test("the day on which a clock starts does not count as a working day", () => {
  const days = (amount: number, dayEnd: "closing" | "same_hour"): LimitAmount => ({
    amount,
    unit: "working_days",
    dayEnd,
  });
  expect(due(at("2026-02-14", 10), days(3, "closing"))).toBe(at("2026-02-26", 17.5));
  expect(due(at("2026-03-02", 10), days(1, "same_hour"))).toBe(at("2026-03-03", 10));
  expect(due(at("2026-03-07", 10), days(1, "same_hour"))).toBe(at("2026-03-10", 8.5));
});

test("while a hold lasts nobody knows the due time; after it no minute is lost or gained", () => {
  const held = interval("hold", "hold", MONDAY_NINE + HOUR, null);
  const limit: LimitAmount = { amount: 120, unit: "natural_minutes" };
  const open = dueTime([run(MONDAY_NINE), held], limit, CHINA_CALENDAR);
  expect(open).toEqual({ yellowAt: null, dueAt: null });
  const released = { ...held, to: MONDAY_NINE + 30 * HOUR };
  expect(dueTime([run(MONDAY_NINE), released], limit, CHINA_CALENDAR)).toEqual({
    yellowAt: MONDAY_NINE + 30 * HOUR + 24 * MINUTE,
    dueAt: MONDAY_NINE + 31 * HOUR,
  });
});

test("a clock that had run out before the rework gets no new time", () => {
  const limit: LimitAmount = { amount: 60, unit: "natural_minutes" };
  const again = interval("run", "rework", MONDAY_NINE + 3 * HOUR, null);
  const late = [run(MONDAY_NINE, MONDAY_NINE + 2 * HOUR), again];
  const dueOf = (intervals: ClockInterval[]) =>
    dueTime(intervals, limit, CHINA_CALENDAR, { floorMinutes: 30 }).dueAt;
  expect(dueOf(late)).toBe(MONDAY_NINE + HOUR);
  expect(dueOf([run(MONDAY_NINE, MONDAY_NINE + 50 * MINUTE), again])).toBe(
    MONDAY_NINE + 3.5 * HOUR,
  );
});

test("a calendar without working days has no due time", () => {
  const idle = { ...CHINA_CALENDAR, weeks: [], days: {} };
  expect(dueTime([run(MONDAY_NINE)], hours(1), idle).dueAt).toBeNull();
  const limit = { amount: 1, unit: "working_days", dayEnd: "same_hour" } as const;
  expect(dueTime([run(MONDAY_NINE)], limit, idle).dueAt).toBeNull();
});

/** A history in whole minutes after Monday midnight, as the oracle reads it. */
interface History {
  readonly cuts: readonly number[];
  readonly isOpen: boolean;
  readonly holds: readonly (readonly [from: number, minutes: number])[];
  readonly worksOn: readonly boolean[];
}

const SEGMENTS = [
  { startMinute: 510, endMinute: 720 },
  { startMinute: 840, endMinute: 1050 },
];
const isOfficeHour = (minute: number) =>
  SEGMENTS.some((each) => each.startMinute <= minute && minute < each.endMinute);

const calendarOf = ({ worksOn }: History): WorkCalendar => ({
  ...CHINA_CALENDAR,
  weeks: [{ validFrom: "2026-01-01", days: Array.from({ length: 7 }, () => SEGMENTS) }],
  days: Object.fromEntries(
    worksOn.flatMap((works, day) =>
      works ? [] : [[isoOfDay(dayOfIso("2026-03-02") + day), "holiday" as const]],
    ),
  ),
});

const instant = (minute: number) => MIDNIGHT + minute * MINUTE;

function intervalsOf({ cuts, isOpen, holds }: History): ClockInterval[] {
  const runs = cuts.flatMap((from, index) => {
    if (index % 2 === 1) return [];
    const to = cuts[index + 1];
    const end = to === undefined || (isOpen && index + 2 >= cuts.length) ? null : instant(to);
    return [interval("run", index === 0 ? "run" : "rework", instant(from), end)];
  });
  const pauses = holds.map(([from, minutes]) =>
    interval("hold", "hold", instant(from), instant(from + minutes)),
  );
  return [...runs, ...pauses];
}

const history: fc.Arbitrary<History> = fc.record({
  cuts: fc
    .uniqueArray(fc.integer({ min: 0, max: 5 * 1440 }), { minLength: 2, maxLength: 6 })
    .map((list) => list.toSorted((a, b) => a - b)),
  isOpen: fc.boolean(),
  holds: fc.array(
    fc.tuple(fc.integer({ min: 0, max: 6 * 1440 }), fc.integer({ min: 1, max: 2000 })),
    { maxLength: 3 },
  ),
  worksOn: fc.array(fc.boolean(), { minLength: DAYS, maxLength: DAYS }),
});

/** Whether the clock runs in a minute, found by looking at each interval. */
function runsIn(intervals: readonly ClockInterval[], minute: number): boolean {
  const covers = ({ from, to }: ClockInterval) =>
    from <= instant(minute) && (to === null || instant(minute) < to);
  return (
    intervals.some((each) => each.kind === "run" && covers(each)) &&
    !intervals.some((each) => each.kind === "hold" && covers(each))
  );
}

interface Needs {
  readonly minutes: number;
  readonly extra: number;
  readonly floor: number;
  readonly yellow: number;
}

/** Minute by minute: what is needed rises when a rework starts with less than the floor left. */
function oracle(given: History, isCounted: (minute: number) => boolean, needs: Needs) {
  const intervals = intervalsOf(given);
  const reworks = new Set(
    intervals.filter((each) => each.cause === "rework").map((each) => each.from),
  );
  let needed = needs.minutes + needs.extra;
  const counted: number[] = [];
  for (let minute = 0; minute < DAYS * 1440 && counted.length < needed; minute += 1) {
    if (reworks.has(instant(minute))) needed = Math.max(needed, counted.length + needs.floor);
    if (runsIn(intervals, minute) && isCounted(minute)) counted.push(minute);
  }
  const last = counted[needed - 1];
  if (last === undefined) return { yellowAt: null, dueAt: null };
  const yellowMs = needed * needs.yellow * 600;
  const yellowMinute = counted[Math.ceil(yellowMs / MINUTE) - 1] ?? 0;
  const into = yellowMs % MINUTE === 0 ? MINUTE : yellowMs % MINUTE;
  return { yellowAt: instant(yellowMinute) + into, dueAt: instant(last + 1) };
}

/** Beyond the days that the oracle looks at, the calendar goes on and the oracle does not know. */
const within = (result: ReturnType<typeof dueTime>) =>
  result.dueAt !== null && result.dueAt > instant(DAYS * 1440)
    ? { yellowAt: null, dueAt: null }
    : result;

const needs = fc.record({
  minutes: fc.integer({ min: 1, max: 1500 }),
  extra: fc.integer({ min: 0, max: 300 }),
  floor: fc.integer({ min: 0, max: 400 }),
  yellow: fc.constantFrom(1, 50, 70, 85, 100),
});

test("due times in minutes equal a minute-by-minute count", () => {
  const units = fc.constantFrom("working_minutes", "natural_minutes", "on_the_spot");
  const law = fc.property(history, needs, units, (given, wanted, unit) => {
    const natural = unit !== "working_minutes";
    const worksIn = (minute: number) =>
      given.worksOn[Math.floor(minute / 1440)] === true && isOfficeHour(minute % 1440);
    const limit: LimitAmount = {
      amount: wanted.minutes,
      unit,
    };
    const options = {
      extraMinutes: wanted.extra,
      floorMinutes: wanted.floor,
      yellowPercent: wanted.yellow,
    };
    const found = within(dueTime(intervalsOf(given), limit, calendarOf(given), options));
    expect(found).toEqual(oracle(given, natural ? () => true : worksIn, wanted));
  });
  fc.assert(law, { numRuns: lawRuns(250, 100_000), seed: 7 });
});

/** Looks at every minute that ends a day that counts, or that is the same hour of one. */
function dayOracle(given: History, { amount, unit, dayEnd }: LimitAmount) {
  const intervals = intervalsOf(given);
  const isNatural = unit === "natural_days";
  const minutes = Array.from({ length: DAYS * 1440 }, (_, minute) => minute);
  const counts = (minute: number) => isNatural || given.worksOn[Math.floor(minute / 1440)] === true;
  const isCounted = (minute: number) =>
    counts(minute) && (isNatural || isOfficeHour(minute % 1440));
  const started = minutes.find((minute) => runsIn(intervals, minute)) ?? Infinity;
  const first =
    dayEnd === "closing" ? started : minutes.find((each) => each >= started && isCounted(each));
  if (first === undefined) return null;
  const end = dayEnd === "closing" ? (isNatural ? 0 : 1050) : first % 1440;
  // Midnight and the same hour of 00:00 belong to the day before them and to the day itself.
  const dayOf = (minute: number) =>
    Math.floor((end === 0 && dayEnd === "same_hour" ? minute + 1 : minute) / 1440);
  const ticks = minutes.filter(
    (minute) =>
      (minute + 1) % 1440 === end &&
      dayOf(minute) > Math.floor(first / 1440) &&
      counts(dayOf(minute) * 1440) &&
      runsIn(intervals, minute),
  );
  const tick = ticks[amount - 1];
  return tick === undefined ? null : instant(tick + 1);
}

test("due times in days equal a minute-by-minute look at each day's end", () => {
  const amounts = fc.integer({ min: 1, max: 5 });
  const ends = fc.constantFrom("closing" as const, "same_hour" as const);
  const units = fc.constantFrom("working_days" as const, "natural_days" as const);
  const limits = fc.record({ amount: amounts, unit: units, dayEnd: ends });
  const law = fc.property(history, limits, (given, limit) => {
    const found = within(dueTime(intervalsOf(given), limit, calendarOf(given)));
    expect(found.dueAt).toBe(dayOracle(given, limit));
  });
  fc.assert(law, { numRuns: lawRuns(120, 20_000), seed: 11 });
});

test("a natural day ends at midnight, and every day of the year is one", () => {
  const limit: LimitAmount = { amount: 2, unit: "natural_days", dayEnd: "closing" };
  // Friday 30 January, 17:00: Saturday and Sunday count.
  const start = MONDAY_NINE - 31 * 24 * 60 * MINUTE + 8 * 60 * MINUTE;
  const midnight = start + 7 * 60 * MINUTE;
  expect(dueTime([run(start)], limit, CHINA_CALENDAR).dueAt).toBe(midnight + 2 * 24 * 60 * MINUTE);
  const sameHour = dueTime([run(start)], { ...limit, dayEnd: "same_hour" }, CHINA_CALENDAR);
  expect(sameHour.dueAt).toBe(start + 2 * 24 * 60 * MINUTE);
});
