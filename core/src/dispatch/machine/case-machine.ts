import { fail, ok, type Result } from "../../result.ts";
import { calledUnitIds } from "../model/called-units.ts";
import { GUARDS } from "./case-guards.ts";
import type { CommandActor, DecideContext } from "./decide-context.ts";
import {
  areaIdsOf,
  type Case,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  type CommandOf,
  type EventActor,
  type EventHeader,
  type EventOf,
  type Verb,
} from "../model/model.ts";
import type { DispatchError } from "./refusals.ts";
import { denialOf, type CaseView } from "../people/roles.ts";
import { transitionOf } from "./transitions.ts";

/**
 * What a command would make happen to a case, as the one event to append, or why it is refused.
 * `current` is `null` for `report` only. Checks state, right (with four eyes), reason and the guards
 * of the verb; nothing else decides. Comparing versions and keys is the caller's part.
 */
export function decide(
  current: Case | null,
  command: CaseCommand,
  context: DecideContext,
): Result<CaseEvent[], DispatchError> {
  if (command.verb === "report") return decideReport(current, command, context);
  if (current === null) throw new Error(`${command.verb} without a case ${context.caseId}`);
  const refusal =
    standingRefusal(current, command.verb, context.actor) ??
    reasonRefusal(command) ??
    guardRefusal(current, command, context);
  return refusal ? fail(refusal) : ok([eventOf(current, command, context)]);
}

function decideReport(
  current: Case | null,
  command: CommandOf<"report">,
  context: DecideContext,
): Result<CaseEvent[], DispatchError> {
  if (current !== null) return fail({ code: "dispatch.case-exists", caseId: current.id });
  const { place, categoryId, level, reporterId } = command.fields;
  const areaIds = areaIdsOf(place);
  const view = {
    areaIds,
    categoryId,
    level,
    reporterId,
    handlerIds: [],
    handlerUnitIds: [],
    helperUnitIds: [],
  };
  const denied = rightRefusal(view, command.verb, context.actor);
  if (denied) return fail(denied);
  const isSomewhere = place.position !== null || place.address.trim() !== "";
  return isSomewhere ? ok([eventOf(null, command, context)]) : fail({ code: "dispatch.no-place" });
}

/** A case as the predicate of rights sees it. */
export const viewOf = (current: Case): CaseView => ({
  areaIds: areaIdsOf(current.place),
  categoryId: current.categoryId,
  level: current.level,
  reporterId: current.reporterId,
  handlerIds: current.handlerIds,
  handlerUnitIds: current.handlerUnitIds,
  helperUnitIds: calledUnitIds(current),
});

function stateRefusal(current: Case, verb: Verb): DispatchError | null {
  const allowed = transitionOf(verb).from;
  return allowed.includes(current.state)
    ? null
    : { code: "dispatch.wrong-state", verb, state: current.state, allowed };
}

function rightRefusal(view: CaseView, verb: Verb, actor: CommandActor): DispatchError | null {
  if (actor.kind === "system") {
    return transitionOf(verb).isAutomatic
      ? null
      : { code: "dispatch.not-allowed", verb, why: "role" };
  }
  const why = denialOf(actor.duty, verb, view, actor);
  return why ? { code: "dispatch.not-allowed", verb, why } : null;
}

const reasonRefusal = ({ verb, reason }: CaseCommand): DispatchError | null =>
  transitionOf(verb).needsReason && (reason ?? "").trim() === ""
    ? { code: "dispatch.reason-required", verb }
    : null;

function guardRefusal<V extends Exclude<Verb, "report">>(
  current: Case,
  command: CommandOf<V>,
  context: DecideContext,
): DispatchError | null {
  const guard = GUARDS[command.verb];
  return guard ? guard(current, command, context) : null;
}

/** Why neither form nor reason matters: the case is in another state, or the duty does not allow it. */
export const standingRefusal = (
  current: Case,
  verb: Verb,
  actor: CommandActor,
): DispatchError | null =>
  stateRefusal(current, verb) ?? rightRefusal(viewOf(current), verb, actor);

/**
 * Verbs that would pass state and right now, for the list of buttons. A guard may still refuse one,
 * because it looks at what the command will carry.
 */
export const offeredVerbs = (current: Case, verbs: readonly Verb[], actor: CommandActor): Verb[] =>
  verbs.filter((verb) => standingRefusal(current, verb, actor) === null);

function eventOf<V extends Verb>(
  current: Case | null,
  command: CommandOf<V>,
  context: DecideContext,
): EventOf<V> {
  const header: EventHeader = {
    caseId: context.caseId,
    version: (current?.version ?? 0) + 1,
    // A server clock that was set back must not make an interval end before it began.
    at: Math.max(context.at, current?.updatedAt ?? context.at),
    ...deviceOf(command),
    actor: eventActor(context.actor),
    from: current?.state ?? null,
    to: stateAfter(current, command.verb),
    reason: command.reason,
    note: command.note,
  };
  return { ...header, verb: command.verb, fields: command.fields };
}

/** What was not said is not written down: older events keep their hashes. */
const deviceOf = ({
  deviceAt,
  devicePosition,
  clockOffsetMs,
  accuracyMetres,
}: Pick<EventHeader, "deviceAt" | "devicePosition" | "clockOffsetMs" | "accuracyMetres">) => ({
  deviceAt,
  devicePosition,
  ...(clockOffsetMs === undefined ? {} : { clockOffsetMs }),
  ...(accuracyMetres === undefined ? {} : { accuracyMetres }),
});

/** The state a verb leads to; `before` is the state that the merge or the parking left. */
export function stateAfter(
  current: Pick<Case, "id" | "state" | "merged" | "parked"> | null,
  verb: Verb,
): CaseState {
  const { to } = transitionOf(verb);
  if (to !== "same" && to !== "before") return to;
  if (current === null) throw new Error(`${verb} has no state to stay in`);
  if (to === "same") return current.state;
  const before = verb === "unmerge" ? current.merged?.from : current.parked?.from;
  if (!before) throw new Error(`case ${current.id} is ${current.state} without a state before`);
  return before;
}

const eventActor = (actor: CommandActor): EventActor =>
  actor.kind === "system"
    ? { id: "system", role: "system", unitId: null, onBehalfOf: null }
    : {
        id: actor.id,
        role: actor.duty.role,
        unitId: actor.unitId,
        onBehalfOf: actor.onBehalfOf,
      };

/**
 * What happens to the other case of a merge or of its undoing; append it in the same transaction.
 * Empty for every other event. The target's clocks do not change.
 */
export function counterpartEvents(event: CaseEvent, source: Case, target: Case): CaseEvent[] {
  const header: EventHeader = {
    ...event,
    caseId: target.id,
    version: target.version + 1,
    at: Math.max(event.at, target.updatedAt),
    from: target.state,
    to: target.state,
    note: null,
  };
  if (event.verb === "merge") {
    const fields = { caseId: source.id, reportedAt: source.firstReportedAt, photos: [] };
    return [{ ...header, verb: "absorb", fields }];
  }
  return event.verb === "unmerge"
    ? [{ ...header, verb: "split_off", fields: { caseId: source.id } }]
    : [];
}
