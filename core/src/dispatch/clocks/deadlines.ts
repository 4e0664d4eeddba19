import { isoDayAt, type WorkCalendar } from "../rules/calendar.ts";
import {
  CLOCK_NAMES,
  epochOf,
  type ClockInterval,
  type ClockName,
} from "../model/clock-intervals.ts";
import { emergencyAmount } from "../emergency/emergency-limits.ts";
import { dueTime, stillYellow, YELLOW_PERCENT } from "../rules/due-time.ts";
import { limitFor, type Limit } from "../rules/limits.ts";
import type { Case, CaseEvent, EpochMs, EventHeader, RaisedColour } from "../model/model.ts";

/** A clock in its present epoch against one milestone of its limit. */
export interface Deadline {
  readonly clock: ClockName;
  readonly epoch: number;
  readonly milestone: string;
  readonly status: "running" | "held" | "stopped";
  readonly startedAt: EpochMs;
  /** `null` while a hold lasts. Of a stopped clock: as if it had gone on. */
  readonly yellowAt: EpochMs | null;
  readonly dueAt: EpochMs | null;
  readonly stoppedAt: EpochMs | null;
}

/** What due times are computed from. Limits hold only the sets that the installation uses. */
export interface TimeRules {
  readonly limits: readonly Limit[];
  readonly calendar: WorkCalendar;
}

/** Due times of a case: a pure function of its intervals, class and the rules. Void epochs have none. */
export function deadlinesOf(current: Case, rules: TimeRules): Deadline[] {
  return CLOCK_NAMES.flatMap((clock) => {
    const epoch = epochOf(current.intervals, clock);
    const own = current.intervals.filter((each) => each.clock === clock && each.epoch === epoch);
    const first = own.find((each) => each.kind === "run");
    if (!first || own.some((each) => each.isVoid)) return [];
    const status = statusOf(own);
    const stoppedAt =
      status === "stopped"
        ? own.reduce((last, each) => Math.max(last, each.to ?? last), first.from)
        : null;
    const common = { clock, epoch, status, startedAt: first.from, stoppedAt };
    if (clock === "review") return [{ ...common, ...reviewDue(current) }];
    return milestonesOf(current, rules, own, first.from).map((each) => ({ ...common, ...each }));
  });
}

type Due = Pick<Deadline, "milestone" | "yellowAt" | "dueAt">;

function milestonesOf(
  current: Case,
  { limits, calendar }: TimeRules,
  own: readonly ClockInterval[],
  startedAt: EpochMs,
): Due[] {
  const { categoryId, severity, condition, level } = current;
  const { clock = "total", epoch = 1 } = own[0] ?? {};
  const day = isoDayAt(calendar, startedAt);
  const limit = limitFor(limits, { clock, categoryId, severity, condition, level, day });
  const extraMinutes = current.extensions
    .filter((each) => each.clock === clock && each.epoch === epoch)
    .reduce((sum, each) => sum + each.extraMinutes, 0);
  return (limit?.milestones ?? []).map((each) => {
    const { milestone } = each;
    const amount = current.emergency ? emergencyAmount(clock, each) : each;
    const due = dueTime(goingOn(own), amount, calendar, {
      extraMinutes,
      floorMinutes: limit?.floorMinutes ?? 0,
      yellowPercent: limit?.yellowPercent ?? YELLOW_PERCENT,
    });
    return { milestone, ...stillYellow(due, yellowSince(current, { clock, epoch, milestone })) };
  });
}

const yellowSince = (
  { raised }: Case,
  of: Pick<RaisedColour, "clock" | "epoch" | "milestone">,
): EpochMs | undefined => raised.find((each) => each.colour === "yellow" && isOf(each, of))?.at;

const isOf = (
  a: Pick<RaisedColour, "clock" | "epoch" | "milestone">,
  b: Pick<RaisedColour, "clock" | "epoch" | "milestone">,
): boolean => a.clock === b.clock && a.epoch === b.epoch && a.milestone === b.milestone;

