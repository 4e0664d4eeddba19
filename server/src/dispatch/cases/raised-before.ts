import {
  alarmsDue,
  deadlinesOf,
  evolve,
  nextAlarmAt,
  type Case,
  type CaseEvent,
} from "@onegrid/core/dispatch";
import { TIME_RULES } from "./case-card.ts";

/** The colours that the clocks of a case showed up to an instant, each at its own time. */
export function raisedBefore(folded: Case, until: number): CaseEvent[] {
  const events: CaseEvent[] = [];
  let present = folded;
  for (;;) {
    const deadlines = deadlinesOf(present, TIME_RULES);
    const next = nextAlarmAt(present, deadlines);
    if (next === null || next > until) return events;
    for (const event of alarmsDue(present, deadlines, next)) {
      events.push(event);
      present = evolve(present, event);
    }
  }
}
