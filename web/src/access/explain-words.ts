import { PERMISSIONS } from "@onegrid/core/access";
import {
  CASE_STATES,
  inLanguage,
  PROBLEM_LABELS,
  STATE_LABELS,
  TRANSITIONS,
  VERB_LABELS,
  type RuleBook,
} from "@onegrid/core/dispatch";
import { currentLanguage, type Translate } from "../i18n/index.ts";
import { permissionText } from "./permission-text.ts";

/** Steps of a case that is there. */
const CASE_VERBS = TRANSITIONS.map(({ verb }) => verb).filter((verb) => verb !== "report");

/** A permission or a step of a case in words; one without words stands as it is. */
export function verbWords(verb: string, t: Translate): string {
  const known = CASE_VERBS.find((one) => one === verb);
  return known === undefined
    ? permissionText(verb, t)
    : inLanguage(VERB_LABELS[known], currentLanguage());
}

/** Whether it is a step of a case, not a permission. */
export const isCaseVerb = (verb: string): boolean => CASE_VERBS.some((one) => one === verb);

/** All deeds for a list of choices, in two groups. */
export const verbChoices = (t: Translate) => [
  {
    label: t("explain:permissions"),
    options: PERMISSIONS.map((verb) => ({ value: verb, label: verbWords(verb, t) })),
  },
  {
    label: t("explain:caseVerbs"),
    options: CASE_VERBS.map((verb) => ({ value: verb, label: verbWords(verb, t) })),
  },
];

export function caseStateWords(state: string): string {
  const known = CASE_STATES.find((one) => one === state);
  return known === undefined ? state : inLanguage(STATE_LABELS[known], currentLanguage());
}

/** The classes that bound a duty: a class by its name, a major by that of its group. */
export function classWords(id: string, { categories }: RuleBook): string {
  const language = currentLanguage();
  const exact = categories.findLast((one) => one.id === id);
  if (exact) return inLanguage(exact.name, language);
  const inside = categories.findLast((one) => one.id.startsWith(`${id}-`));
  return inside ? inLanguage(inside.major, language) : id;
}

/** The sentence of a refusal of the case machine; the values it would fill in are not known here. */
export function refusalWords(code: string): string {
  const labels: Readonly<Record<string, { zh: string; en: string } | undefined>> = PROBLEM_LABELS;
  const label = labels[code];
  return label ? inLanguage(label, currentLanguage()).replaceAll(/\s*\{\w+\}\s*/g, "…") : code;
}