/** A clock that stopped in time has a due time too: where it would have run to. */
function goingOn(own: readonly ClockInterval[]): readonly ClockInterval[] {
  if (own.some((each) => each.to === null)) return own;
  const last = own.findLastIndex((each) => each.kind === "run");
  return own.map((each, at) => (at === last ? { ...each, to: null } : each));
}

const reviewDue = ({ parked }: Case): Due => ({
  milestone: "review",
  yellowAt: parked?.reviewAt ?? null,
  dueAt: parked?.reviewAt ?? null,
});

function statusOf(own: readonly ClockInterval[]): Deadline["status"] {
  const open = own.filter((each) => each.to === null);
  if (open.length === 0) return "stopped";
  return open.some((each) => each.kind === "hold") ? "held" : "running";
}

/** Earliest due time of a running clock: the colour of the case on the map. */
export const nextDueAt = (deadlines: readonly Deadline[]): EpochMs | null =>
  earliest(deadlines, "dueAt");

/** Earliest warning of a running clock, past or to come. */
export const nextSoonAt = (deadlines: readonly Deadline[]): EpochMs | null =>
  earliest(deadlines, "yellowAt");

function earliest(deadlines: readonly Deadline[], which: "dueAt" | "yellowAt"): EpochMs | null {
  const times = deadlines.flatMap(({ status, [which]: at }) =>
    status === "running" && at !== null ? [at] : [],
  );
  return times.length === 0 ? null : Math.min(...times);
}

interface Alarm {
  readonly colour: "yellow" | "red";
  readonly when: EpochMs;
  readonly deadline: Deadline;
}

/** Colours not yet raised, in order of time. A clock that stopped in time raises nothing. */
function pendingAlarms(current: Case, deadlines: readonly Deadline[]): Alarm[] {
  const alarms = deadlines.flatMap((deadline): Alarm[] => {
    const { yellowAt, dueAt } = deadline;
    return [
      ...(yellowAt === null || deadline.clock === "review"
        ? []
        : [{ colour: "yellow" as const, when: yellowAt, deadline }]),
      ...(dueAt === null ? [] : [{ colour: "red" as const, when: dueAt, deadline }]),
    ];
  });
  return alarms
    .filter(({ when, deadline }) => deadline.stoppedAt === null || when < deadline.stoppedAt)
    .filter(({ colour, deadline }) =>
      current.raised.every((each) => each.colour !== colour || !isOf(each, deadline)),
    )
    .toSorted((a, b) => a.when - b.when);
}

/** When the sweeper has to look at a case again; `null`: never, as things stand. */
export const nextAlarmAt = (current: Case, deadlines: readonly Deadline[]): EpochMs | null =>
  pendingAlarms(current, deadlines)[0]?.when ?? null;

/**
 * The yellow and red events that are due by `now`, each once in the life of an epoch: the fold keeps
 * what was raised. Call it before a command too, so that a clock which stops late is still raised.
 */
export function alarmsDue(
  current: Case,
  deadlines: readonly Deadline[],
  now: EpochMs,
): CaseEvent[] {
  const due = pendingAlarms(current, deadlines).filter(({ when }) => when <= now);
  return due.map(({ colour, deadline }, at) => {
    const header: EventHeader = {
      caseId: current.id,
      version: current.version + at + 1,
      at: Math.max(now, current.updatedAt),
      deviceAt: null,
      devicePosition: null,
      actor: { id: "system", role: "system", unitId: null, onBehalfOf: null },
      from: current.state,
      to: current.state,
      reason: null,
      note: null,
    };
    const { clock, epoch, milestone, dueAt } = deadline;
    const fields = { clock, epoch, milestone, dueAt: dueAt ?? now };
    return colour === "red"
      ? { ...header, verb: "clock_red", fields }
      : { ...header, verb: "clock_yellow", fields };
  });
}
