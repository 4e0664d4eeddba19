import {
  cooperationDeadlines,
  deadlinesOf,
  nextAlarmAt,
  nextAutomaticAt,
  nextDueAt,
  nextSoonAt,
  SIDE_CLOCKS,
  standingOf,
  STATE_TABLE,
  type Case,
  type Deadline,
  type Standing,
  type TimeRules,
} from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";

/** What a case is stored with besides itself: when it is looked at again, and what figures count. */
export interface CaseTimes extends Standing {
  readonly dueAt: number | null;
  readonly soonAt: number | null;
  readonly alarmAt: number | null;
}

export function timesOf(folded: Case, rules: TimeRules): CaseTimes {
  const deadlines = deadlinesOf(folded, rules);
  const standing = standingOf(folded, deadlines);
  if (!STATE_TABLE[folded.state].isOpen)
    return { ...standing, dueAt: null, soonAt: null, alarmAt: null };
  return {
    ...standing,
    dueAt: nextDueAt(deadlines),
    soonAt: nextSoonAt(deadlines),
    alarmAt: alarmAt(folded, deadlines, rules),
  };
}

function alarmAt(
  folded: Case,
  deadlines: readonly Deadline[],
  { calendar }: TimeRules,
): number | null {
  const instants = [
    nextAlarmAt(folded, deadlines),
    ...SIDE_CLOCKS.map(({ nextAlarmAt: nextOf }) => nextOf(folded, calendar)),
    nextAutomaticAt(folded),
  ].filter((instant) => instant !== null);
  return instants.length === 0 ? null : Math.min(...instants);
}

/** Display names of members, and of the units that are areas' teams. */
export type Names = ReadonlyMap<string, string>;

/** What screens show of a case. */
export function cardOf(
  { case: folded, number }: { readonly case: Case; readonly number: string },
  names: Names,
  rules: TimeRules,
): CaseCard {
  const deadlines = deadlinesOf(folded, rules);
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
    assigneeName: names.get(folded.assignee?.memberId ?? folded.assignee?.unitId ?? "") ?? null,
    supervision: folded.supervision,
    mergedInto: folded.merged?.into ?? null,
    counts: countsOf(folded),
    deadlines,
    ...helpOf(folded, names, rules),
    ...(folded.emergency ? { emergency: folded.emergency } : {}),
    ...(folded.warned ? { warned: folded.warned } : {}),
    dueAt: STATE_TABLE[folded.state].isOpen ? nextDueAt(deadlines) : null,
  };
}

const countsOf = (folded: Case): CaseCard["counts"] => ({
  returns: folded.returnCount,
  reworks: folded.reworkCount,
  reopenings: folded.reopenedCount,
  confirmations: folded.confirmCount,
  photos: folded.photoCount,
  absorbed: folded.absorbed.length,
});

/** Help that was called (吹哨), each call with its clocks; most cases have none and say nothing of it. */
function helpOf(
  { cooperations }: Case,
  names: Names,
  { calendar }: TimeRules,
): Pick<CaseCard, "cooperations"> {
  if (cooperations.length === 0) return {};
  return {
    cooperations: cooperations.map((each) => ({
      id: each.id,
      unitId: each.calledUnitId,
      unitName: names.get(each.calledUnitId) ?? null,
      kind: each.kind,
      state: each.state,
      reason: each.reason ?? null,
      refusal: each.refusal ?? null,
      calledAt: each.calledAt,
      stars: each.stars,
      deadlines: cooperationDeadlines(each, calendar),
    })),
  };
}
