import {
  COOPERATION_CLOCKS,
  type Cooperation,
  type CooperationClock,
} from "../model/cooperation.ts";
import type { EpochMs } from "../model/model.ts";
import type { WorkCalendar } from "../rules/calendar.ts";
import { COOPERATION_LIMITS, type CooperationLimit } from "../rules/cooperation-limits.ts";
import { dueTime, stillYellow, YELLOW_PERCENT } from "../rules/due-time.ts";
import {
  coloursOf,
  sideClock,
  sideStatus,
  sideStretches,
  type SideAlarm,
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

/** The clocks of calls for help. One that stopped in time raises nothing. */
export const COOPERATION_CLOCK = sideClock(({ cooperations }, calendar) =>
  cooperations.flatMap((call) =>
    cooperationDeadlines(call, calendar).flatMap((deadline) =>
      coloursOf(deadline).flatMap((each): SideAlarm[] =>
        isRaised(call, deadline.clock, each.colour)
          ? []
          : [{ ...each, raise: raisesCall(call, deadline.clock, each.colour) }],
      ),
    ),
  ),
);

const isRaised = (
  { raised = [], round = 1 }: Cooperation,
  clock: CooperationClock,
  colour: SideAlarm["colour"],
): boolean =>
  raised.some((each) => each.clock === clock && each.round === round && each.colour === colour);

const raisesCall =
  (
    { id: cooperationId, calledUnitId, round = 1 }: Cooperation,
    clock: CooperationClock,
    colour: SideAlarm["colour"],
  ): SideAlarm["raise"] =>
  (header, dueAt) => ({
    ...header,
    verb: colour === "red" ? "whistle_red" : "whistle_yellow",
    fields: { cooperationId, calledUnitId, clock, round, dueAt },
  });
