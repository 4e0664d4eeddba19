import { isHelpOpen, type CooperationState as State } from "../model/cooperation.ts";
import type { CommandActor, DecideContext } from "./decide-context.ts";
import type { Guards } from "./guard.ts";
import type { Case } from "../model/model.ts";
import type { DispatchError } from "./refusals.ts";

/** The cooperation must exist, be in one of the states, and where asked be answered by its own unit. */
function needStep(
  current: Case,
  cooperationId: string,
  states: readonly State[],
  called: DecideContext | null,
): DispatchError | null {
  const found = current.cooperations.find((each) => each.id === cooperationId);
  if (!found) return { code: "dispatch.cooperation-unknown", cooperationId };
  if (!states.includes(found.state)) {
    return { code: "dispatch.cooperation-step", cooperationId, state: found.state };
  }
  const actor = called?.actor;
  return actor?.kind === "member" && actor.unitId !== found.calledUnitId
    ? { code: "dispatch.not-assignee", assignee: { unitId: found.calledUnitId, memberId: null } }
    : null;
}

/** Whistle and answer (吹哨报到): called → acknowledged → arrived → done → rated. */
export const cooperationGuards: Guards = {
  whistle: (current, { fields: { cooperationId, calledUnitId } }) => {
    const found = current.cooperations.find((each) => each.id === cooperationId);
    if (found) return { code: "dispatch.cooperation-step", cooperationId, state: found.state };
    const isBusy =
      current.assignee?.unitId === calledUnitId ||
      current.cooperations.some((each) => each.calledUnitId === calledUnitId && isHelpOpen(each));
    return isBusy ? { code: "dispatch.already-called", unitId: calledUnitId } : null;
  },
  whistle_acknowledge: (current, { fields }, context) =>
    needStep(current, fields.cooperationId, ["called"], context),
  whistle_arrive: (current, { fields }, context) =>
    needStep(current, fields.cooperationId, ["called", "acknowledged"], context),
  whistle_finish: (current, { fields }, context) =>
    needStep(current, fields.cooperationId, ["acknowledged", "arrived"], context),
  whistle_refuse: (current, { fields }, context) =>
    needStep(current, fields.cooperationId, ["called", "acknowledged"], context),
  whistle_rate: (current, { fields }, { actor }) =>
    needStep(current, fields.cooperationId, ["done"], null) ??
    selfRating(current, fields.cooperationId, actor) ??
    starsRefusal(fields.stars),
  whistle_waive: (current, { fields }) =>
    needStep(current, fields.cooperationId, ["called", "acknowledged", "arrived"], null),
  whistle_insist: (current, { fields }) =>
    needStep(current, fields.cooperationId, ["refused"], null),
  whistle_excuse: (current, { fields }) =>
    needStep(current, fields.cooperationId, ["refused"], null),
};

/** Whoever called rates, or another of their desk: never the unit itself. */
function selfRating(
  { cooperations }: Case,
  cooperationId: string,
  actor: CommandActor,
): DispatchError | null {
  const unitId = cooperations.find(({ id }) => id === cooperationId)?.calledUnitId;
  const isSelf = actor.kind === "member" && unitId !== undefined && actor.unitId === unitId;
  return isSelf ? { code: "dispatch.self-rating", unitId } : null;
}

/** Whole stars, 1 to 5. */
export const starsRefusal = (stars: number): DispatchError | null =>
  Number.isInteger(stars) && stars >= 1 && stars <= 5
    ? null
    : { code: "dispatch.bad-number", field: "stars", value: stars };
