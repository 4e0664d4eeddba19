import { findCategory, SEED_BOOK, suggestCategories } from "@onegrid/core/dispatch";
import type { IncidentRecord } from "@onegrid/core/ingest";
import { categoryOf, OTHER_CLASS } from "@onegrid/server/dispatch";

export interface ChosenClass {
  readonly categoryId: string;
  /** `own`: an id or name of ours; `table`: by `--classes`; `words`: by its words; `none`: the class for all others. */
  readonly by: "own" | "table" | "words" | "none";
}

/** The class of ours that a report is taken for. */
export function chooseClass(
  record: IncidentRecord,
  table: ReadonlyMap<string, string>,
): ChosenClass {
  const own = categoryOf(record, SEED_BOOK);
  if (own.id !== OTHER_CLASS || record.category === OTHER_CLASS) {
    return { categoryId: own.id, by: "own" };
  }
  const given = findCategory(SEED_BOOK, table.get(record.category.trim()) ?? "");
  if (given) return { categoryId: given.id, by: "table" };
  const [suggested] = suggestCategories(record.category, SEED_BOOK.categories, 1);
  return suggested
    ? { categoryId: suggested.categoryId, by: "words" }
    : { categoryId: OTHER_CLASS, by: "none" };
}
