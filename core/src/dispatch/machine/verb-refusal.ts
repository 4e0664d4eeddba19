import { decide, standingRefusal } from "./case-machine.ts";
import type { Category } from "../rules/categories.ts";
import { DEFAULT_POLICY, type CommandActor } from "./decide-context.ts";
import type { Case, CaseCommand, CommandOf, EpochMs, Verb } from "../model/model.ts";
import { templateRule } from "../rules/consultation-rules.ts";
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
  "dispatch.not-rehearsal",
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
  make_real: () => ({}),
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
  // These answer a whistle (吹哨): without one of theirs there is nothing to answer.
  if (isHelpVerb(verb)) {
    const refusals = current.cooperations.map(({ id }) =>
      helpRefusal(current, verb, id, { actor, at, category }),
    );
    const none: DispatchError = { code: "dispatch.nothing-asked", verb };
    return refusals.includes(null) ? null : (refusals[0] ?? none);
  }
  if (isConsultationVerb(verb)) {
    const refusals = thingsOf(current).map((thing) =>
      consultationRefusal(current, verb, thing, { actor, at, category }),
    );
    const none: DispatchError = { code: "dispatch.nothing-asked", verb };
    return refusals.includes(null) ? null : (refusals[0] ?? none);
  }
  const probe = probeOf(verb, at);
  if (!probe) return null;
  const refusal = refusalOf(current, probe, { actor, at, category });
  return refusal && HOPELESS.includes(refusal.code) ? refusal : null;
}

function refusalOf(
  current: Case,
  probe: CaseCommand,
  asked: AskedNow & { readonly actor: CommandActor },
): DispatchError | null {
  const decided = decide(current, probe, {
    ...asked,
    caseId: current.id,
    policy: DEFAULT_POLICY,
    responsibleUnitIds: null,
    fallbackUnitId: null,
  });
  return decided.ok ? null : decided.error;
}

/** Verbs about one call for help (吹哨) that was made. */
export const HELP_VERBS = [
  "whistle_acknowledge",
  "whistle_arrive",
  "whistle_finish",
  "whistle_refuse",
  "whistle_rate",
  "whistle_waive",
  "whistle_insist",
  "whistle_excuse",
] as const satisfies readonly Verb[];
export type HelpVerb = (typeof HELP_VERBS)[number];

const isHelpVerb = (verb: Verb): verb is HelpVerb => HELP_VERBS.some((each) => each === verb);

/** Why somebody cannot do a verb about one call now, whatever they fill in; `null` when it may succeed. */
export const helpRefusal = (
  current: Case,
  verb: HelpVerb,
  cooperationId: string,
  asked: AskedNow & { readonly actor: CommandActor },
): DispatchError | null =>
  refusalOf(
    current,
    verb === "whistle_rate"
      ? { ...HEADER, verb, fields: { cooperationId, stars: 5 } }
      : { ...HEADER, verb, fields: { cooperationId } },
    asked,
  );

/** Verbs about one meeting (会商) that was called, and about one task that it set. */
export const CONSULTATION_VERBS = [
  ...(["consult_hold", "consult_cancel"] as const),
  ...(["consult_finish", "consult_waive"] as const),
] as const satisfies readonly Verb[];
export type ConsultationVerb = (typeof CONSULTATION_VERBS)[number];

const isConsultationVerb = (verb: Verb): verb is ConsultationVerb =>
  CONSULTATION_VERBS.some((each) => each === verb);

/** A meeting, or one of its tasks. */
export interface ConsultationThing {
  readonly consultationId: string;
  readonly taskId?: string;
}

const thingsOf = ({ consultations = [] }: Case): ConsultationThing[] =>
  consultations.flatMap(({ id: consultationId, tasks }) => [
    { consultationId },
    ...tasks.map(({ id: taskId }) => ({ consultationId, taskId })),
  ]);

/** Why somebody cannot do a verb about a meeting or a task now, whatever they fill in; `null` when it may succeed. */
export function consultationRefusal(
  current: Case,
  verb: ConsultationVerb,
  { consultationId, taskId = "" }: ConsultationThing,
  asked: AskedNow & { readonly actor: CommandActor },
): DispatchError | null {
  if (verb === "consult_finish" || verb === "consult_waive")
    return refusalOf(current, { ...HEADER, verb, fields: { consultationId, taskId } }, asked);
  if (taskId !== "") return { code: "dispatch.nothing-asked", verb };
  if (verb === "consult_cancel")
    return refusalOf(current, { ...HEADER, verb, fields: { consultationId } }, asked);
  const template = current.consultations?.find(({ id }) => id === consultationId)?.template;
  const minutes = Array.from({ length: templateRule(template ?? "free").steps }, () => "-");
  const held = { heldAt: current.reportedAt, minutes, decision: "-", tasks: [] };
  return refusalOf(current, { ...HEADER, verb, fields: { consultationId, ...held } }, asked);
}
