import type { Verb } from "@onegrid/core/dispatch";

/** What a form asks for. */
export type FieldKind =
  | "reason"
  | "note"
  | "fileStandard"
  | "passStandard"
  | "photos"
  | "outcome"
  | "levelUp"
  | "levelDown"
  | "until"
  | "review"
  | "minutes"
  | "supervision"
  | "category"
  | "target"
  | "verifier"
  | "responder"
  | "meeting"
  | "place"
  | "stars"
  | "department"
  | "helpKind";

/**
 * The form of each verb; without fields the button does it at once. A verb that is not here has no
 * button: answers to a call for help (应哨, 评哨 …), and what is done about a meeting (会商), have theirs beside it.
 */
export const VERB_FORMS: { readonly [V in Verb]?: readonly FieldKind[] } = {
  dispatch: ["responder"],
  file: ["fileStandard", "note"],
  send_verifier: ["verifier"],
  verify: ["reason", "note"],
  return_verify: ["reason"],
  reject: ["reason", "note"],
  merge: ["target"],
  unmerge: ["reason"],
  accept: [],
  return: ["reason", "note"],
  recall: ["reason"],
  transfer: ["reason"],
  set_out: [],
  arrive: [],
  finish: ["photos", "outcome", "note"],
  pass: ["passStandard", "note"],
  fail: ["reason", "photos", "note"],
  reopen: ["reason", "note"],
  ask_reopen: ["reason", "note"],
  ask_park: ["review", "reason"],
  park: [],
  refuse_park: ["reason"],
  unpark: [],
  cancel: ["reason", "note"],
  escalate: ["levelUp", "reason"],
  hand_down: ["levelDown", "reason"],
  hold: ["until", "reason"],
  release: [],
  ask_extension: ["minutes", "reason"],
  grant_extension: [],
  refuse_extension: ["reason"],
  supervise: ["supervision", "reason"],
  consult: ["meeting"],
  whistle: ["department", "helpKind", "reason"],
  reclassify: ["category", "reason"],
  relocate: ["place", "reason"],
  make_real: ["reason", "note"],
  confirm: [],
  comment: ["note", "photos"],
  rate: ["stars"],
};

/** The next step of each person, the likeliest first: one of them is the large button. */
const PRIMARY: readonly Verb[] = [
  "dispatch",
  "accept",
  "set_out",
  "arrive",
  "finish",
  "verify",
  "file",
  "pass",
  "park",
  "grant_extension",
  "unpark",
];

const hasForm = (verb: string): verb is Verb => Object.hasOwn(VERB_FORMS, verb);

/** The verbs with a button, split into the next step, other steps of the line, and the rest. */
export function arrangeVerbs(offered: readonly string[]): {
  readonly primary: Verb | null;
  readonly next: readonly Verb[];
  readonly more: readonly Verb[];
} {
  const verbs = offered.filter(hasForm);
  const primary = PRIMARY.find((verb) => verbs.includes(verb)) ?? null;
  const rest = verbs.filter((verb) => verb !== primary);
  return {
    primary,
    next: rest.filter((verb) => ON_THE_LINE.includes(verb)),
    more: rest.filter((verb) => !ON_THE_LINE.includes(verb)),
  };
}

const ON_THE_LINE: readonly Verb[] = [
  ...PRIMARY,
  "send_verifier",
  "reject",
  "return",
  "recall",
  "fail",
  "refuse_park",
  "refuse_extension",
  "whistle",
];
