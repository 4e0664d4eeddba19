import { CATEGORIES, findCategory, type Label } from "../rules/categories.ts";
import type { Deadline } from "../clocks/deadlines.ts";
import { suppressSmall, type PublishedTable } from "./suppress-small.ts";

/** How many cases of a community and a class; `communityId` is `null` where a case lies in none. */
export interface PlacedCount {
  readonly communityId: string | null;
  readonly categoryId: string;
  readonly count: number;
}

/** A class of classes (大类): finer ones would single out what happened to whom. */
export interface PublicClass {
  readonly key: string;
  readonly name: Label;
}

const keyOf = (categoryId: string): string => {
  const category = findCategory(categoryId);
  return category ? `${category.scheme}.${category.majorCode}` : "";
};

/** The majors that any of the counts belong to, in the order of the book. */
export function publicClasses(counts: readonly PlacedCount[]): PublicClass[] {
  const present = new Set(counts.map(({ categoryId }) => keyOf(categoryId)));
  const classes = new Map<string, Label>();
  for (const { id, major } of CATEGORIES) if (present.has(keyOf(id))) classes.set(keyOf(id), major);
  return [...classes].map(([key, name]) => ({ key, name }));
}

/** A table by community and class that may be shown to anybody. */
export function publicTable(
  counts: readonly PlacedCount[],
  communities: readonly (string | null)[],
  classes: readonly PublicClass[],
): PublishedTable {
  const table = communities.map(() => classes.map(() => 0));
  for (const { communityId, categoryId, count } of counts) {
    const row = table[communities.indexOf(communityId)];
    const column = classes.findIndex(({ key }) => key === keyOf(categoryId));
    if (row && column >= 0) row[column] = (row[column] ?? 0) + count;
  }
  return suppressSmall({ counts: table });
}

/** Whether a case was closed by the due time of its last total clock; without a limit it was. */
export function isClosedOnTime(deadlines: readonly Deadline[], closedAt: number): boolean {
  const total = deadlines.filter(({ clock }) => clock === "total");
  const last = total.reduce<Deadline | null>(
    (latest, each) => (latest && latest.epoch > each.epoch ? latest : each),
    null,
  );
  return last?.dueAt === null || last === null || (last.stoppedAt ?? closedAt) <= last.dueAt;
}

/** The last full months before a day, the newest first: `YYYY-MM`, its first day, and the first day after it. */
export function fullMonths(
  today: string,
  count: number,
): { readonly month: string; readonly from: string; readonly to: string }[] {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const first = (at: number): string => {
    const index = year * 12 + month - 1 + at;
    const name = `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
    return `${name}-01`;
  };
  return Array.from({ length: count }, (_, at) => ({
    month: first(-at - 1).slice(0, 7),
    from: first(-at - 1),
    to: first(-at),
  }));
}
