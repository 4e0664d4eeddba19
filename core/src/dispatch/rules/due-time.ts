import { dayAt, startOfDay, workOn, type Stretch, type WorkCalendar } from "./calendar.ts";
import type { ClockInterval } from "../model/clock-intervals.ts";
import type { EpochMs } from "../model/model.ts";

const MINUTE_MS = 60_000;
/** A calendar with no working day for ten years has no due times. */
const LAST_DAY = 3660;

/**
 * 工作时 and 自然时 count minutes, 工作日 and 自然日 count days. 当场 is done on the spot: its minutes are
 * what it may take, whatever the hour.
 */
export const LIMIT_UNITS = [
  "working_minutes",
  "natural_minutes",
  "working_days",
  "natural_days",
  "on_the_spot",
] as const;
export type LimitUnit = (typeof LIMIT_UNITS)[number];

/** Where a limit says nothing else, a clock turns yellow after so much of its time (hundredths). */
export const YELLOW_PERCENT = 70;

/** What a due time reads of an interval: any clock has it, of a case or of help that was called. */
export type ClockStretch = Pick<ClockInterval, "kind" | "cause" | "from" | "to">;

/** An amount of time that a clock may run. */
export interface LimitAmount {
  readonly amount: number;
  readonly unit: LimitUnit;
  /** For days: ends when the office closes (自然日: at midnight), or at the hour at which it began. */
  readonly dayEnd?: "closing" | "same_hour";
}

export interface DueTime {
  /** `null`: a hold lasts, or the clock stopped before. */
  readonly yellowAt: EpochMs | null;
  readonly dueAt: EpochMs | null;
}

export interface DueOptions {
  /** Granted extensions, in minutes of the limit's own kind (working or natural). */
  readonly extraMinutes?: number;
  /** After a failed check at least this much is left, unless the clock had run out before. */
  readonly floorMinutes?: number;
  /** After how much of the time it turns yellow, in hundredths. */
  readonly yellowPercent?: number;
}

/**
 * When one epoch of a clock turns yellow (70 % of the time used, or as the limit says) and red. A pure function of its
 * intervals, the limit and the calendar: nothing is counted down, so holds can neither be lost nor
 * tick on. A 工作日 that a clock started on does not count as a day (民法典 第二百零一条).
 */
export function dueTime(
  intervals: readonly ClockStretch[],
  limit: LimitAmount,
  calendar: WorkCalendar,
  options: DueOptions = {},
): DueTime {
  const stretches = runningStretches(intervals);
  const counted = limit.unit.startsWith("working_") ? calendar : null;
  const walk: Walk = (from, amountMs) => advance(after(stretches, from), amountMs, counted);
  const start = stretches[0]?.start;
  if (start === undefined) return { yellowAt: null, dueAt: null };

  const baseAt =
    limit.unit === "working_days" || limit.unit === "natural_days"
      ? daysAfter(stretches, limit, calendar)
      : walk(start, limit.amount * MINUTE_MS);
  const dueAt = withFloors(withExtension(baseAt, options, walk), intervals, options, walk);
  if (dueAt === null) return { yellowAt: null, dueAt };
  const used = elapsedMs(before(stretches, dueAt), counted);
  const { yellowPercent = YELLOW_PERCENT } = options;
  return { yellowAt: walk(start, Math.ceil((used * yellowPercent) / 100)), dueAt };
}

/**
 * The same where yellow has been raised. Raised stays raised: nobody is warned twice, so nothing takes the
 * colour back either, whatever moves the times later: a parking, after which whole days are counted anew,
 * an extension, another class, other limits. Red is shown from the due time on, which no pause brings back.
 */
export const stillYellow = (due: DueTime, raisedAt: EpochMs | undefined): DueTime =>
  due.yellowAt === null || raisedAt === undefined
    ? due
    : { ...due, yellowAt: Math.min(due.yellowAt, raisedAt) };

/** The instant at which the clock has run so much longer than at `from`; `null` when it never does. */
type Walk = (from: EpochMs, amountMs: number) => EpochMs | null;

const withExtension = (
  dueAt: EpochMs | null,
  { extraMinutes = 0 }: DueOptions,
  walk: Walk,
): EpochMs | null =>
  dueAt === null || extraMinutes === 0 ? dueAt : walk(dueAt, extraMinutes * MINUTE_MS);

/** A clock that had run out before the rework began stays red: its red was raised and stands. */
function withFloors(
  baseAt: EpochMs | null,
  intervals: readonly ClockStretch[],
  { floorMinutes = 0 }: DueOptions,
  walk: Walk,
): EpochMs | null {
  return intervals
    .filter((each) => each.cause === "rework" && each.kind === "run")
    .reduce((dueAt, { from }) => {
      if (dueAt === null || dueAt <= from) return dueAt;
      const floorAt = walk(from, floorMinutes * MINUTE_MS);
      return floorAt === null ? null : Math.max(dueAt, floorAt);
    }, baseAt);
}

