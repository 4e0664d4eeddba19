import { fail, ok, type Result } from "../../result.ts";
import { DAYS, MINUTES_PER_SLOT, SLOTS_PER_DAY, type DayKind } from "./moment.ts";

/**
 * When a station is open (开放时间): one bit for each half hour of the week, Monday 00:00 first, and
 * those of a public holiday (放假) after them. A half hour counts when all of it is open.
 */
export type OpenSlots = Uint32Array;

export interface OpeningHoursError {
  readonly code: "coverage.bad-hours";
  readonly text: string;
}

/** Seven days and a holiday: 384 bits, of which the first 336 are the week. */
export const OPEN_WORDS = (DAYS.length * SLOTS_PER_DAY) / 32;
const MINUTES_PER_DAY = 1440;
const NAMES: Readonly<Record<string, DayKind>> = {
  Mo: 0,
  Tu: 1,
  We: 2,
  Th: 3,
  Fr: 4,
  Sa: 5,
  Su: 6,
  PH: "holiday",
};

/** Minutes after midnight; beyond 1440 it is the early morning after. */
type Span = readonly [start: number, end: number];

/**
 * Reads weekly hours in OpenStreetMap's notation, as the import keeps them: `Mo-Fr 08:30-12:00,
 * 14:00-17:30; Sa off; PH 09:00-12:00`, `24/7`. A later rule replaces the days it names; hours that
 * end before they start, or after 24:00, run into the next morning.
 * Ours: a holiday that no rule names has the hours of a Sunday.
 */
export function parseOpeningHours(text: string): Result<OpenSlots, OpeningHoursError> {
  const spansOf = new Map<DayKind, readonly Span[]>();
  for (const rule of text.trim().split(/\s*;\s*/u)) {
    const read = readRule(rule);
    if (read === null) return fail({ code: "coverage.bad-hours", text });
    for (const day of read.days) spansOf.set(day, read.spans);
  }
  if (!spansOf.has("holiday")) spansOf.set("holiday", spansOf.get(6) ?? []);
  const slots = new Uint32Array(OPEN_WORDS);
  DAYS.forEach((day, at) => {
    // Holidays come several at a time: the day before one is taken for another.
    const before = typeof day === "number" ? (DAYS[(day + 6) % 7] ?? day) : day;
    const spilt = (spansOf.get(before) ?? []).map(([start, end]): Span => [
      start - MINUTES_PER_DAY,
      end - MINUTES_PER_DAY,
    ]);
    setOpen(slots, at, [...spilt, ...(spansOf.get(day) ?? [])]);
  });
  return ok(slots);
}

/** Whether a slot (of `slotOf`) is open. */
export const isOpenIn = (slots: OpenSlots, slot: number): boolean =>
  ((slots[slot >>> 5] ?? 0) & (1 << (slot & 31))) !== 0;

function setOpen(slots: OpenSlots, day: number, spans: readonly Span[]): void {
  const open = new Uint8Array(MINUTES_PER_DAY);
  for (const [start, end] of spans) {
    open.fill(1, Math.max(0, start), Math.max(0, Math.min(MINUTES_PER_DAY, end)));
  }
  for (let at = 0; at < SLOTS_PER_DAY; at++) {
    const from = at * MINUTES_PER_SLOT;
    if (open.subarray(from, from + MINUTES_PER_SLOT).includes(0)) continue;
    const slot = day * SLOTS_PER_DAY + at;
    slots[slot >>> 5] = (slots[slot >>> 5] ?? 0) | (1 << (slot & 31));
  }
}

interface Rule {
  readonly days: readonly DayKind[];
  readonly spans: readonly Span[];
}

const WEEK: readonly DayKind[] = [0, 1, 2, 3, 4, 5, 6];

function readRule(rule: string): Rule | null {
  if (rule === "24/7") return { days: WEEK, spans: [[0, MINUTES_PER_DAY]] };
  const [, list, hours = ""] = /^((?:[A-Z][A-Za-z]\b[-, ]*)+)?(.*)$/u.exec(rule) ?? [];
  const days = list === undefined ? WEEK : readDays(list.trim());
  const spans = readSpans(hours);
  return days === null || spans === null ? null : { days, spans };
}

function readDays(list: string): DayKind[] | null {
  const days: DayKind[] = [];
  for (const part of list.split(/\s*,\s*/u)) {
    const names = part.split("-");
    const [first, last] = [NAMES[names[0] ?? ""], NAMES[names.at(-1) ?? ""]];
    if (first === undefined || last === undefined) return null;
    if (first === last) days.push(first);
    else if (typeof first === "number" && typeof last === "number")
      days.push(...range(first, last));
    else return null;
  }
  return days;
}

/** `Fr-Mo` goes round the end of the week. */
const range = (first: number, last: number): DayKind[] =>
  WEEK.filter((_, at) => at <= (last - first + 7) % 7).map((_, at) => DAYS[(first + at) % 7] ?? 0);

function readSpans(hours: string): Span[] | null {
  if (/^(?:off|closed)$/u.test(hours)) return [];
  const spans: Span[] = [];
  for (const part of hours.split(",")) {
    const [, startHour, startMinute, endHour, endMinute] =
      /^\s*(\d{1,2}):([0-5]\d)-(\d{1,2}):([0-5]\d)\s*$/u.exec(part) ?? [];
    const start = Number(startHour) * 60 + Number(startMinute);
    const end = Number(endHour) * 60 + Number(endMinute);
    if (!(start < MINUTES_PER_DAY && end <= MINUTES_PER_DAY + 720)) return null;
    spans.push([start, lastMinute(start, end)]);
  }
  return spans;
}

/** People write 23:59 for the end of the day; an end before the start is of the next day. */
function lastMinute(start: number, end: number): number {
  if (end === MINUTES_PER_DAY - 1) return MINUTES_PER_DAY;
  return end <= start ? end + MINUTES_PER_DAY : end;
}
