import type { EpochMs } from "../model/model.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 7 * DAY_MINUTES;
/** 1970-01-01 was a Thursday; weeks are counted from a Monday. */
const FIRST_MONDAY_MINUTES = -3 * DAY_MINUTES;
const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

export interface ShiftState {
  readonly isOn: boolean;
  /** When the stretch of work that holds the instant began; `null` off shift or when on call all week. */
  readonly since: EpochMs | null;
}

const OFF: ShiftState = { isOn: false, since: null };

/** From `start` (included) to `end` (not included), minutes after Monday 00:00; `end` may pass the week. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Whether a shift (班次) in OSM hours, such as `Mo-Fr 08:30-12:00,14:00-18:00; Sa 09:00-12:00`, holds
 * an instant. `offsetMinutes` is local time minus UTC. Hours that cannot be read hold nothing: nobody
 * is sent out on a guess.
 */
export function shiftAt(hours: string, at: EpochMs, offsetMinutes: number): ShiftState {
  const stretches = joined(readShift(hours));
  const local = Math.floor(at / MINUTE_MS) + offsetMinutes - FIRST_MONDAY_MINUTES;
  const minute = ((local % WEEK_MINUTES) + WEEK_MINUTES) % WEEK_MINUTES;
  for (const { start, end } of stretches) {
    if (end - start >= WEEK_MINUTES) return { isOn: true, since: null };
    // A night shift on Sunday ends in the next week.
    const into = [minute - start, minute + WEEK_MINUTES - start].find(
      (passed) => passed >= 0 && passed < end - start,
    );
    if (into !== undefined) {
      const wholeMinute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
      return { isOn: true, since: wholeMinute - into * MINUTE_MS };
    }
  }
  return OFF;
}

function readShift(hours: string): Stretch[] {
  if (hours.trim() === "24/7") return [{ start: 0, end: WEEK_MINUTES }];
  return hours.split(";").flatMap((rule) => {
    const [, days = "", times = ""] = /^\s*(?:([A-Za-z,\- ]+?)\s+)?([\d:,\-\s]+)$/.exec(rule) ?? [];
    const segments = times.split(",").flatMap(readSegment);
    return readDays(days).flatMap((day) =>
      segments.map(({ start, end }) => ({
        start: day * DAY_MINUTES + start,
        end: day * DAY_MINUTES + end,
      })),
    );
  });
}

function readDays(words: string): number[] {
  if (words === "") return DAYS.map((_, day) => day);
  return words.split(",").flatMap((part) => {
    const [first = -1, last = first] = part.split("-").map((name) => DAYS.indexOf(name.trim()));
    if (first < 0 || last < 0) return [];
    const count = ((last - first + 7) % 7) + 1;
    return Array.from({ length: count }, (_, step) => (first + step) % 7);
  });
}

function readSegment(text: string): Stretch[] {
  const [, ...parts] = /^\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*$/.exec(text) ?? [];
  const [fromHour = 99, fromMinute = 0, toHour = 99, toMinute = 0] = parts.map(Number);
  const start = fromHour * 60 + fromMinute;
  const end = toHour * 60 + toMinute;
  if (start >= DAY_MINUTES || end > DAY_MINUTES) return [];
  return [{ start, end: end > start ? end : end + DAY_MINUTES }];
}

/** Stretches that meet are one: somebody on duty since yesterday did not begin at midnight. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const next of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && next.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
    } else result.push(next);
  }
  return result;
}
