import { epochOf } from "../model/clock-intervals.ts";
import { asMeant } from "../emergency/emergency-limits.ts";
import { CONSULTATION_FOLD } from "./fold-consultations.ts";
import { COOPERATION_FOLD } from "./fold-cooperations.ts";
import type { Case, EventOf, EventVerb } from "../model/model.ts";

/** What an event changes besides state, version, time and clocks. */
export type Fold = {
  readonly [V in Exclude<EventVerb, "report">]?: (
    current: Case,
    event: EventOf<V>,
  ) => Partial<Case>;
};

const added = <T>(list: readonly T[], value: T | null): readonly T[] =>
  value === null || list.includes(value) ? list : [...list, value];

/** Whoever touches the work is a handler for good (四眼原则), and whoever they stand in for. */
const handled = (
  current: Case,
  { actor }: EventOf<"accept" | "set_out" | "arrive" | "finish">,
): Partial<Case> => ({
  handlerIds: added(added(current.handlerIds, actor.id), actor.onBehalfOf),
  handlerUnitIds: added(current.handlerUnitIds, actor.unitId),
});

/** Back at the dispatch desk: nobody is assigned, nothing is asked for. */
const UNASSIGNED = { assignee: null, step: null, extensionRequest: null, holdUntil: null } as const;

const raised = (
  current: Case,
  event: EventOf<"clock_yellow" | "clock_red">,
  colour: "yellow" | "red",
): Partial<Case> => {
  const { clock, epoch, milestone } = event.fields;
  const { at } = event;
  return { raised: [...current.raised, { clock, epoch, milestone, colour, at }] };
};

const toLevel = (current: Case, { fields }: EventOf<"escalate" | "hand_down">): Partial<Case> => ({
  level: fields.toLevel,
  levelsSeen: added(current.levelsSeen, fields.toLevel),
});

const accepted = (current: Case, event: EventOf<"accept">): Partial<Case> => ({
  ...handled(current, event),
  step: "accepted",
  // What somebody takes on for another is in that person's hands again once they are back.
  assignee: {
    unitId: current.assignee?.unitId ?? event.actor.unitId,
    memberId: event.actor.onBehalfOf ?? event.actor.id,
  },
});

const absorbed = (current: Case, { fields }: EventOf<"absorb">): Partial<Case> => ({
  absorbed: [...current.absorbed, { caseId: fields.caseId, reportedAt: fields.reportedAt }],
  firstReportedAt: Math.min(current.firstReportedAt, fields.reportedAt),
});

const splitOff = (current: Case, { fields }: EventOf<"split_off">): Partial<Case> => {
  const rest = current.absorbed.filter((each) => each.caseId !== fields.caseId);
  const times = [current.reportedAt, ...rest.map((each) => each.reportedAt)];
  return { absorbed: rest, firstReportedAt: Math.min(...times) };
};

const granted = (current: Case): Partial<Case> => ({
  extensionRequest: null,
  extensions: [
    ...current.extensions,
    {
      clock: "handle",
      epoch: epochOf(current.intervals, "handle"),
      extraMinutes: current.extensionRequest?.extraMinutes ?? 0,
    },
  ],
});

const finished = (current: Case, event: EventOf<"finish">): Partial<Case> => ({
  ...handled(current, event),
  photoCount: current.photoCount + event.fields.photos.length,
  extensionRequest: null,
  parkRequest: null,
  holdUntil: null,
});

/** One row for each verb that leaves more than a new state. */
export const FOLD: Fold = {
  confirm: (current) => ({ confirmCount: current.confirmCount + 1 }),
  send_verifier: (_current, { fields }) => ({ verifier: fields.verifier }),
  return_verify: () => ({ verifier: null, holdUntil: null }),
  verify: (_current, { at }) => ({ filedAt: at, holdUntil: null }),
  file: (_current, { at }) => ({ filedAt: at }),
  merge: (current, { at, fields }) => ({
    merged: { into: fields.targetCaseId, from: current.state, at, intervals: current.intervals },
  }),
  unmerge: () => ({ merged: null }),
  dispatch: (current, { fields }) => ({
    assignee: fields.assignee,
    step: null,
    parkRequest: null,
    dispatchCount: current.dispatchCount + 1,
  }),
  accept: accepted,
  return: (current) => ({ ...UNASSIGNED, returnCount: current.returnCount + 1 }),
  recall: () => UNASSIGNED,
  transfer: () => ({ ...UNASSIGNED, parkRequest: null }),
  set_out: (current, event) => ({ ...handled(current, event), step: "en_route" }),
  arrive: (current, event) => ({ ...handled(current, event), step: "on_scene" }),
  finish: finished,
  pass: (_current, { at }) => ({ closedAt: at, reopenAsked: false }),
  fail: (current, { fields }) => ({
    step: "accepted",
    reworkCount: current.reworkCount + 1,
    photoCount: current.photoCount + fields.photos.length,
    holdUntil: null,
  }),
  reopen: (current) => ({
    step: "accepted",
    closedAt: null,
    reopenAsked: false,
    reopenedCount: current.reopenedCount + 1,
  }),
  ask_reopen: () => ({ reopenAsked: true }),
  ask_park: (_current, { at, actor, fields }) => ({
    parkRequest: {
      by: actor.id,
      onBehalfOf: actor.onBehalfOf,
      unitId: actor.unitId,
      at,
      reviewAt: fields.reviewAt,
    },
  }),
  refuse_park: () => ({ parkRequest: null }),
  park: (current) => ({
    parked: { from: current.state, reviewAt: current.parkRequest?.reviewAt ?? current.updatedAt },
    parkRequest: null,
  }),
  unpark: () => ({ parked: null }),
  escalate: toLevel,
  hand_down: toLevel,
  hold: (_current, { fields }) => ({ holdUntil: fields.until }),
  release: () => ({ holdUntil: null }),
  ask_extension: (_current, { at, actor, fields }) => ({
    extensionRequest: {
      by: actor.id,
      onBehalfOf: actor.onBehalfOf,
      at,
      extraMinutes: fields.extraMinutes,
    },
  }),
  grant_extension: granted,
  refuse_extension: () => ({ extensionRequest: null }),
  supervise: (_current, { fields }) => ({ supervision: fields.supervision }),
  reclassify: (_current, { fields }) => fields,
  relocate: (_current, { fields }) => fields,
  make_real: asMeant,
  comment: (current, { fields }) => ({ photoCount: current.photoCount + fields.photos.length }),
  rate: (_current, { fields }) => fields,
  absorb: absorbed,
  split_off: splitOff,
  clock_yellow: (current, event) => raised(current, event, "yellow"),
  clock_red: (current, event) => raised(current, event, "red"),
  warn: ({ warned }, { fields: { warningId, severity, before } }) => ({
    severity,
    warned: { warningId, before: warned?.before ?? before },
  }),
  ...COOPERATION_FOLD,
  ...CONSULTATION_FOLD,
};
