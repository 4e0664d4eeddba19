import type { Case, EpochMs, EventHeader } from "../model/model.ts";
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

export interface SideColour {
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

/** What stands round the nth colour that is written down at once: the product says it, and nothing moves. */
export const colourHeader = (current: Case, nth: number, now: EpochMs): EventHeader => ({
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
