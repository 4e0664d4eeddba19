import { dayOfIso, isoOfDay, weekdayOf } from "../../civil-day.ts";
import { fail, ok, type Result } from "../../result.ts";

/** A day of the week, 0 is Monday, or any public holiday (放假). */
export type DayKind = 0 | 1 | 2 | 3 | 4 | 5 | 6 | "holiday";

export const DAYS: readonly DayKind[] = [0, 1, 2, 3, 4, 5, 6, "holiday"];
export const MINUTES_PER_SLOT = 30;
export const SLOTS_PER_DAY = 48;
/** Half hours of the week without the holiday's. */
export const WEEK_SLOTS = 7 * SLOTS_PER_DAY;

/** The hour that a figure is about (时段): only stations that are open then count. */
export interface Moment {
  readonly day: DayKind;
  /** Minutes after local midnight. */
  readonly minute: number;
  /** The day in the calendar that was asked for, where it was one. */
  readonly date?: string;
}

/** Days that differ from the week, as in the working calendar: `workday` 调休上班 has Monday's hours. */
export type SpecialDays = Readonly<Record<string, "holiday" | "workday">>;

export interface MomentError {
  readonly code: "coverage.bad-moment";
  readonly text: string;
}

/** The half hour of a moment, for `isOpenIn`: 0 is Monday 00:00, from 336 on it is a holiday. */
export const slotOf = ({ day, minute }: Omit<Moment, "date">): number =>
  DAYS.indexOf(day) * SLOTS_PER_DAY + Math.floor(minute / MINUTES_PER_SLOT);

/** The start of a half hour. */
export const momentOf = (slot: number): Moment => ({
  day: DAYS[Math.floor(slot / SLOTS_PER_DAY)] ?? 0,
  minute: (slot % SLOTS_PER_DAY) * MINUTES_PER_SLOT,
});

/** What day of the week an ISO day counts as. */
export function dayKindOf(iso: string, special: SpecialDays): DayKind {
  const kind = special[iso];
  if (kind === "holiday") return "holiday";
  return kind === "workday" ? 0 : (DAYS[weekdayOf(dayOfIso(iso))] ?? 0);
}

const ENGLISH = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday"];
const CHINESE = ["周一", "周二", "周三", "周四", "周五", "周六", "周日", "放假"];

/**
 * Reads `Tue 20:00`, `周二 20:00`, `holiday 10:00`, `2026-10-01 10:00`; a `T` or `-` may stand for the
 * space,
 * as in an address. Days of the calendar become the kind of day they are.
 */
export function parseMoment(text: string, special: SpecialDays): Result<Moment, MomentError> {
  const error = fail({ code: "coverage.bad-moment", text } as const);
  const [, word = "", hours, minutes] =
    /^\s*(\S+?)[\sT-]\s*(\d{1,2}):([0-5]\d)\s*$/u.exec(text.normalize("NFKC")) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  if (!(minute < SLOTS_PER_DAY * MINUTES_PER_SLOT)) return error;
  if (/^\d{4}-\d{2}-\d{2}$/u.test(word)) {
    if (isoOfDay(dayOfIso(word)) !== word) return error;
    return ok({ day: dayKindOf(word, special), minute, date: word });
  }
  const day = DAYS[dayNamed(word.toLowerCase())];
  return day === undefined ? error : ok({ day, minute });
}

function dayNamed(word: string): number {
  const chinese = word
    .replace(/^(?:星期|礼拜)/u, "周")
    .replace("天", "日")
    .replace(/^(?:节假日|假日|节日)$/u, "放假");
  const english = ENGLISH.findIndex((name) => word.length >= 3 && isPrefix(word, name));
  return english < 0 ? CHINESE.indexOf(chinese) : english;
}

const FULL = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const isPrefix = (word: string, name: string): boolean =>
  word === name || FULL.some((full) => full.startsWith(name) && full.startsWith(word));

/** `Tue 20:00`, or with the day of the calendar: what `parseMoment` reads again. */
export function writeMoment({ day, minute, date }: Moment): string {
  const name = ENGLISH[DAYS.indexOf(day)] ?? "";
  return `${date ?? name.charAt(0).toUpperCase() + name.slice(1)} ${clockWords(minute)}`;
}

/** `20:00`. */
export const clockWords = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
