import { maskText, scanText } from "@onegrid/core/access";
import { CATEGORIES, findCategory, type Category } from "@onegrid/core/dispatch";
import type { IncidentRecord } from "@onegrid/core/ingest";

/** Everything that no class of ours fits; the source's own word stays in the description. */
export const OTHER_CLASS = "community.99-99";
const MOST_TEXT = 2000;

const BY_NAME = new Map(
  CATEGORIES.flatMap((category) => [
    [category.name.zh, category],
    [category.name.en.toLowerCase(), category],
  ]),
);

/** By id, else by the name of a class, else none of ours. */
export function categoryOf({ category }: IncidentRecord): Category {
  const found = findCategory(category) ?? BY_NAME.get(category.trim().toLowerCase());
  const other = found ?? findCategory(OTHER_CLASS);
  if (!other) throw new Error(`the class ${OTHER_CLASS} is missing`);
  return other;
}

/** The words of the report, behind the source's own class where we have none of that name; what is personal is covered. */
export function describeIncident(record: IncidentRecord): string {
  const { category, description } = record;
  const isForeign = categoryOf(record).id === OTHER_CLASS && category !== OTHER_CLASS;
  const words = isForeign ? `【${category}】${description}` : description;
  const personal = scanText(words).filter(({ action }) => action !== "warn");
  return maskText(words, personal).slice(0, MOST_TEXT);
}
