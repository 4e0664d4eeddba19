import {
  isTaskOpen,
  type Consultation,
  type ConsultationTask,
  type NewConsultationTask,
} from "../model/consultation.ts";
import { ROLE_VERBS } from "../people/roles.ts";
import { CONSULTATION_LIMITS, templateRule } from "../rules/consultation-rules.ts";
import type { CommandActor } from "./decide-context.ts";
import type { Guard, Guards } from "./guard.ts";
import type { Case, EpochMs } from "../model/model.ts";
import type { DispatchError } from "./refusals.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const isBlank = (text: string): boolean => text.trim() === "";

const callGuard: Guard<"consult"> = (current, { fields }, { at }) => {
  const { consultationId = "", bodyIds, heldAt, topic = "" } = fields;
  const { fewestBodies, mostBodies, mostDaysAhead } = CONSULTATION_LIMITS;
  const known = findConsultation(current, consultationId);
  if (known) return stepRefusal(known);
  if (consultationId === "") return { code: "dispatch.consultation-unknown", consultationId };
  const count = new Set(bodyIds).size;
  if (count !== bodyIds.length || count < fewestBodies || count > mostBodies)
    return { code: "dispatch.consultation-bodies", count };
  if (isBlank(topic)) return { code: "dispatch.fields-missing", fields: ["topic"] };
  return dateRefusal(current, heldAt, at + mostDaysAhead * DAY_MS);
};

/** Not before the report, whose minute counts whole: people write minutes. */
function dateRefusal({ reportedAt }: Case, heldAt: EpochMs, latest: EpochMs): DispatchError | null {
  const earliest = Math.floor(reportedAt / MINUTE_MS) * MINUTE_MS;
  return Number.isSafeInteger(heldAt) && heldAt >= earliest && heldAt <= latest
    ? null
    : { code: "dispatch.consultation-date", heldAt, earliest, latest };
}

const holdGuard: Guard<"consult_hold"> = (current, { fields }, { at }) => {
  const { consultationId, heldAt, minutes, decision, tasks } = fields;
  const found = findConsultation(current, consultationId);
  if (!found) return { code: "dispatch.consultation-unknown", consultationId };
  if (found.state !== "called") return stepRefusal(found);
  const missing = [
    ...(minutes.length !== templateRule(found.template).steps || minutes.some(isBlank)
      ? ["minutes"]
      : []),
    ...(isBlank(decision) ? ["decision"] : []),
    ...(tasks.some(({ text }) => isBlank(text)) ? ["task"] : []),
  ];
  if (missing.length > 0) return { code: "dispatch.fields-missing", fields: missing };
  return dateRefusal(current, heldAt, at) ?? tasksRefusal(found, tasks);
};

function tasksRefusal(
  { bodyIds }: Consultation,
  tasks: readonly NewConsultationTask[],
): DispatchError | null {
  const { mostTasks, mostTaskDays } = CONSULTATION_LIMITS;
  if (tasks.length > mostTasks || new Set(tasks.map(({ id }) => id)).size < tasks.length)
    return { code: "dispatch.bad-number", field: "tasks", value: tasks.length };
  for (const { ownerId, amount } of tasks) {
    if (!bodyIds.includes(ownerId)) return { code: "dispatch.task-owner", ownerId };
    if (!Number.isInteger(amount) || amount < 1 || amount > mostTaskDays)
      return { code: "dispatch.bad-number", field: "amount", value: amount };
  }
  return null;
}

const taskGuard: Guard<"consult_finish" | "consult_waive"> = (current, { fields }) => {
  const { consultationId, taskId } = fields;
  const found = findConsultation(current, consultationId);
  const task = found?.tasks.find(({ id }) => id === taskId);
  if (!found || !task) return { code: "dispatch.consultation-unknown", consultationId };
  return isTaskOpen(task) ? null : stepRefusal(found);
};

/** The body itself says that it is done; so may whoever calls meetings, since not every committee has an account. */
const finishGuard: Guard<"consult_finish"> = (current, command, context) => {
  const { consultationId, taskId } = command.fields;
  const task = findConsultation(current, consultationId)?.tasks.find(({ id }) => id === taskId);
  return (
    taskGuard(current, command, context) ??
    (task && !maySpeakFor(task, context.actor)
      ? { code: "dispatch.not-assignee", assignee: { unitId: task.ownerId, memberId: null } }
      : null)
  );
};

const maySpeakFor = ({ ownerId }: ConsultationTask, actor: CommandActor): boolean =>
  actor.kind === "system" ||
  actor.unitId === ownerId ||
  ROLE_VERBS[actor.duty.role].includes("consult");

/** Meetings (会商): called → held → settled, or cancelled; tasks: open → done, or dropped. */
export const consultationGuards: Guards = {
  consult: callGuard,
  consult_hold: holdGuard,
  consult_cancel: (current, { fields: { consultationId } }) => {
    const found = findConsultation(current, consultationId);
    if (!found) return { code: "dispatch.consultation-unknown", consultationId };
    return found.state === "called" ? null : stepRefusal(found);
  },
  consult_finish: finishGuard,
  consult_waive: taskGuard,
};

const findConsultation = (
  { consultations = [] }: Case,
  consultationId: string,
): Consultation | undefined => consultations.find(({ id }) => id === consultationId);

const stepRefusal = ({ id, state }: Consultation): DispatchError => ({
  code: "dispatch.consultation-step",
  consultationId: id,
  state,
});

/** What the meetings on a case have set and nobody has done: it blocks the feedback. */
export const openTaskIds = ({ consultations = [] }: Case): string[] =>
  consultations.flatMap(({ tasks }) => tasks.filter(isTaskOpen).map(({ id }) => id));
