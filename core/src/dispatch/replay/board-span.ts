import {
  deadlinesOf,
  nextDueAt,
  nextSoonAt,
  type Deadline,
  type TimeRules,
} from "../clocks/deadlines.ts";
import { evolve } from "../machine/evolve.ts";
import { STATE_TABLE } from "../machine/transitions.ts";
import type {
  Assignee,
  Case,
  CaseEvent,
  CaseLevel,
  CaseState,
  EpochMs,
  HandlingStep,
  Place,
  Severity,
} from "../model/model.ts";

/** What the board (看板) shows of an open case between two of its events: nothing in it moves with time. */
export interface BoardFacts {
  readonly state: CaseState;
  readonly step: HandlingStep | null;
  readonly level: CaseLevel;
  readonly categoryId: string;
  readonly severity: Severity;
  readonly assignee: Assignee | null;
  /** Whether any clock runs: a case that is held shows no lateness. */
  readonly isRunning: boolean;
  /** Earliest warning and due time of a running clock. */
  readonly yellowAt: EpochMs | null;
  readonly dueAt: EpochMs | null;
}

/** How a case stood on the board from `from` (included) to `to` (not included; `null`: it still does). */
export interface BoardSpan {
  /** Version of the case that it began with. */
  readonly version: number;
  readonly from: EpochMs;
  readonly to: EpochMs | null;
  readonly facts: BoardFacts;
  /** Where it lay then; `null`: where it lies today. Few cases are ever moved. */
  readonly place: Place | null;
}

/** What one event changes of a case's spans. */
export interface SpanStep {
  readonly version: number;
  readonly at: EpochMs;
  /** `null`: the case is off the board from here on. */
  readonly begins: BoardFacts | null;
  /** Where the case was moved from: its spans until now keep that. */
  readonly leftPlace: Place | null;
}

/** What the board shows of a case; `null` where it is at its end. */
export function boardFactsOf(current: Case, rules: TimeRules): BoardFacts | null {
  if (!STATE_TABLE[current.state].isOpen) return null;
  const { state, step, level, categoryId, severity, assignee } = current;
  const deadlines = deadlinesOf(current, rules);
  return {
    state,
    step,
    level,
    categoryId,
    severity,
    assignee: assignee && { unitId: assignee.unitId, memberId: assignee.memberId },
    isRunning: deadlines.some(isRunning),
    yellowAt: nextSoonAt(deadlines),
    dueAt: nextDueAt(deadlines),
  };
}

const isRunning = ({ status }: Deadline): boolean => status === "running";

/** What the step from one state of a case to the next does to its spans; `null`: nothing to be seen. */
export function spanStep(before: Case | null, after: Case, rules: TimeRules): SpanStep | null {
  const was = before && boardFactsOf(before, rules);
  const begins = boardFactsOf(after, rules);
  const leftPlace = before && !isSame(before.place, after.place) ? before.place : null;
  if (leftPlace === null && isSame(was, begins)) return null;
  // A clock that was put back must not let an event come before the one that led to it.
  const at = Math.max(after.updatedAt, before?.updatedAt ?? after.updatedAt);
  return { version: after.version, at, begins, leftPlace };
}

const isSame = (a: object | null, b: object | null): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** The spans after one more step, as the store keeps them: those of no length are let go. */
function applySpanStep(spans: readonly BoardSpan[], step: SpanStep): BoardSpan[] {
  const { version, begins, leftPlace } = step;
  const at = spans.reduce((last, { from, to }) => Math.max(last, from, to ?? from), step.at);
  const kept = spans.flatMap((span): BoardSpan[] => {
    if (span.to === null && span.from >= at) return [];
    return [{ ...span, to: span.to ?? at, place: span.place ?? leftPlace }];
  });
  return begins === null
    ? kept
    : [...kept, { version, from: at, to: null, facts: begins, place: null }];
}

/** All spans of a case, from its whole log. */
export function spansOf(events: readonly CaseEvent[], rules: TimeRules): BoardSpan[] {
  let spans: BoardSpan[] = [];
  let current: Case | null = null;
  for (const event of events) {
    const after = evolve(current, event);
    const step = spanStep(current, after, rules);
    if (step) spans = applySpanStep(spans, step);
    current = after;
  }
  return spans;
}

/** The span that holds an instant: a case has one at most. */
export const spanAt = (spans: readonly BoardSpan[], at: EpochMs): BoardSpan | null =>
  spans.find(({ from, to }) => from <= at && (to === null || at < to)) ?? null;

/** A case as its log has it at an instant: the slow way, which the spans must equal. */
export function caseAt(events: readonly CaseEvent[], at: EpochMs): Case | null {
  let current: Case | null = null;
  for (const event of events) {
    if (event.at > at) break;
    current = evolve(current, event);
  }
  return current;
}
