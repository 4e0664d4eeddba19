import { FIELD_VERBS, type FieldVerb } from "../field-contract.ts";
import { stateAfter } from "../machine/case-machine.ts";
import type { Case, CaseState, HandlingStep } from "../model/model.ts";
import { laneOf, pendingEntries, type OutboxEntry } from "./outbox.ts";

/** A case as it will be once what waits on the phone has been sent, for whoever wrote that. */
export interface PendingView {
  readonly state: CaseState;
  readonly step: HandlingStep | null;
  /** What may be done next; nothing while a step of one's own waits for a decision. */
  readonly verbs: readonly FieldVerb[];
  /** Steps that wait, the first one first. */
  readonly waiting: readonly OutboxEntry[];
  readonly isStuck: boolean;
}

const STEP_OF: { readonly [V in FieldVerb]?: HandlingStep } = {
  accept: "accepted",
  set_out: "en_route",
  arrive: "on_scene",
};

/** What follows one's own steps, while the server has not been asked. */
const NEXT: { readonly [V in FieldVerb]?: readonly FieldVerb[] } = {
  accept: ["set_out", "arrive", "finish"],
  set_out: ["arrive", "finish"],
  arrive: ["finish"],
};

const isFieldVerb = (verb: string): verb is FieldVerb => FIELD_VERBS.some((each) => each === verb);

/** Lays the entries that wait over what the server said of a case: its state, and what it offered. */
export function pendingView(
  card: Pick<Case, "id" | "state" | "step">,
  offered: readonly string[],
  entries: readonly OutboxEntry[],
): PendingView {
  const waiting = pendingEntries(entries).filter((entry) => laneOf(entry) === card.id);
  let view = { state: card.state, step: card.step, verbs: offered.filter(isFieldVerb) };
  for (const { intent } of waiting) {
    if (intent.kind !== "command" || !isFieldVerb(intent.verb)) continue;
    const { verb } = intent;
    view = {
      state: stateAfter({ ...STAND_IN, ...card, state: view.state }, verb),
      step: STEP_OF[verb] ?? view.step,
      verbs: [...(NEXT[verb] ?? [])],
    };
  }
  const isStuck = waiting.some(({ state }) => state.kind !== "waiting");
  return { ...view, verbs: isStuck ? [] : view.verbs, waiting, isStuck };
}

/** No field verb leads to "the state before". */
const STAND_IN = { merged: null, parked: null };
