import { applyClockEffect, type ClockEffect, type ClockName } from "../model/clock-intervals.ts";
import { followConsultations } from "./fold-consultations.ts";
import { followCase } from "./fold-cooperations.ts";
import { FOLD } from "./fold-verbs.ts";
import {
  ALARM_VERBS,
  type Case,
  type CaseEvent,
  type EventOf,
  type EventVerb,
  type Verb,
} from "../model/model.ts";
import { HOLDABLE_CLOCK, transitionOf } from "./transitions.ts";

/**
 * The case after one more event. Only this makes a new `Case`; folding all events of a case from
 * `null` gives the case as it is. Throws when events are missing or out of order: that is a bug.
 */
export function evolve(current: Case | null, event: CaseEvent): Case {
  const version = (current?.version ?? 0) + 1;
  if (event.version !== version) {
    throw new Error(`case ${event.caseId}: event ${event.version} where ${version} was expected`);
  }
  if (event.verb === "report") return reported(event);
  if (current === null) throw new Error(`case ${event.caseId} begins with ${event.verb}`);
  const next = { ...current, version, state: event.to, updatedAt: event.at };
  return {
    ...next,
    intervals: applyClockEffect(current.intervals, effectOf(current, event), event.at, {
      hold: event.verb === "park" || event.verb === "unpark" ? "park" : "hold",
      ...(current.merged ? { beforeMerge: current.merged.intervals } : {}),
    }),
    cooperations: followCase(current.cooperations, event),
    ...(current.consultations
      ? { consultations: followConsultations(current.consultations, event) }
      : {}),
    ...fold(current, event),
  };
}

/** All events of one case, in order. */
export function foldCase(events: readonly CaseEvent[]): Case | null {
  return events.reduce<Case | null>(evolve, null);
}

const fold = <V extends Exclude<EventVerb, "report">>(
  current: Case,
  event: EventOf<V>,
): Partial<Case> => {
  const apply = FOLD[event.verb];
  return apply ? apply(current, event) : {};
};

/** What follows from commands or from time alone: it has no row in the table, and moves no clock. */
const FOLLOWING: readonly EventVerb[] = ["absorb", "split_off", "warn", ...ALARM_VERBS];
const isCommanded = (event: CaseEvent): event is EventOf<Verb> => !FOLLOWING.includes(event.verb);

/** The clock effect of an event: from the table, and for 挂起 the clock of the present state. */
function effectOf(current: Case, event: CaseEvent): ClockEffect {
  if (!isCommanded(event)) return {};
  if (event.verb === "hold") return { hold: heldBy(current, event.fields.alsoTotal) };
  if (event.verb === "release") return { release: ["verify", "handle", "check", "total"] };
  return transitionOf(event.verb).clocks;
}

function heldBy(current: Case, alsoTotal: boolean): ClockName[] {
  const clock = HOLDABLE_CLOCK[current.state];
  return [...(clock ? [clock] : []), ...(alsoTotal ? (["total"] as const) : [])];
}

function reported(event: EventOf<"report">): Case {
  const { place, categoryId, description, channel, severity, condition, level } = event.fields;
  return {
    ...EMPTY,
    id: event.caseId,
    version: 1,
    state: "reported",
    level,
    levelsSeen: [level],
    categoryId,
    condition,
    severity,
    place,
    channel,
    reporterId: event.fields.reporterId,
    description,
    reportedAt: event.at,
    firstReportedAt: event.at,
    updatedAt: event.at,
    photoCount: event.fields.photos.length,
    intervals: applyClockEffect([], transitionOf("report").clocks, event.at, { hold: "hold" }),
    ...(event.fields.emergency ? { emergency: event.fields.emergency } : {}),
  };
}

const EMPTY = {
  step: null,
  filedAt: null,
  closedAt: null,
  verifier: null,
  assignee: null,
  handlerIds: [],
  handlerUnitIds: [],
  dispatchCount: 0,
  returnCount: 0,
  reworkCount: 0,
  reopenedCount: 0,
  confirmCount: 0,
  reopenAsked: false,
  supervision: "none",
  holdUntil: null,
  extensionRequest: null,
  extensions: [],
  parkRequest: null,
  parked: null,
  merged: null,
  absorbed: [],
  cooperations: [],
  consultationCount: 0,
  stars: null,
  raised: [],
} as const satisfies Partial<Case>;
