import { isTaskOpen, type Consultation, type ConsultationTask } from "../model/consultation.ts";
import type { Fold } from "./fold-verbs.ts";
import type { Case, CaseEvent, EventOf } from "../model/model.ts";
import { STATE_TABLE } from "./transitions.ts";

/** A log from before meetings had more to them counts them, as it did then. */
const called = (current: Case, { fields, at }: EventOf<"consult">): Partial<Case> => {
  const { consultationId: id, template = "free", bodyIds, heldAt, topic = "", place = "" } = fields;
  if (id === undefined) return { consultationCount: current.consultationCount + 1 };
  const made: Consultation = {
    id,
    template,
    bodyIds,
    topic,
    place,
    heldAt,
    plannedAt: heldAt,
    state: "called",
    calledAt: at,
    minutes: [],
    decision: null,
    tasks: [],
  };
  return { consultations: [...(current.consultations ?? []), made] };
};

const changed = (
  { consultations = [] }: Case,
  consultationId: string,
  change: (each: Consultation) => Consultation,
): Partial<Case> => ({
  consultations: consultations.map((each) =>
    each.id === consultationId ? settledIfDone(change(each)) : each,
  ),
});

/** Nothing is left to do. */
const settledIfDone = (each: Consultation): Consultation =>
  each.state === "held" && !each.tasks.some(isTaskOpen) ? { ...each, state: "settled" } : each;

const held = (current: Case, { fields, at }: EventOf<"consult_hold">): Partial<Case> => ({
  consultationCount: current.consultationCount + 1,
  ...changed(current, fields.consultationId, (each) => ({
    ...each,
    state: "held",
    heldAt: fields.heldAt,
    minutes: fields.minutes,
    decision: fields.decision,
    tasks: fields.tasks.map((task) => ({
      ...task,
      setAt: at,
      doneAt: null,
      waivedAt: null,
      pauses: [],
      raised: [],
    })),
  })),
});

const taskChanged = (
  current: Case,
  { consultationId, taskId }: { readonly consultationId: string; readonly taskId: string },
  change: (task: ConsultationTask) => ConsultationTask,
): Partial<Case> =>
  changed(current, consultationId, (each) => ({
    ...each,
    tasks: each.tasks.map((task) => (task.id === taskId ? change(task) : task)),
  }));

/** What the verbs of 会商 leave on the case. */
export const CONSULTATION_FOLD: Fold = {
  consult: called,
  consult_hold: held,
  consult_cancel: (current, { fields, at }) =>
    changed(current, fields.consultationId, (each) => calledOff(each, at)),
  consult_finish: (current, { fields, at }) =>
    taskChanged(current, fields, (task) => ({ ...ended(task, at), doneAt: at })),
  consult_waive: (current, { fields, at }) =>
    taskChanged(current, fields, (task) => ({ ...ended(task, at), waivedAt: at })),
  consult_yellow: (current, { fields, at }) =>
    taskChanged(current, fields, (task) => ({
      ...task,
      raised: [...task.raised, "yellow"],
      yellowSince: at,
    })),
  consult_red: (current, { fields }) =>
    taskChanged(current, fields, (task) => ({ ...task, raised: [...task.raised, "red"] })),
  consult_day_yellow: (current, { fields }) => dayRaised(current, fields, "yellow"),
  consult_day_red: (current, { fields }) => dayRaised(current, fields, "red"),
};

const calledOff = (each: Consultation, at: number): Consultation => ({
  ...each,
  state: "cancelled",
  cancelledAt: at,
});

const dayRaised = (
  current: Case,
  { consultationId }: { readonly consultationId: string },
  colour: "yellow" | "red",
): Partial<Case> =>
  changed(current, consultationId, (each) => ({
    ...each,
    raised: [...(each.raised ?? []), colour],
  }));

const ended = (task: ConsultationTask, at: number): ConsultationTask => ({
  ...task,
  pauses: task.pauses.map((pause) => ({ ...pause, to: pause.to ?? at })),
});

/**
 * What becomes of meetings when the case itself moves. Ended: one that was not held is off, and its tasks are
 * nobody's any more; an undone merge brings none back. Parked: nobody is waited for until it goes on, but for what
 * a meeting during the parking sets: whoever sets that knows how the case stands.
 */
export function followConsultations(
  consultations: readonly Consultation[],
  { verb, to, at }: Pick<CaseEvent, "verb" | "to" | "at">,
): readonly Consultation[] {
  if (!STATE_TABLE[to].isOpen)
    return consultations.map((each) =>
      each.state === "called" ? calledOff(each, at) : settledIfDone(dropped(each, at)),
    );
  if (verb !== "park" && verb !== "unpark") return consultations;
  return consultations.map((each) => ({
    ...each,
    tasks: each.tasks.map((task) => {
      if (!isTaskOpen(task)) return task;
      return verb === "park"
        ? { ...task, pauses: [...task.pauses, { from: at, to: null }] }
        : ended(task, at);
    }),
  }));
}

const dropped = (each: Consultation, at: number): Consultation => ({
  ...each,
  tasks: each.tasks.map((task) => (isTaskOpen(task) ? { ...ended(task, at), waivedAt: at } : task)),
});
