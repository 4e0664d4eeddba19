import type { Category } from "./categories.ts";
import { normaliseText } from "../model/text-similarity.ts";

export interface CategorySuggestion {
  readonly categoryId: string;
  /** How much of the text the matched words explain. */
  readonly score: number;
  /** The words found in the text: shown as the reason. */
  readonly words: readonly string[];
}

/**
 * Classes for a free description, best first: those with a keyword, or their own name, in the text.
 * A longer word tells more than a short one and swallows the shorter words inside it. Ties go by id.
 */
export function suggestCategories(
  text: string,
  categories: readonly Category[],
  limit = 3,
): CategorySuggestion[] {
  const forms = { chinese: normaliseText(text), latin: latinWords(text) };
  return categories
    .map((category) => {
      const words = wordsIn(forms, [category.name.zh, category.name.en, ...category.keywords]);
      const score = words.reduce((sum, word) => sum + weight(word), 0);
      return { categoryId: category.id, score, words };
    })
    .filter((each) => each.score > 0)
    .toSorted((a, b) => b.score - a.score || (a.categoryId < b.categoryId ? -1 : 1))
    .slice(0, limit);
}

/** The text twice: without any blanks for Chinese, and as separate words, so that no “tree” is in “street”. */
interface TextForms {
  readonly chinese: string;
  readonly latin: string;
}

const latinWords = (text: string): string =>
  ` ${text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, " ")
    .trim()} `;

const isLatin = (word: string): boolean => /^[\u0020-\u007e]+$/u.test(word);

/** A Chinese character carries about as much as three Latin letters. */
const weight = (word: string): number => normaliseText(word).length * (isLatin(word) ? 1 : 3);

function wordsIn(text: TextForms, candidates: readonly string[]): string[] {
  const found = [...new Set(candidates)].filter((word) => isIn(text, word));
  return found.filter((word) => !found.some((other) => other !== word && other.includes(word)));
}

function isIn(text: TextForms, word: string): boolean {
  if (!isLatin(word)) return text.chinese.includes(normaliseText(word));
  const wanted = latinWords(word).trimEnd();
  return text.latin.includes(`${wanted} `) || text.latin.includes(`${wanted}s `);
}
