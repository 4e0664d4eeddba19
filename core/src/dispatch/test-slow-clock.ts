import { CHINA_CALENDAR } from "./rules/calendar-seed.ts";
import { dayAt, workOn } from "./rules/calendar.ts";
import type { DueTime, LimitAmount } from "./rules/due-time.ts";
import { MINUTE } from "./test-builders.ts";

const LAST_MINUTE = 60 * 24 * 60;

/** A clock that runs from its start on, but for the pauses. */
export interface SlowClock {
  readonly startedAt: number;
  readonly pauses: readonly { readonly from: number; readonly to: number | null }[];
}

const isWork = (at: number): boolean =>
  workOn(CHINA_CALENDAR, dayAt(CHINA_CALENDAR, at)).some(
    ({ start, end }) => start <= at && at < end,
  );

/** Every minute from the start on in which the clock runs: nothing but looking, one minute after another. */
function* runningMinutes({ startedAt, pauses }: SlowClock, isCounted: (at: number) => boolean) {
  for (let minute = 0; minute < LAST_MINUTE; minute += 1) {
    const at = startedAt + minute * MINUTE;
    const isPaused = pauses.some(({ from, to }) => from <= at && at < (to ?? Infinity));
    if (!isPaused && isCounted(at)) yield at;
  }
}

/** Due time of a clock, by walking. */
function slowDue(clock: SlowClock, { unit, amount }: LimitAmount): number | null {
  const isWorking = unit.startsWith("working_");
  const minutes = runningMinutes(clock, isWorking ? isWork : () => true);
  if (unit.endsWith("minutes")) {
    let count = 0;
    for (const at of minutes) if (++count === amount) return at + MINUTE;
    return null;
  }
  // The nth day after the first that the clock ran up to the end of: closing time, or midnight.
  const firstDay = dayAt(CHINA_CALENDAR, clock.startedAt);
  let days = 0;
  for (const at of minutes) {
    const day = dayAt(CHINA_CALENDAR, at);
    const isLast = isWorking
      ? workOn(CHINA_CALENDAR, day).at(-1)?.end === at + MINUTE
      : dayAt(CHINA_CALENDAR, at + MINUTE) > day;
    if (day > firstDay && isLast && ++days === amount) return at + MINUTE;
  }
  return null;
}

/** When 70 % of the time until then are used, by walking once more. */
function slowYellow(clock: SlowClock, { unit }: LimitAmount, dueAt: number): number | null {
  const counted = unit.startsWith("working_") ? isWork : (): boolean => true;
  const used = [...runningMinutes(clock, (at) => at < dueAt && counted(at))];
  const need = Math.ceil((used.length * MINUTE * 70) / 100);
  const at = used[Math.ceil(need / MINUTE) - 1];
  return at === undefined ? null : at + (need - (Math.ceil(need / MINUTE) - 1) * MINUTE);
}

/** Both instants of a clock against its limit: the slow oracle of `dueTime`. */
export function slowTimes(clock: SlowClock, limit: LimitAmount): DueTime {
  const dueAt = slowDue(clock, limit);
  return { dueAt, yellowAt: dueAt === null ? null : slowYellow(clock, limit, dueAt) };
}
