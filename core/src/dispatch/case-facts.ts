import { deadlinesOf, type TimeRules } from "./deadlines.ts";
import type { Case, EpochMs } from "./model.ts";
import type { CaseFacts } from "./statistics.ts";

/** From `from` (included) to `to` (not included). */
export interface Period {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/**
 * What a case brings to the figures of a period. `current` is the case as it stood at the end of the
 * period: fold the events before `to`.
 */
export function factsOf(current: Case, period: Period, rules: TimeRules): CaseFacts {
  const isWithin = (at: EpochMs | null): boolean =>
    at !== null && period.from <= at && at < period.to;
  const total = deadlinesOf(current, rules).findLast((each) => each.clock === "total");
  const dueAt = total?.dueAt ?? null;
  const isReported = isWithin(current.reportedAt);
  const isClosed = current.state === "closed";
  return {
    caseId: current.id,
    isReported,
    isFiled: isReported && current.filedAt !== null,
    isDispatched: current.dispatchCount > 0,
    isDue: isWithin(dueAt),
    isClosed,
    isClosedOnTime: isClosed && dueAt !== null && (total?.stoppedAt ?? Infinity) <= dueAt,
    isParked: current.state === "parked",
    isReturned: current.returnCount > 0,
    isReopened: current.reopenedCount > 0,
    isReworked: current.reworkCount > 0,
    isUrgent: current.severity === "extreme" || current.severity === "severe",
    firstLevel: current.levelsSeen[0] ?? current.level,
    levelsSeen: current.levelsSeen,
  };
}
