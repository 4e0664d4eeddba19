import { isHelpOpen } from "../model/cooperation.ts";
import type { CommandActor, DecideContext } from "./decide-context.ts";
import {
  HANDLING_STEPS,
  type Assignee,
  type Case,
  type CommandOf,
  type Verb,
} from "../model/model.ts";
import type { DispatchError } from "./refusals.ts";
import { isSelf } from "../people/roles.ts";

/** The values that forbid a verb now, or `null`. */
export type Guard<V extends Verb> = (
  current: Case,
  command: CommandOf<V>,
  context: DecideContext,
) => DispatchError | null;

export type Guards = { readonly [V in Exclude<Verb, "report">]?: Guard<V> };

/** Whether somebody is the one named, stands in for them, or belongs to the unit named. The system is everybody. */
export function isActor(named: Assignee | null, actor: CommandActor): boolean {
  if (actor.kind === "system") return true;
  if (named === null) return false;
  if (isSelf(named.memberId, actor)) return true;
  return named.unitId !== null && named.unitId === actor.unitId;
}

export const needAssignee = (current: Case, context: DecideContext): DispatchError | null =>
  isActor(current.assignee, context.actor)
    ? null
    : { code: "dispatch.not-assignee", assignee: current.assignee };

export const needStandard: Guard<"file" | "pass"> = (_current, { verb, fields }) =>
  fields.standardMet ? null : { code: "dispatch.standard-not-met", verb };

/** Whether a case has come at most as far as `last`. */
export const isBefore = (step: Case["step"], last: (typeof HANDLING_STEPS)[number]): boolean =>
  step !== null && HANDLING_STEPS.indexOf(step) <= HANDLING_STEPS.indexOf(last);

/** Help that was called and is neither done nor given up: it blocks the feedback. */
export const openCooperations = (current: Case): string[] =>
  current.cooperations.filter(isHelpOpen).map((each) => each.id);
