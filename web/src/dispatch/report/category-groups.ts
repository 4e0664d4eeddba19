import { inLanguage, type Category } from "@onegrid/core/dispatch";
import type { Language } from "../../i18n/index.ts";

export interface CategoryGroup {
  readonly label: string;
  readonly options: { readonly value: string; readonly label: string }[];
}

/** Classes by their major, in a language. */
export function categoryGroups(
  categories: readonly Category[],
  language: Language,
): CategoryGroup[] {
  const majors = new Map<string, CategoryGroup>();
  for (const { id, kind, scheme, majorCode, major, name } of categories) {
    const key = `${scheme}.${kind}.${majorCode}`;
    const group = majors.get(key) ?? { label: inLanguage(major, language), options: [] };
    group.options.push({ value: id, label: inLanguage(name, language) });
    majors.set(key, group);
  }
  return [...majors.values()];
}
