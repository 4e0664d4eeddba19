import { dayOfIso, isoOfDay, weekdayOf, type DayNumber } from "../../civil-day.ts";
import { dayAt, startOfDay, type Stretch, type WorkCalendar } from "../rules/calendar.ts";
import type { EpochMs } from "../model/model.ts";
import { shiftAt, type ShiftState } from "./shift.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/**
 * One line of a roster (值班表): hours of a duty on a weekday, or on one day. What stands for a day
 * takes the place of the weekday's; without hours it is a day off.
 */
export interface RosterLine {
  readonly dutyId: string;
  /** 0 is Monday; `null`: for one day. */
  readonly weekday: number | null;
  /** ISO day; `null`: for a weekday. */
  readonly day: string | null;
  /** Minutes after local midnight; `endMinute` may lie in the next day. `null`: off. */
  readonly hours: { readonly startMinute: number; readonly endMinute: number } | null;
  /** A weekday's line rests on public holidays (放假). */
  readonly restsOnHolidays: boolean;
}

/** The stretches that lines of one duty give on a local day, in order; a night belongs to its evening. */
export function rosterOn(
  lines: readonly RosterLine[],
  day: DayNumber,
  calendar: WorkCalendar,
): Stretch[] {
  const iso = isoOfDay(day);
  const dated = lines.filter((line) => line.day === iso);
  const isHoliday = calendar.days[iso] === "holiday";
  const chosen =
    dated.length > 0
      ? dated
      : lines.filter(
          ({ weekday, restsOnHolidays }) =>
            weekday === weekdayOf(day) && !(restsOnHolidays && isHoliday),
        );
  const midnight = startOfDay(calendar, day);
  return chosen
    .flatMap(({ hours }) => hours ?? [])
    .map(({ startMinute, endMinute }) => ({
      start: midnight + startMinute * MINUTE_MS,
      end: midnight + endMinute * MINUTE_MS,
    }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Whether lines of a duty hold an instant; stretches that meet are one, as yesterday's and today's. */
export function rosterAt(
  lines: readonly RosterLine[],
  at: EpochMs,
  calendar: WorkCalendar,
): ShiftState {
  const today = dayAt(calendar, at);
  let since: EpochMs | null = null;
  let until = -Infinity;
  // A night shift may have begun the day before, and one before it may lead into it.
  for (const { start, end } of [today - 2, today - 1, today].flatMap((day) =>
    rosterOn(lines, day, calendar),
  )) {
    if (start > at) break;
    if (start > until) since = start;
    until = Math.max(until, end);
  }
  return since !== null && at < until ? { isOn: true, since } : { isOn: false, since: null };
}

/**
 * Whether somebody is on duty: by the roster of their area and role where there is one, else by the
 * shift of their duty. `team` holds every line of the same area and role: whoever stands in none of
 * them is off while others are rostered that week.
 */
export function onDutyAt(
  who: { readonly dutyId: string; readonly shift: string; readonly team: readonly RosterLine[] },
  at: EpochMs,
  calendar: WorkCalendar,
): ShiftState {
  const own = who.team.filter(({ dutyId }) => dutyId === who.dutyId);
  const state = rosterAt(own, at, calendar);
  // A night of last week's roster is served to its end, also into a week without one.
  if (state.isOn || isRostered(who.team, dayAt(calendar, at))) return state;
  return shiftAt(who.shift, at, calendar.offsetMinutes);
}

/** Whether lines say anything about the week of a day. */
export function isRostered(lines: readonly RosterLine[], day: DayNumber): boolean {
  const monday = day - weekdayOf(day);
  return lines.some((line) => {
    if (line.day === null) return true;
    const dated = dayOfIso(line.day);
    return dated >= monday && dated < monday + 7;
  });
}

/** What is wrong with hours that somebody wants to enter; `null`: nothing. */
export const hoursFault = ({
  startMinute,
  endMinute,
}: {
  readonly startMinute: number;
  readonly endMinute: number;
}): "start" | "end" | null => {
  if (!Number.isInteger(startMinute) || startMinute < 0 || startMinute >= DAY_MINUTES)
    return "start";
  const isLong = endMinute - startMinute > DAY_MINUTES;
  return Number.isInteger(endMinute) && endMinute > startMinute && !isLong ? null : "end";
};
