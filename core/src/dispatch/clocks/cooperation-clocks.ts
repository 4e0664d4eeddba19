import {
  COOPERATION_CLOCKS,
  type Cooperation,
  type CooperationClock,
} from "../model/cooperation.ts";
import type { Case, CaseEvent, EpochMs } from "../model/model.ts";
import type { WorkCalendar } from "../rules/calendar.ts";
import { COOPERATION_LIMITS, type CooperationLimit } from "../rules/cooperation-limits.ts";
import { dueTime, stillYellow, YELLOW_PERCENT } from "../rules/due-time.ts";
import {
  colourHeader,
  coloursOf,
  sideStatus,
  sideStretches,
  type SideColour,
  type SideDeadline,
} from "./side-clock.ts";

/** A clock of one call against its limit. */
export interface CooperationDeadline extends SideDeadline {
  readonly clock: CooperationClock;
}

/** What stops each clock. Whoever gives up or is not needed any more stops them all. */
const STOPS: Readonly<Record<CooperationClock, (each: Cooperation) => EpochMs | null>> = {
  answer: ({ acknowledgedAt, endedAt }) => acknowledgedAt ?? endedAt,
  arrive: ({ arrivedAt, endedAt }) => arrivedAt ?? endedAt,
  finish: ({ endedAt }) => endedAt,
};

/**
 * Due times of a call (应哨, 到场, 办结), each counted from the call on: a pure function of the call, the limits and
 * the calendar. The clocks of the case and those of other calls play no part in it.
 */
export const cooperationDeadlines = (
  cooperation: Cooperation,
  calendar: WorkCalendar,
  limits: readonly CooperationLimit[] = COOPERATION_LIMITS,
): CooperationDeadline[] =>
  COOPERATION_CLOCKS.flatMap((clock) => {
    const limit = limits.find((each) => each.kind === cooperation.kind && each.clock === clock);
    if (!limit) return [];
    const { calledAt: startedAt, pauses = [], raised = [], round = 1 } = cooperation;
    const stoppedAt = STOPS[clock](cooperation);
    const { yellowPercent = YELLOW_PERCENT } = limit;
    const yellow = raised.find(
      (each) => each.colour === "yellow" && each.clock === clock && each.round === round,
    );
    const due = stillYellow(
      dueTime(sideStretches(startedAt, pauses), limit, calendar, { yellowPercent }),
      yellow?.at,
    );
    return [{ clock, status: sideStatus(stoppedAt, pauses), startedAt, stoppedAt, ...due }];
  });

interface Alarm extends SideColour {
  readonly cooperation: Cooperation;
  readonly clock: CooperationClock;
}

/** Colours not yet raised, in order of time. A clock that stopped in time raises nothing. */
const pendingAlarms = ({ cooperations }: Case, calendar: WorkCalendar): Alarm[] =>
  cooperations
    .flatMap((cooperation) =>
      cooperationDeadlines(cooperation, calendar).flatMap((deadline) =>
        coloursOf(deadline).map((each) => ({ ...each, cooperation, clock: deadline.clock })),
      ),
    )
    .filter(({ cooperation: { raised = [], round = 1 }, clock, colour }) =>
      raised.every(
        (each) => each.clock !== clock || each.round !== round || each.colour !== colour,
      ),
    )
    .toSorted((a, b) => a.when - b.when);

/** When the sweeper has to look at the calls of a case again; `null`: never, as things stand. */
export const nextCooperationAlarmAt = (current: Case, calendar: WorkCalendar): EpochMs | null =>
  pendingAlarms(current, calendar)[0]?.when ?? null;

/** The yellow and red events of a case's calls that are due by `now`, each once in the life of a call. */
export function cooperationAlarmsDue(
  current: Case,
  calendar: WorkCalendar,
  now: EpochMs,
): CaseEvent[] {
  const due = pendingAlarms(current, calendar).filter(({ when }) => when <= now);
  return due.map(({ cooperation, clock, colour, dueAt }, nth) => {
    const header = colourHeader(current, nth, now);
    const { id, calledUnitId, round = 1 } = cooperation;
    const fields = { cooperationId: id, calledUnitId, clock, round, dueAt: dueAt ?? now };
    return colour === "red"
      ? { ...header, verb: "whistle_red", fields }
      : { ...header, verb: "whistle_yellow", fields };
  });
}
