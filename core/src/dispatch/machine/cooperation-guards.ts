import type { DecideContext } from "./decide-context.ts";
import type { Guards } from "./guard.ts";
import type { Case, Cooperation } from "../model/model.ts";
import type { DispatchError } from "./refusals.ts";

type State = Cooperation["state"];

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
  whistle: (current, { fields: { cooperationId } }) => {
    const found = current.cooperations.find((each) => each.id === cooperationId);
    return found ? { code: "dispatch.cooperation-step", cooperationId, state: found.state } : null;
  },
  whistle_acknowledge: (current, { fields }, context) =>
    needStep(current, fields.cooperationId, ["called"], context),
  whistle_arrive: (current, { fields }, context) =>
    needStep(current, fields.cooperationId, ["called", "acknowledged"], context),
  whistle_finish: (current, { fields }, context) =>
    needStep(current, fields.cooperationId, ["acknowledged", "arrived"], context),
  whistle_refuse: (current, { fields }, context) =>
    needStep(current, fields.cooperationId, ["called", "acknowledged"], context),
  whistle_rate: (current, { fields }) =>
    needStep(current, fields.cooperationId, ["done"], null) ?? starsRefusal(fields.stars),
  whistle_waive: (current, { fields }) =>
    needStep(current, fields.cooperationId, ["called", "acknowledged", "arrived"], null),
};

/** Whole stars, 1 to 5. */
export const starsRefusal = (stars: number): DispatchError | null =>
  Number.isInteger(stars) && stars >= 1 && stars <= 5
    ? null
    : { code: "dispatch.bad-number", field: "stars", value: stars };
