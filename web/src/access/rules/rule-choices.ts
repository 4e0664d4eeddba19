import {
  CASE_LEVELS,
  CLOCK_LABELS,
  CLOCK_NAMES,
  CONDITION_LABELS,
  CONDITIONS,
  FAMILIES,
  FAMILY_LABELS,
  inLanguage,
  LEVEL_LABELS,
  LIMIT_UNITS,
  MARK_LABELS,
  SEVERITIES,
  SEVERITY_LABELS,
  SOURCE_MARKS,
  UNIT_LABELS,
  type RuleBook,
  type SourceMark,
} from "@onegrid/core/dispatch";
import type { Language } from "../../i18n/index.ts";
import type { Choice } from "./rule-fields.tsx";

/** What stands for “whatever it is” in a list of choices. */
export const ANY = "";

export const severityChoices = (language: Language): Choice[] =>
  SEVERITIES.map((value) => ({ value, label: inLanguage(SEVERITY_LABELS[value], language) }));

export const levelChoices = (language: Language): Choice[] =>
  CASE_LEVELS.map((value) => ({ value, label: inLanguage(LEVEL_LABELS[value], language) }));

export const clockChoices = (language: Language): Choice[] =>
  CLOCK_NAMES.map((value) => ({ value, label: inLanguage(CLOCK_LABELS[value], language) }));

export const conditionChoices = (language: Language): Choice[] =>
  CONDITIONS.map((value) => ({ value, label: inLanguage(CONDITION_LABELS[value], language) }));

export const familyChoices = (language: Language): Choice[] =>
  FAMILIES.map((value) => ({ value, label: inLanguage(FAMILY_LABELS[value], language) }));

export const unitChoices = (language: Language): Choice[] =>
  LIMIT_UNITS.map((value) => ({ value, label: inLanguage(UNIT_LABELS[value], language) }));

export const markWord = (mark: SourceMark, language: Language): string =>
  inLanguage(MARK_LABELS[mark], language);

export const markChoices = (language: Language): Choice[] =>
  SOURCE_MARKS.map((value) => ({ value, label: markWord(value, language) }));

/** Majors and classes of the book, for whatever a limit applies to. */
export function classChoices({ categories }: RuleBook, language: Language): Choice[] {
  const choices = new Map<string, string>();
  for (const { id, major, name } of categories) {
    const [of = id] = id.split("-");
    if (!choices.has(of)) choices.set(of, `${inLanguage(major, language)} ${of}`);
    choices.set(id, `${inLanguage(name, language)} ${id}`);
  }
  return [...choices].map(([value, label]) => ({ value, label }));
}

/** One of a list, by its word; the word comes from a list of choices made of it. */
export const pick = <T extends string>(all: readonly T[], value: string, otherwise: T): T =>
  all.find((each) => each === value) ?? otherwise;

export const pickOrNull = <T extends string>(all: readonly T[], value: string): T | null =>
  all.find((each) => each === value) ?? null;
