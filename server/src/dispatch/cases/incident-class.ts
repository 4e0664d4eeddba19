import { maskText, scanText } from "@onegrid/core/access";
import { findCategory, isInForce, type Category, type RuleBook } from "@onegrid/core/dispatch";
import type { IncidentRecord } from "@onegrid/core/ingest";

/** Everything that no class of ours fits; the source's own word stays in the description. */
export const OTHER_CLASS = "community.99-99";
const MOST_TEXT = 2000;

/**
 * By id, else by the name of a class, else none of ours; on a day as it was then. A class that had ended by
 * that day is none any more: the report is kept under that for all others.
 */
export function categoryOf(
  { category }: Pick<IncidentRecord, "category">,
  book: RuleBook,
  day?: string,
): Category {
  const known = findCategory(book, category, day) ?? classNamed(category, book);
  const found = known && (day === undefined || isInForce(known, day)) ? known : undefined;
  const other = found ?? findCategory(book, OTHER_CLASS, day);
  if (!other) throw new Error(`the class ${OTHER_CLASS} is missing`);
  return other;
}

function classNamed(word: string, { categories }: RuleBook): Category | undefined {
  const wanted = word.trim().toLowerCase();
  return categories.findLast(({ name }) => name.zh === wanted || name.en.toLowerCase() === wanted);
}

/** The words of the report, behind the source's own class where we have none of that name; what is personal is covered. */
export function describeIncident(record: IncidentRecord, book: RuleBook, day?: string): string {
  const { category, description } = record;
  const isForeign = categoryOf(record, book, day).id === OTHER_CLASS && category !== OTHER_CLASS;
  const named = findCategory(book, category, day)?.name.zh ?? category;
  const words = isForeign ? `【${named}】${description}` : description;
  const personal = scanText(words).filter(({ action }) => action !== "warn");
  return maskText(words, personal).slice(0, MOST_TEXT);
}
