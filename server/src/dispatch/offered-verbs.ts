import {
  decide,
  DEFAULT_POLICY,
  offeredVerbs,
  TRANSITIONS,
  type Case,
  type CaseCommand,
  type CommandActor,
  type CommandOf,
  type DispatchError,
  type Verb,
} from "@onegrid/core/dispatch";
import type { SignedIn } from "../access/sessions.ts";
import { actorsOf } from "./acting-duty.ts";
import { requireCategory } from "./report-case.ts";

const VERBS: readonly Verb[] = TRANSITIONS.map(({ verb }) => verb);

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

/** These answer a whistle (吹哨): without one there is nothing to answer. */
const ANSWERS_TO_WHISTLE: readonly Verb[] = VERBS.filter((verb) => verb.startsWith("whistle_"));

const HEADER = { reason: "-", note: null, deviceAt: null, devicePosition: null };

const DAY_MS = 86_400_000;

/** Verbs that depend on who asks and when, with fields as good as a form could make them. */
const PROBES: { readonly [V in Verb]?: (now: number) => CommandOf<V>["fields"] } = {
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

function probeOf(verb: Verb, now: number): CaseCommand | null {
  const fields = PROBES[verb]?.(now);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table above pairs each verb with its own fields
  return fields ? ({ ...HEADER, verb, fields } as CaseCommand) : null;
}

/** The buttons: every verb that one of the person's duties allows now, and that may succeed. */
export function verbsFor(folded: Case, signedIn: SignedIn, now: Date): Verb[] {
  const offered = new Set(
    actorsOf(signedIn).flatMap((actor) =>
      offeredVerbs(folded, VERBS, actor).filter((verb) => mayCome(folded, verb, actor, now)),
    ),
  );
  return VERBS.filter((verb) => offered.has(verb));
}

function mayCome(folded: Case, verb: Verb, actor: CommandActor, now: Date): boolean {
  if (ANSWERS_TO_WHISTLE.includes(verb)) return folded.cooperations.length > 0;
  const probe = probeOf(verb, now.getTime());
  if (!probe) return true;
  const decided = decide(folded, probe, {
    caseId: folded.id,
    at: now.getTime(),
    actor,
    category: requireCategory(folded.categoryId),
    policy: DEFAULT_POLICY,
    responsibleUnitIds: null,
    fallbackUnitId: null,
  });
  return decided.ok || !HOPELESS.includes(decided.error.code);
}
