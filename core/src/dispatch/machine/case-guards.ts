import { isRehearsal } from "../emergency/emergency-limits.ts";
import { distanceMetres } from "../model/distance.ts";
import { consultationGuards, openTaskIds } from "./consultation-guards.ts";
import { cooperationGuards } from "./cooperation-guards.ts";
import type { DecideContext } from "./decide-context.ts";
import {
  isActor,
  isBefore,
  needAssignee,
  needStandard,
  openCooperations,
  type Guard,
  type Guards,
} from "./guard.ts";
import type { Case } from "../model/model.ts";
import type { DispatchError } from "./refusals.ts";
import { sideGuards } from "./side-guards.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const TERRITORY_ROLES = ["community_desk", "street_desk"];

const verifierGuard: Guard<"send_verifier"> = (current, { fields: { verifier } }) => {
  if (verifier.unitId === null && verifier.memberId === null) {
    return { code: "dispatch.no-assignee" };
  }
  return current.reporterId !== null && verifier.memberId === current.reporterId
    ? { code: "dispatch.verifier-is-reporter", reporterId: current.reporterId }
    : null;
};

const verifyGuard: Guard<"verify"> = (current, command, context) => {
  if (!isActor(current.verifier, context.actor)) {
    return { code: "dispatch.not-verifier", verifier: current.verifier };
  }
  if (command.reason !== null || current.place.position === null) return null;
  const here = command.devicePosition;
  const distance = here === null ? null : distanceMetres(here, current.place.position);
  const radiusMetres = context.policy.verifyRadiusMetres;
  return distance !== null && distance <= radiusMetres
    ? null
    : {
        code: "dispatch.too-far",
        distanceMetres: distance === null ? null : Math.round(distance),
        radiusMetres,
      };
};

const returnVerifyGuard: Guard<"return_verify"> = (current, _command, { actor }) => {
  const isDesk = actor.kind === "member" && actor.duty.role.endsWith("_desk");
  return isDesk || isActor(current.verifier, actor)
    ? null
    : { code: "dispatch.not-verifier", verifier: current.verifier };
};

const mergeGuard: Guard<"merge"> = (current, command, { target, category }) => {
  const { targetCaseId } = command.fields;
  const refuse = (
    why: "missing" | "itself" | "not-open" | "other-family" | "cycle" | "rehearsal",
  ) => ({ code: "dispatch.merge-target", why, targetCaseId }) as const;
  if (targetCaseId === current.id) return refuse("itself");
  if (!target || target.case.id !== targetCaseId) return refuse("missing");
  if (!isOpen(target.case)) return refuse("not-open");
  // What is meant must not go under in what is practised, nor be counted with it.
  if (isRehearsal(target.case) !== isRehearsal(current)) return refuse("rehearsal");
  // A merged case is never open, so a circle needs the target among those this case has taken in.
  if (current.absorbed.some((each) => each.caseId === targetCaseId)) return refuse("cycle");
  return target.category.family === category.family ? null : refuse("other-family");
};

const unmergeGuard: Guard<"unmerge"> = (current, { verb }, context) =>
  tooLate(current.merged?.at ?? 0, context.policy.unmergeHours * HOUR_MS, verb, context);

const reopenGuard: Guard<"reopen" | "ask_reopen"> = (current, { verb }, context) =>
  tooLate(current.closedAt ?? 0, context.policy.reopenDays * DAY_MS, verb, context);

function tooLate(
  since: number,
  allowedMs: number,
  verb: "unmerge" | "reopen" | "ask_reopen",
  context: DecideContext,
): DispatchError | null {
  const until = since + allowedMs;
  return context.at <= until ? null : { code: "dispatch.too-late", verb, since, until };
}

