import {
  DENIAL_LABELS,
  inLanguage,
  LEVEL_LABELS,
  PROBLEM_LABELS,
  ROLE_LABELS,
  STATE_LABELS,
  STEP_LABELS,
  VERB_LABELS,
  type CaseState,
  type Denial,
  type Role,
  type Verb,
} from "@onegrid/core/dispatch";
import type { CaseCard, DispatchProblem } from "@onegrid/core/dispatch/contract";
import { isProblem, type ProblemDetails } from "../../api.ts";
import { DISTRICT_ZONE } from "../../i18n/days.ts";
import { currentLanguage, type Language, type Translate } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { findCategory } from "../../rule-book.ts";

/** A letter or character for each state: the disc on the map and in the queue, besides its colour. */
const SIGNS: Readonly<Record<CaseState, { readonly zh: string; readonly en: string }>> = {
  draft: { zh: "稿", en: "…" },
  reported: { zh: "报", en: "R" },
  verifying: { zh: "核", en: "V" },
  filed: { zh: "派", en: "F" },
  dispatched: { zh: "接", en: "D" },
  in_progress: { zh: "处", en: "P" },
  resolved: { zh: "查", en: "C" },
  closed: { zh: "结", en: "✓" },
  rejected: { zh: "不", en: "×" },
  merged: { zh: "并", en: "M" },
  cancelled: { zh: "注", en: "×" },
  parked: { zh: "挂", en: "H" },
};

export const stateSign = (state: CaseState, language: Language): string =>
  inLanguage(SIGNS[state], language);

/** White on each of them is legible (4.5 or more), on both themes. */
export const STATE_COLORS: Readonly<Record<CaseState, string>> = {
  draft: "#5f6b7a",
  reported: "#7b3fb5",
  verifying: "#4f5bd5",
  filed: "#a8520a",
  dispatched: "#0b7285",
  in_progress: "#1d5fd1",
  resolved: "#1a7f43",
  closed: "#5f6b7a",
  rejected: "#5f6b7a",
  merged: "#5f6b7a",
  cancelled: "#5f6b7a",
  parked: "#5f6b7a",
};

export const stateWord = (state: CaseState, language: Language): string =>
  inLanguage(STATE_LABELS[state], language);

/** The state, and while it is worked on how far that has come. */
export const progressWord = (card: CaseCard, language: Language): string =>
  card.state === "in_progress" && card.step !== null && card.step !== "accepted"
    ? inLanguage(STEP_LABELS[card.step], language)
    : stateWord(card.state, language);

export const verbWord = (verb: Verb, language: Language): string =>
  inLanguage(VERB_LABELS[verb], language);

const isRole = (role: string): role is Role => Object.hasOwn(ROLE_LABELS, role);

/** A role of this capability in words; others by their id. */
export const roleWord = (role: string, language: Language): string =>
  isRole(role) ? inLanguage(ROLE_LABELS[role], language) : role;

export const levelWord = (level: CaseCard["level"], language: Language): string =>
  inLanguage(LEVEL_LABELS[level], language);

/** The class of a case; an id that this page does not know is shown as it is. */
export function categoryWord(categoryId: string, language: Language): string {
  const category = findCategory(categoryId);
  return category ? inLanguage(category.name, language) : categoryId;
}

/** What the queue's search looks through. */
export const searchWords = (card: CaseCard): string => {
  const category = findCategory(card.categoryId);
  const { place } = card;
  return [
    card.number,
    place.address,
    place.gridId,
    card.description,
    category?.name.zh,
    category?.name.en,
    card.assigneeName,
  ].join(" ");
};

/** A span of time in the two largest units that say something. */
export function durationWords(t: Translate, seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const [days, hours, minutes] = [
    Math.floor(whole / 86_400),
    Math.floor((whole % 86_400) / 3600),
    Math.floor((whole % 3600) / 60),
  ];
  if (days > 0) return t("dispatch:time.days", { days, hours });
  if (hours > 0) return t("dispatch:time.hours", { hours, minutes });
  if (minutes > 0 && whole % 60 === 0) return t("dispatch:time.wholeMinutes", { minutes });
  if (minutes > 0) return t("dispatch:time.minutes", { minutes, seconds: whole % 60 });
  return t("dispatch:time.seconds", { seconds: whole });
}

const LOCALES: Readonly<Record<Language, string>> = { "zh-CN": "zh-CN", en: "en-GB" };

/** Hour and minute in the district's zone. */
export const hourWords = (at: number): string =>
  new Intl.DateTimeFormat(LOCALES["zh-CN"], {
    timeZone: DISTRICT_ZONE,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);

/** Day and minute in the district's zone, whatever that of the reader's device. */
export const momentWords = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: DISTRICT_ZONE,
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);

const isDispatchCode = (code: string): code is DispatchProblem["code"] =>
  Object.hasOwn(PROBLEM_LABELS, code);

/** The sentence for a refusal; those of dispatch come with its rules. */
export function refusalSentence(error: unknown): string {
  if (!isProblem(error)) return errorSentence(error);
  const { problem } = error;
  const { code } = problem;
  if (!isDispatchCode(code)) return errorSentence(error);
  const sentence = inLanguage(PROBLEM_LABELS[code], currentLanguage());
  return `${fillIn(sentence, problem)}${whyNot(problem)}`;
}

const fillIn = (sentence: string, { values }: ProblemDetails): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (slot, name: string) => {
    const value = values[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : slot;
  });

const isDenial = (why: unknown): why is Denial =>
  typeof why === "string" && Object.hasOwn(DENIAL_LABELS, why);

function whyNot({ values }: ProblemDetails): string {
  const { why } = values;
  return isDenial(why) ? ` ${inLanguage(DENIAL_LABELS[why], currentLanguage())}` : "";
}
