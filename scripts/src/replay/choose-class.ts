import {
  categoriesOn,
  findCategory,
  suggestCategories,
  type RuleBook,
} from "@onegrid/core/dispatch";
import type { IncidentRecord } from "@onegrid/core/ingest";
import { categoryOf, OTHER_CLASS } from "@onegrid/server/dispatch";

export interface ChosenClass {
  readonly categoryId: string;
  /** `own`: an id or name of ours; `table`: by `--classes`; `words`: by its words; `none`: the class for all others. */
  readonly by: "own" | "table" | "words" | "none";
}

export interface Choosing {
  /** The rules in force. */
  readonly book: RuleBook;
  /** Ids of ours by the source's own words. */
  readonly table: ReadonlyMap<string, string>;
  /** ISO day of the report: words lead to no class that is not in force then. */
  readonly day: string;
}

/** The class of ours that a report is taken for. */
export function chooseClass(record: IncidentRecord, { book, table, day }: Choosing): ChosenClass {
  const own = categoryOf(record, book, day);
  if (own.id !== OTHER_CLASS || record.category === OTHER_CLASS) {
    return { categoryId: own.id, by: "own" };
  }
  const given = findCategory(book, table.get(record.category.trim()) ?? "", day);
  if (given) return { categoryId: given.id, by: "table" };
  const [suggested] = suggestCategories(record.category, categoriesOn(book, day), 1);
  return suggested
    ? { categoryId: suggested.categoryId, by: "words" }
    : { categoryId: OTHER_CLASS, by: "none" };
}
