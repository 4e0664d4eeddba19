import {
  categoriesInstead,
  findCategory,
  isInForce,
  judgedAt,
  type Case,
  type Category,
  type RuleBook,
} from "@onegrid/core/dispatch";
import { localDay } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";
import type { Rules } from "./rules-in-force.ts";

/** The day by whose classes something is judged: that of the writing, where it waited on a device. */
export const writtenOn = (
  body: { readonly deviceAt?: number; readonly clockOffsetMs?: number },
  now: Date,
): string =>
  localDay(
    new Date(
      judgedAt({
        at: now.getTime(),
        deviceAt: body.deviceAt ?? null,
        clockOffsetMs: body.clockOffsetMs,
      }),
    ),
  );

/** A class that a report may be taken in under on a day; refused when there is none, or not then. */
export function requireCategory(book: RuleBook, categoryId: string, day: string): Category {
  const category = findCategory(book, categoryId, day);
  if (!category) throw new Problem({ code: "dispatch.unknown-category", categoryId });
  if (!isInForce(category, day)) {
    const validTo = category.validTo ?? category.validFrom;
    const instead = categoriesInstead(book, category, day).map(({ id, name }) => ({ id, ...name }));
    throw new Problem({
      code: "dispatch.category-abolished",
      categoryId,
      validTo,
      instead,
      insteadZh: instead.map(({ id, zh }) => `${zh} ${id}`).join("、"),
      insteadEn: instead.map(({ id, en }) => `${en} ${id}`).join(", "),
    });
  }
  return category;
}

/** The class of a case, as of the day of its report: a class of today may be another. */
export function requireCategoryOf(rules: Rules, folded: Case): Category {
  const category = rules.categoryFor(folded);
  if (!category)
    throw new Problem({ code: "dispatch.unknown-category", categoryId: folded.categoryId });
  return category;
}
