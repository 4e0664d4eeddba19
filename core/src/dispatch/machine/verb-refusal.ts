import { decide, standingRefusal } from "./case-machine.ts";
import type { Category } from "../rules/categories.ts";
import { DEFAULT_POLICY, type CommandActor } from "./decide-context.ts";
import type { Case, CaseCommand, CommandOf, EpochMs, Verb } from "../model/model.ts";
import type { DispatchError } from "./refusals.ts";

/** Refusals that no form can mend: the button would always say no. */
const HOPELESS: readonly DispatchError["code"][] = [
  "dispatch.not-assignee",
  "dispatch.not-verifier",
  "dispatch.step-back",
  "dispatch.returns-used-up",
  "dispatch.nothing-asked",
  "dispatch.already-asked",
  "dispatch.already-held",
  "dispatch.already-rated",
  "dispatch.not-held",
  "dispatch.too-late",
  "dispatch.same-signature",
  "dispatch.second-extension",
];

const HEADER = { reason: "-", note: null, deviceAt: null, devicePosition: null };

const DAY_MS = 86_400_000;

/** Verbs that depend on who asks and when, with fields as good as a form could make them. */
const PROBES: { readonly [V in Verb]?: (now: EpochMs) => CommandOf<V>["fields"] } = {
  accept: () => ({}),
  transfer: () => ({}),
  set_out: () => ({}),
  arrive: () => ({}),
  verify: () => ({}),
  return_verify: () => ({}),
  release: () => ({}),
  grant_extension: () => ({}),
  refuse_extension: () => ({}),
  park: () => ({}),
  refuse_park: () => ({}),
  unpark: () => ({}),
  reopen: () => ({}),
  ask_reopen: () => ({}),
  unmerge: () => ({}),
  return: () => ({ suggestedUnitId: null }),
  finish: () => ({ photos: [], form: {} }),
  hold: () => ({ until: null, alsoTotal: false }),
  ask_extension: () => ({ extraMinutes: 1 }),
  ask_park: (now) => ({ reviewAt: now + DAY_MS }),
  rate: () => ({ stars: 5 }),
};

function probeOf(verb: Verb, now: EpochMs): CaseCommand | null {
  const fields = PROBES[verb]?.(now);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table above pairs each verb with its own fields
  return fields ? ({ ...HEADER, verb, fields } as CaseCommand) : null;
}

/** When, and the class of the case. */
export interface AskedNow {
  readonly at: EpochMs;
  readonly category: Category;
}

/**
 * Why somebody cannot do a verb on a case now, whatever they fill in; `null` when it may succeed. The
 * rule behind the buttons, and behind the page that explains them.
 */
export const verbRefusal = (
  current: Case,
  verb: Exclude<Verb, "report">,
  actor: CommandActor,
  asked: AskedNow,
): DispatchError | null =>
  standingRefusal(current, verb, actor) ?? hopelessRefusal(current, verb, actor, asked);

function hopelessRefusal(
  current: Case,
  verb: Exclude<Verb, "report">,
  actor: CommandActor,
  { at, category }: AskedNow,
): DispatchError | null {
  // These answer a whistle (吹哨): without one there is nothing to answer.
  if (verb.startsWith("whistle_") && current.cooperations.length === 0)
    return { code: "dispatch.nothing-asked", verb };
  const probe = probeOf(verb, at);
  if (!probe) return null;
  const decided = decide(current, probe, {
    caseId: current.id,
    at,
    actor,
    category,
    policy: DEFAULT_POLICY,
    responsibleUnitIds: null,
    fallbackUnitId: null,
  });
  return !decided.ok && HOPELESS.includes(decided.error.code) ? decided.error : null;
}