const dispatchGuard: Guard<"dispatch"> = (current, { fields }, context) => {
  const { unitId, memberId } = fields.assignee;
  if (unitId === null && memberId === null) return { code: "dispatch.no-assignee" };
  if (current.returnCount >= context.policy.maxReturns) {
    return territoryRefusal(current, unitId, context);
  }
  const unitIds = context.responsibleUnitIds;
  if (unitIds === null || unitId === null || fields.overrideReason) return null;
  return unitIds.includes(unitId) || unitId === context.fallbackUnitId
    ? null
    : { code: "dispatch.unit-not-responsible", unitId, unitIds };
};

/** Sent back often enough: the territory (属地) names the unit, or takes the case itself. */
function territoryRefusal(
  current: Case,
  unitId: string | null,
  { actor, fallbackUnitId }: DecideContext,
): DispatchError | null {
  const isTerritory = actor.kind === "member" && TERRITORY_ROLES.includes(actor.duty.role);
  const isFallback = unitId !== null && unitId === fallbackUnitId;
  return isTerritory || isFallback
    ? null
    : { code: "dispatch.territory-decides", returns: current.returnCount, fallbackUnitId };
}

const returnGuard: Guard<"return"> = (current, _command, context) => {
  const { maxReturns } = context.policy;
  return (
    needAssignee(current, context) ??
    (current.returnCount < maxReturns
      ? null
      : { code: "dispatch.returns-used-up", returns: current.returnCount, maxReturns })
  );
};

const transferGuard: Guard<"transfer"> = (current, _command, context) => {
  const { actor } = context;
  const isUnit = actor.kind === "member" && actor.duty.role.startsWith("unit_");
  const unanswered = current.cooperations.filter((each) => each.state === "called");
  if (unanswered.length > 0) {
    return {
      code: "dispatch.cooperation-open",
      cooperationIds: unanswered.map((each) => each.id),
    };
  }
  return isUnit ? needAssignee(current, context) : null;
};

const stepGuard =
  (last: "accepted" | "en_route"): Guard<"set_out" | "arrive"> =>
  (current, { verb }, context) =>
    needAssignee(current, context) ??
    (isBefore(current.step, last)
      ? null
      : { code: "dispatch.step-back", step: current.step, verb });

const finishGuard: Guard<"finish"> = (current, { fields }, context) => {
  const { finishPhotos: required, finishFields } = context.category;
  const given = fields.photos.length;
  const missing = finishFields.filter((field) => (fields.form[field] ?? "").trim() === "");
  const open = openCooperations(current);
  const notAssignee = needAssignee(current, context);
  if (notAssignee) return notAssignee;
  if (open.length > 0) return { code: "dispatch.cooperation-open", cooperationIds: open };
  const taskIds = openTaskIds(current);
  if (taskIds.length > 0) return { code: "dispatch.task-open", taskIds };
  if (given < required) return { code: "dispatch.photos-missing", given, required };
  return missing.length > 0 ? { code: "dispatch.fields-missing", fields: missing } : null;
};

const isOpen = (current: Case): boolean =>
  !["closed", "rejected", "merged", "cancelled", "draft"].includes(current.state);

/** What each verb asks for besides state, right and reason. A verb without a row asks for nothing. */
export const GUARDS: Guards = {
  send_verifier: verifierGuard,
  return_verify: returnVerifyGuard,
  verify: verifyGuard,
  file: needStandard,
  merge: mergeGuard,
  unmerge: unmergeGuard,
  dispatch: dispatchGuard,
  accept: (current, _command, context) => needAssignee(current, context),
  return: returnGuard,
  transfer: transferGuard,
  set_out: stepGuard("accepted"),
  arrive: stepGuard("en_route"),
  finish: finishGuard,
  pass: needStandard,
  fail: (_current, { fields }) =>
    fields.photos.length > 0 ? null : { code: "dispatch.photos-missing", given: 0, required: 1 },
  reopen: reopenGuard,
  ask_reopen: reopenGuard,
  ...sideGuards,
  ...cooperationGuards,
  ...consultationGuards,
};
