import { levelRank } from "../../access/index.ts";
import { deadlinesOf, type Deadline, type TimeRules } from "../clocks/deadlines.ts";
import type { Case, EpochMs } from "../model/model.ts";
import { isRehearsal } from "../emergency/emergency-limits.ts";
import { FACT_BITS, factsCode } from "./statistics.ts";

/** From `from` (included) to `to` (not included). */
export interface Period {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** What is kept beside a case for the figures of every period. */
export interface Standing {
  /** `STANDING_FACTS` as one whole number. */
  readonly facts: number;
  /** Where the total clock runs out; `null` while a hold lasts, and where nothing is to be closed. */
  readonly totalDueAt: EpochMs | null;
}

/** At their end without having been anything to close: such a case is not due. */
const NEVER_DUE: readonly string[] = ["rejected", "merged", "cancelled"];
const SATISFIED_STARS = 4;

export function standingOf(current: Case, deadlines: readonly Deadline[]): Standing {
  if (isRehearsal(current)) return { facts: 0, totalDueAt: null };
  const total = deadlines.findLast((each) => each.clock === "total");
  const totalDueAt = NEVER_DUE.includes(current.state) ? null : (total?.dueAt ?? null);
  const isClosed = current.state === "closed";
  const first = current.levelsSeen[0] ?? current.level;
  const facts = factsCode({
    isFiled: current.filedAt !== null,
    isDispatched: current.dispatchCount > 0,
    isClosed,
    isClosedOnTime: isClosed && totalDueAt !== null && (total?.stoppedAt ?? Infinity) <= totalDueAt,
    isParked: current.state === "parked",
    isReturned: current.returnCount > 0,
    isReopened: current.reopenedCount > 0,
    isReworked: current.reworkCount > 0,
    isUrgent: current.severity === "extreme" || current.severity === "severe",
    isLifted: current.levelsSeen.some((level) => levelRank(level) > levelRank(first)),
    isRated: current.stars !== null,
    isSatisfied: (current.stars ?? 0) >= SATISFIED_STARS,
    beganAtGrid: first === "grid",
    beganAtCommunity: first === "community",
    beganAtStreet: first === "street",
  });
  return { facts, totalDueAt };
}

/** A case's standing with the other dates that a period looks at. */
export interface DatedStanding extends Standing {
  readonly reportedAt: EpochMs;
  readonly closedAt: EpochMs | null;
}

/** `null`: a rehearsal, which is in no figure. */
export function datedStanding(current: Case, rules: TimeRules): DatedStanding | null {
  if (isRehearsal(current)) return null;
  const { reportedAt, closedAt } = current;
  return { ...standingOf(current, deadlinesOf(current, rules)), reportedAt, closedAt };
}

/** What a case that stands so brings to the figures of a period. */
export function factsIn(standing: DatedStanding, period: Period): number {
  const bit = (at: EpochMs | null, fact: "isReported" | "isDue" | "isEnded"): number =>
    at !== null && period.from <= at && at < period.to ? FACT_BITS[fact] : 0;
  return (
    standing.facts +
    bit(standing.reportedAt, "isReported") +
    bit(standing.totalDueAt, "isDue") +
    bit(standing.closedAt, "isEnded")
  );
}

/**
 * What a case brings to the figures of a period, as one whole number. `current` is the case as it
 * stood at the end of the period: fold the events before `to`.
 */
export function factsOf(current: Case, period: Period, rules: TimeRules): number {
  const standing = datedStanding(current, rules);
  return standing === null ? 0 : factsIn(standing, period);
}
