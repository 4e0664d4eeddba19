import {
  CHINA_CALENDAR,
  deadlinesOf,
  DEFAULT_LIMITS,
  nextDueAt,
  type Case,
  type TimeRules,
} from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";

/** The rule book of this installation. */
export const TIME_RULES: TimeRules = { limits: DEFAULT_LIMITS, calendar: CHINA_CALENDAR };

export const dueAtOf = (folded: Case): number | null => nextDueAt(deadlinesOf(folded, TIME_RULES));

/** What screens show of a case. */
export function cardOf(folded: Case, number: string): CaseCard & { number: string } {
  const deadlines = deadlinesOf(folded, TIME_RULES);
  return {
    number,
    id: folded.id,
    version: folded.version,
    state: folded.state,
    step: folded.step,
    level: folded.level,
    categoryId: folded.categoryId,
    severity: folded.severity,
    condition: folded.condition,
    channel: folded.channel,
    place: { ...folded.place, position: folded.place.position && [...folded.place.position] },
    description: folded.description,
    reportedAt: folded.reportedAt,
    updatedAt: folded.updatedAt,
    closedAt: folded.closedAt,
    assignee: folded.assignee,
    supervision: folded.supervision,
    mergedInto: folded.merged?.into ?? null,
    counts: {
      returns: folded.returnCount,
      reworks: folded.reworkCount,
      reopenings: folded.reopenedCount,
      confirmations: folded.confirmCount,
      photos: folded.photoCount,
      absorbed: folded.absorbed.length,
    },
    deadlines,
    dueAt: nextDueAt(deadlines),
  };
}
