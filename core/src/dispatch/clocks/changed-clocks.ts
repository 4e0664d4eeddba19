import type { ClockName } from "../model/clock-intervals.ts";
import type { Case, EpochMs } from "../model/model.ts";
import { deadlinesOf, type Deadline, type TimeRules } from "./deadlines.ts";

/** A clock that has not stopped and ends at another time under other rules; `null`: it has no end. */
export interface ChangedClock {
  readonly clock: ClockName;
  readonly milestone: string;
  readonly dueAt: EpochMs | null;
  readonly newDueAt: EpochMs | null;
}

/** The clocks of a case that other rules change, in the order of the clocks. */
export function changedClocks(current: Case, before: TimeRules, after: TimeRules): ChangedClock[] {
  const going = (rules: TimeRules) =>
    new Map(
      deadlinesOf(current, rules)
        .filter(({ status }) => status !== "stopped")
        .map((each) => [keyOf(each), each]),
    );
  const [was, is] = [going(before), going(after)];
  return [...new Map([...was, ...is])].flatMap(([key, { clock, milestone }]) => {
    const [dueAt, newDueAt] = [was.get(key)?.dueAt ?? null, is.get(key)?.dueAt ?? null];
    return dueAt === newDueAt ? [] : [{ clock, milestone, dueAt, newDueAt }];
  });
}

const keyOf = ({ clock, milestone }: Deadline): string => `${clock} ${milestone}`;
