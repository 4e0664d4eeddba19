import { inLanguage, type RuleBook } from "@onegrid/core/dispatch";
import type { Language } from "../i18n/index.ts";

interface MajorOption {
  readonly value: string;
  readonly label: string;
}

/** The majors (大类) of the classes of cases, such as `event.01`: what rights are bounded by. */
export function majorOptions(book: RuleBook, language: Language): MajorOption[] {
  const majors = new Map<string, string>();
  for (const { id, major } of book.categories) {
    const [value = id] = id.split("-");
    if (!majors.has(value)) majors.set(value, inLanguage(major, language));
  }
  return [...majors].map(([value, label]) => ({ value, label }));
}

/** Classes in words; one that is no major stands as it is. */
export const majorWords = (
  ids: readonly string[],
  book: RuleBook,
  language: Language,
): string[] => {
  const words = new Map(majorOptions(book, language).map(({ value, label }) => [value, label]));
  return ids.map((id) => words.get(id) ?? id);
};
