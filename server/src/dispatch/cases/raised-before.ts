import {
  alarmsDue,
  deadlinesOf,
  evolve,
  nextAlarmAt,
  type Case,
  type CaseEvent,
  type TimeRules,
} from "@onegrid/core/dispatch";

/** The colours that the clocks of a case showed up to an instant, each at its own time. */
export function raisedBefore(folded: Case, until: number, rules: TimeRules): CaseEvent[] {
  const events: CaseEvent[] = [];
  let present = folded;
  for (;;) {
    const deadlines = deadlinesOf(present, rules);
    const next = nextAlarmAt(present, deadlines);
    if (next === null || next > until) return events;
    for (const event of alarmsDue(present, deadlines, next)) {
      events.push(event);
      present = evolve(present, event);
    }
  }
}
