import type { Category } from "./categories.ts";

const WHOLE_NUMBER = /^\d{8}-\d{6,}$/;

/** Whether words are a case's whole number, as people read it out: `20261120-000123`. */
export const isCaseNumber = (words: string): boolean => WHOLE_NUMBER.test(words.trim());

/** The classes whose name, in either language, holds these words. */
export function categoriesNamed(words: string, categories: readonly Category[]): string[] {
  const part = words.trim().toLowerCase();
  if (part === "") return [];
  const named = categories.filter(
    ({ name }) => name.zh.includes(part) || name.en.toLowerCase().includes(part),
  );
  // A class has had several names: one of them is enough, and it is told once.
  return [...new Set(named.map(({ id }) => id))];
}