const asStretch = ({ from, to }: ClockStretch): Stretch => ({ start: from, end: to ?? Infinity });

/** Runs without the holds over them, in order. The last one ends at infinity while the clock runs. */
function runningStretches(intervals: readonly ClockStretch[]): Stretch[] {
  const holds = intervals.filter((each) => each.kind === "hold").map(asStretch);
  const runs = intervals.filter((each) => each.kind === "run").map(asStretch);
  return runs
    .flatMap((run) => holds.reduce((rest, hold) => rest.flatMap((each) => cut(each, hold)), [run]))
    .toSorted((a, b) => a.start - b.start);
}

const cut = ({ start, end }: Stretch, hold: Stretch): Stretch[] =>
  [
    { start, end: Math.min(end, hold.start) },
    { start: Math.max(start, hold.end), end },
  ].filter((each) => each.start < each.end);

const after = (stretches: readonly Stretch[], from: EpochMs): Stretch[] =>
  stretches
    .map(({ start, end }) => ({ start: Math.max(start, from), end }))
    .filter((each) => each.start < each.end);

const before = (stretches: readonly Stretch[], to: EpochMs): Stretch[] =>
  stretches
    .map(({ start, end }) => ({ start, end: Math.min(end, to) }))
    .filter((each) => each.start < each.end);

/** Milliseconds in the stretches; with a calendar only its working time. */
const elapsedMs = (stretches: readonly Stretch[], calendar: WorkCalendar | null): number =>
  stretches.reduce(
    (sum, stretch) =>
      calendar === null
        ? sum + (stretch.end - stretch.start)
        : [...workIn(stretch, calendar)].reduce(
            (part, each) => part + (each.end - each.start),
            sum,
          ),
    0,
  );

/** The first instant by which so much time has gone by; `null` when the stretches are too short. */
function advance(
  stretches: readonly Stretch[],
  amountMs: number,
  calendar: WorkCalendar | null,
): EpochMs | null {
  const first = stretches[0];
  if (amountMs === 0 && first) return first.start;
  let left = amountMs;
  for (const stretch of stretches) {
    for (const work of calendar === null ? [stretch] : workIn(stretch, calendar)) {
      if (work.end - work.start >= left) return work.start + left;
      left -= work.end - work.start;
    }
  }
  return null;
}

/** Working time inside one stretch, piece by piece; an endless stretch ends after ten years. */
function* workIn(stretch: Stretch, calendar: WorkCalendar): Generator<Stretch> {
  const firstDay = dayAt(calendar, stretch.start);
  for (let day = firstDay; day < firstDay + LAST_DAY; day += 1) {
    if (startOfDay(calendar, day) >= stretch.end) return;
    yield* before(after(workOn(calendar, day), stretch.start), stretch.end);
  }
}

/** The end (or the same hour) of the n-th day that counts after the one the clock started on. */
function daysAfter(
  stretches: readonly Stretch[],
  { amount, unit, dayEnd = "closing" }: LimitAmount,
  calendar: WorkCalendar,
): EpochMs | null {
  const started = stretches[0]?.start;
  if (started === undefined) return null;
  const isWorking = unit === "working_days";
  const start = isWorking && dayEnd === "same_hour" ? firstWorkAfter(started, calendar) : started;
  if (start === null || amount === 0) return start;
  const endOf = isWorking ? closingOf : midnightAfter;
  let left = amount;
  for (const tick of dayTicks(start, { dayEnd, endOf }, calendar)) {
    // A day counts when the clock was running up to its end.
    if (stretches.some((each) => each.start < tick && tick <= each.end)) left -= 1;
    if (left === 0) return tick;
  }
  return null;
}

/** When a day ends that counts; `undefined`: it does not count. */
type DayEnd = (calendar: WorkCalendar, day: number) => EpochMs | undefined;

const closingOf: DayEnd = (calendar, day) => workOn(calendar, day).at(-1)?.end;
const midnightAfter: DayEnd = (calendar, day) => startOfDay(calendar, day + 1);

/** The instants at which the days that count end, after the first one. */
function* dayTicks(
  start: EpochMs,
  { dayEnd, endOf }: { readonly dayEnd: "closing" | "same_hour"; readonly endOf: DayEnd },
  calendar: WorkCalendar,
): Generator<EpochMs> {
  const firstDay = dayAt(calendar, start);
  const hour = start - startOfDay(calendar, firstDay);
  for (let day = firstDay + 1; day < firstDay + LAST_DAY; day += 1) {
    const end = endOf(calendar, day);
    if (end !== undefined) yield dayEnd === "closing" ? end : startOfDay(calendar, day) + hour;
  }
}

function firstWorkAfter(from: EpochMs, calendar: WorkCalendar): EpochMs | null {
  const first = workIn({ start: from, end: Infinity }, calendar).next();
  return first.done ? null : first.value.start;
}
