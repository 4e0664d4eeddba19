import { dayOfIso, isoOfDay, weekdayOf, type DayNumber } from "../../civil-day.ts";
import type { EpochMs } from "../model/model.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Working time within a day, in minutes after local midnight. Several of them leave a lunch break. */
export interface WorkSegment {
  readonly startMinute: number;
  readonly endMinute: number;
}

/** The working week from a day on (作息时间): cities change it in summer and winter. */
export interface WeekPlan {
  /** ISO day. */
  readonly validFrom: string;
  /** Seven lists, Monday first; an empty list is a day off. */
  readonly days: readonly (readonly WorkSegment[])[];
}

/** A working calendar: data that a city edits. `version` goes into what is computed from it. */
export interface WorkCalendar {
  readonly id: string;
  readonly version: number;
  /** Local time minus UTC; China has 480 and no summer time. */
  readonly offsetMinutes: number;
  /** In order of `validFrom`; the first one also serves the time before. */
  readonly weeks: readonly WeekPlan[];
  /** Days that differ from the week: `holiday` 放假, or `workday` 调休上班 with Monday's hours. */
  readonly days: Readonly<Record<string, "holiday" | "workday">>;
  /** Years whose holidays are known; in others only the week counts. */
  readonly knownYears: readonly number[];
}

/** From `start` (included) to `end` (not included), in milliseconds. */
export interface Stretch {
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** The local day that an instant falls on. */
export const dayAt = (calendar: WorkCalendar, at: EpochMs): DayNumber =>
  Math.floor((at + calendar.offsetMinutes * MINUTE_MS) / DAY_MS);

/** The instant of local midnight at the start of a day. */
export const startOfDay = (calendar: WorkCalendar, day: DayNumber): EpochMs =>
  day * DAY_MS - calendar.offsetMinutes * MINUTE_MS;

export const isoDayAt = (calendar: WorkCalendar, at: EpochMs): string =>
  isoOfDay(dayAt(calendar, at));

/** Working time of a local day, in order; empty on a day off. */
export function workOn(calendar: WorkCalendar, day: DayNumber): Stretch[] {
  const iso = isoOfDay(day);
  const special = calendar.days[iso];
  if (special === "holiday") return [];
  const plan = calendar.weeks.findLast((each) => each.validFrom <= iso) ?? calendar.weeks[0];
  const segments = plan?.days[special === "workday" ? 0 : weekdayOf(day)] ?? [];
  const midnight = startOfDay(calendar, day);
  return segments.map(({ startMinute, endMinute }) => ({
    start: midnight + startMinute * MINUTE_MS,
    end: midnight + endMinute * MINUTE_MS,
  }));
}

/** Why a calendar cannot be used, in words for its editor; empty when it can. */
export function findCalendarFaults(calendar: WorkCalendar): string[] {
  const plans = calendar.weeks.flatMap((plan) => [
    ...(plan.days.length === 7 ? [] : [`${plan.validFrom}: ${plan.days.length} days in a week`]),
    ...plan.days.flatMap((segments, at) =>
      isInOrder(segments)
        ? []
        : [`${plan.validFrom}: day ${at + 1} overlaps or ends before it starts`],
    ),
  ]);
  const starts = calendar.weeks.map((plan) => plan.validFrom);
  const days = Object.keys(calendar.days).filter((iso) => !isRealDay(iso));
  return [
    ...(calendar.weeks.length === 0 ? ["no week"] : []),
    ...(starts.every((start, at) => at === 0 || (starts[at - 1] ?? "") < start)
      ? []
      : ["weeks not in order of their first day"]),
    ...plans,
    ...[...starts.filter((iso) => !isRealDay(iso)), ...days].map((iso) => `${iso}: no such day`),
  ];
}

const isInOrder = (segments: readonly WorkSegment[]): boolean =>
  segments.every(
    ({ startMinute, endMinute }, at) =>
      startMinute < endMinute &&
      startMinute >= (segments[at - 1]?.endMinute ?? 0) &&
      endMinute <= 1440,
  );

const isRealDay = (iso: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/u.test(iso) && isoOfDay(dayOfIso(iso)) === iso;
