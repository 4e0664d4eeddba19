import type { Category, Label } from "../rules/categories.ts";
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

/** The major (大类) that the class of a case belongs to; empty for a class that is not known. */
export type MajorOf = (categoryId: string) => PublicClass | null;

export function majorsOf(categories: readonly Category[]): MajorOf {
  const majors = new Map<string, PublicClass>();
  for (const { id, scheme, majorCode, major } of categories)
    majors.set(id, { key: `${scheme}.${majorCode}`, name: major });
  return (id) => majors.get(id) ?? null;
}

/** The majors that any of the counts belong to, in the order of the book. */
export function publicClasses(
  counts: readonly PlacedCount[],
  categories: readonly Category[],
): PublicClass[] {
  const majorOf = majorsOf(categories);
  const present = new Set(counts.map(({ categoryId }) => majorOf(categoryId)?.key));
  const classes = new Map<string, PublicClass>();
  for (const { id } of categories) {
    const major = majorOf(id);
    if (major && present.has(major.key)) classes.set(major.key, major);
  }
  return [...classes.values()];
}

/** A table by community and class that may be shown to anybody. */
export function publicTable(
  counts: readonly PlacedCount[],
  communities: readonly (string | null)[],
  classes: readonly PublicClass[],
  majorOf: MajorOf,
): PublishedTable {
  const table = communities.map(() => classes.map(() => 0));
  for (const { communityId, categoryId, count } of counts) {
    const row = table[communities.indexOf(communityId)];
    const own = majorOf(categoryId);
    const column = classes.findIndex(({ key }) => key === own?.key);
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
