import { standingRefusal, viewOf } from "./case-machine.ts";
import type { CommandActor } from "./decide-context.ts";
import type { Case, CaseState, Verb } from "../model/model.ts";
import type { DispatchError } from "./refusals.ts";
import { denialOf, type Denial } from "../people/roles.ts";
import { transitionOf } from "./transitions.ts";
import { verbRefusal, type AskedNow } from "./verb-refusal.ts";

type Actor = CommandActor & { readonly kind: "member" };

/** What one duty says to a verb on a case. */
export interface VerbVerdict {
  /** Role, area, class, level, four eyes (四眼); `null`: it allows the verb in a fitting state. */
  readonly denial: Denial | null;
  /** What the case machine would answer now; `null`: it may succeed. */
  readonly refusal: DispatchError | null;
}

export interface VerbExplanation {
  readonly allowed: boolean;
  readonly state: CaseState;
  readonly isStateFit: boolean;
  /** States in which the verb can be done. */
  readonly allowedStates: readonly CaseState[];
  /** In the order of the actors. */
  readonly duties: readonly VerbVerdict[];
}

/** Why somebody may or may not do a verb on a case now: for each of their duties, by the machine itself. */
export function explainVerb(
  current: Case,
  verb: Exclude<Verb, "report">,
  actors: readonly Actor[],
  asked: AskedNow,
): VerbExplanation {
  const view = viewOf(current);
  const duties = actors.map((actor) => ({
    denial: denialOf(actor.duty, verb, view, actor),
    refusal: verbRefusal(current, verb, actor, asked),
  }));
  return {
    allowed: duties.some(({ refusal }) => refusal === null),
    state: current.state,
    // The system has every automatic verb and no duty: what it is refused is the state alone.
    isStateFit: standingRefusal(current, verb, SYSTEM)?.code !== "dispatch.wrong-state",
    allowedStates: transitionOf(verb).from,
    duties,
  };
}

const SYSTEM = { kind: "system" } as const;
