import type { Case, CaseEvent, EpochMs, EventHeader } from "../model/model.ts";
import type { WorkCalendar } from "../rules/calendar.ts";
import type { ClockStretch, DueTime } from "../rules/due-time.ts";

/** What runs beside the clocks of a case, each for itself: of help that was called, of a task that was set. */
export interface SideDeadline extends DueTime {
  readonly status: "running" | "held" | "stopped";
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs | null;
}

/** A stretch of time in which nobody was waited for. */
interface Pause {
  readonly from: EpochMs;
  readonly to: EpochMs | null;
}

/** From its start on, but for the pauses. */
export const sideStretches = (from: EpochMs, pauses: readonly Pause[]): ClockStretch[] => [
  { kind: "run", cause: "run", from, to: null },
  ...pauses.map((pause): ClockStretch => ({ kind: "hold", cause: "park", ...pause })),
];

export function sideStatus(
  stoppedAt: EpochMs | null,
  pauses: readonly Pause[],
): SideDeadline["status"] {
  if (stoppedAt !== null) return "stopped";
  return pauses.some(({ to }) => to === null) ? "held" : "running";
}

interface SideColour {
  readonly colour: "yellow" | "red";
  readonly when: EpochMs;
  readonly dueAt: EpochMs | null;
}

/** The colours a clock comes to. One that stopped in time comes to none. */
export function coloursOf({ yellowAt, dueAt, stoppedAt }: SideDeadline): SideColour[] {
  const marks = [
    { colour: "yellow", when: yellowAt, dueAt },
    { colour: "red", when: dueAt, dueAt },
  ] as const;
  return marks.flatMap((mark) =>
    mark.when === null || (stoppedAt !== null && mark.when >= stoppedAt)
      ? []
      : [{ ...mark, when: mark.when }],
  );
}

/** A colour not yet raised, and the event that says so. */
export interface SideAlarm extends SideColour {
  readonly raise: (header: EventHeader, dueAt: EpochMs) => CaseEvent;
}

/** One kind of clocks beside those of a case. */
export interface SideClock {
  /** When the sweeper has to look at them again; `null`: never, as things stand. */
  readonly nextAlarmAt: (current: Case, calendar: WorkCalendar) => EpochMs | null;
  /** The yellow and red events that are due by `now`, each once in the life of what the clock is of. */
  readonly alarmsDue: (current: Case, calendar: WorkCalendar, now: EpochMs) => CaseEvent[];
}

/** A kind of clocks by the colours that they have not raised yet, in whatever order. */
export function sideClock(
  pendingAlarms: (current: Case, calendar: WorkCalendar) => readonly SideAlarm[],
): SideClock {
  const inOrder = (current: Case, calendar: WorkCalendar): SideAlarm[] =>
    pendingAlarms(current, calendar).toSorted((a, b) => a.when - b.when);
  return {
    nextAlarmAt: (current, calendar) => inOrder(current, calendar)[0]?.when ?? null,
    alarmsDue: (current, calendar, now) =>
      inOrder(current, calendar)
        .filter(({ when }) => when <= now)
        .map(({ raise, dueAt }, nth) => raise(colourHeader(current, nth, now), dueAt ?? now)),
  };
}

/** What stands round the nth colour that is written down at once: the product says it, and nothing moves. */
const colourHeader = (current: Case, nth: number, now: EpochMs): EventHeader => ({
  caseId: current.id,
  version: current.version + nth + 1,
  at: Math.max(now, current.updatedAt),
  deviceAt: null,
  devicePosition: null,
  actor: { id: "system", role: "system", unitId: null, onBehalfOf: null },
  from: current.state,
  to: current.state,
  reason: null,
  note: null,
});
