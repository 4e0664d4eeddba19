import { CLOCK_NAMES } from "../model/clock-intervals.ts";
import type { EpochMs } from "../model/model.ts";
import type { WorkCalendar } from "./calendar.ts";
import { CHINA_CALENDAR } from "./calendar-seed.ts";
import { CATEGORIES, isInForce, type Category } from "./categories.ts";
import { DEFAULT_LIMITS } from "./limit-seed.ts";
import type { Limit } from "./limits.ts";

/** What a version of a rule says; since when, and until when, stands beside it. */
export type CategoryRule = Omit<Category, "id" | "validFrom" | "validTo">;
export type LimitRule = Omit<Limit, "id" | "validFrom" | "validTo">;
/** A calendar names its own days: every edition holds the whole of it. */
export type CalendarRule = Omit<WorkCalendar, "id" | "version">;

interface VersionOf<K extends string, R> {
  readonly kind: K;
  readonly id: string;
  /** ISO day: in force from then until the next version of the same id. */
  readonly validFrom: string;
  /** Number of the saved change that wrote it. A later one of the same day takes its place. */
  readonly edition: number;
  /** `null`: out of force from that day on (停用). */
  readonly rule: R | null;
}

/** One row of the rule book (规则库). Rows are only ever added: what was known at a time stays known. */
export type RuleVersion =
  | VersionOf<"category", CategoryRule>
  | VersionOf<"limit", LimitRule>
  | VersionOf<"calendar", CalendarRule>;
export type RuleKind = RuleVersion["kind"];

/** The first day of rules that were always in force. */
export const ALWAYS = "2000-01-01";
/** Every installation has this one working calendar. */
export const CALENDAR_ID = "office";

/**
 * The rule book as one edition knows it: every version of every class and limit with its days, and the
 * calendar. Classes are in order of their tree, limits in order of the clocks, versions in order of time.
 */
export interface RuleBook {
  readonly edition: number;
  readonly categories: readonly Category[];
  readonly limits: readonly Limit[];
  readonly calendar: WorkCalendar;
}

/**
 * The book of all rows up to an edition. A version ends where the next of its id begins, so no two
 * overlap whatever was saved in whichever order.
 */
export function bookOf(rows: readonly RuleVersion[], edition = Infinity): RuleBook {
  const known = rows.filter((row) => row.edition <= edition);
  const calendar = known
    .filter((row) => row.kind === "calendar")
    .reduce((last, row) => (row.rule && row.edition >= last.version ? calendarOf(row) : last), {
      ...CHINA_CALENDAR,
      version: 0,
    });
  return {
    edition: known.reduce((last, row) => Math.max(last, row.edition), 0),
    categories: timelines(known.filter((row) => row.kind === "category")).toSorted(byTree),
    limits: timelines(known.filter((row) => row.kind === "limit")).toSorted(byClock),
    calendar,
  };
}

const calendarOf = ({ id, edition, rule }: RuleVersion & { kind: "calendar" }): WorkCalendar => ({
  ...(rule ?? CHINA_CALENDAR),
  id,
  version: edition,
});

interface Row<R> {
  readonly id: string;
  readonly validFrom: string;
  readonly edition: number;
  readonly rule: R | null;
}
type Dated<R> = R & {
  readonly id: string;
  readonly validFrom: string;
  readonly validTo: string | null;
};

/** The versions of each id with the days between which they are in force. */
function timelines<R extends object>(rows: readonly Row<R>[]): Dated<R>[] {
  const byId = byIdOf(rows);
  return [...byId.values()].flatMap((own) => {
    const starts = latestOfEachDay(own);
    return starts.flatMap(({ id, validFrom, rule }, at) =>
      rule === null ? [] : [{ ...rule, id, validFrom, validTo: starts[at + 1]?.validFrom ?? null }],
    );
  });
}

function byIdOf<T extends { readonly id: string }>(all: readonly T[]): Map<string, T[]> {
  const byId = new Map<string, T[]>();
  for (const each of all) {
    const own = byId.get(each.id);
    if (own) own.push(each);
    else byId.set(each.id, [each]);
  }
  return byId;
}

/** Of one id: what the last edition says of each first day, in order of the days. */
function latestOfEachDay<R>(own: readonly Row<R>[]): Row<R>[] {
  const last = new Map<string, Row<R>>();
  for (const row of own) {
    if ((last.get(row.validFrom)?.edition ?? -1) <= row.edition) last.set(row.validFrom, row);
  }
  return [...last.values()].toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
}

const KINDS: readonly Category["kind"][] = ["event", "asset", "community"];

const byTree = (a: Category, b: Category): number =>
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
  compare(a.id, b.id) ||
  compare(a.validFrom, b.validFrom);

const byClock = (a: Limit, b: Limit): number =>
  CLOCK_NAMES.indexOf(a.clock) - CLOCK_NAMES.indexOf(b.clock) ||
  compare(a.id, b.id) ||
  compare(a.validFrom, b.validFrom);

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

const INDEXES = new WeakMap<readonly Category[], ReadonlyMap<string, readonly Category[]>>();

/**
 * A class by its id: the version in force on a day; else the last one that began before it, else the
 * first. Without a day the newest. `undefined`: no edition ever had it.
 */
export function findCategory(
  { categories }: Pick<RuleBook, "categories">,
  id: string,
  day?: string,
): Category | undefined {
  const index = INDEXES.get(categories) ?? byIdOf(categories);
  INDEXES.set(categories, index);
  const versions = index.get(id) ?? [];
  if (day === undefined) return versions.at(-1);
  return versions.findLast(({ validFrom }) => validFrom <= day) ?? versions[0];
}

/** The classes that reports may be taken in under on a day. */
export const categoriesOn = (
  { categories }: Pick<RuleBook, "categories">,
  day: string,
): Category[] => categories.filter((each) => isInForce(each, day));

const MOST_INSTEAD = 3;

/**
 * What to choose on a day instead of a class that is not in force: those of its family (同类) in its own
 * major first, then of its family, then of its major; never none while the day has any class.
 */
export function categoriesInstead(
  book: Pick<RuleBook, "categories">,
  { id, family, majorCode, scheme }: Category,
  day: string,
): Category[] {
  const others = categoriesOn(book, day).filter((each) => each.id !== id);
  const rank = (each: Category): number => {
    const isOfMajor = each.scheme === scheme && each.majorCode === majorCode;
    return (each.family === family ? 2 : 0) + (isOfMajor ? 1 : 0);
  };
  return others.toSorted((a, b) => rank(b) - rank(a)).slice(0, MOST_INSTEAD);
}

const seedRow = <K extends RuleKind, R>(kind: K, id: string, validFrom: string, rule: R) => ({
  kind,
  id,
  validFrom,
  rule,
  edition: 1,
});

/** What an installation begins with: edition 1. The limits of single places are examples and no part of it. */
export function seedVersions(): RuleVersion[] {
  const { id: _id, version: _version, ...calendar } = CHINA_CALENDAR;
  return [
    ...CATEGORIES.map(({ id, validFrom, validTo: _to, ...rule }) =>
      seedRow("category", id, validFrom, rule),
    ),
    ...DEFAULT_LIMITS.map(({ id, validFrom, validTo: _to, ...rule }) =>
      seedRow("limit", id, validFrom, rule),
    ),
    seedRow("calendar", CALENDAR_ID, ALWAYS, calendar),
  ];
}

/** The book that an installation begins with. */
export const SEED_BOOK: RuleBook = bookOf(seedVersions());

/** A saved change of the book: its number, and when it was saved. */
export interface RuleEdition {
  readonly edition: number;
  readonly savedAt: EpochMs;
}

/**
 * The edition that holds for a case: an open one goes by the newest, so that a correction reaches it;
 * what has ended is judged for ever by what was known at its end.
 */
export function editionFor(
  editions: readonly RuleEdition[],
  isOpen: boolean,
  endedAt: EpochMs,
): number {
  const inOrder = editions.toSorted((a, b) => a.edition - b.edition);
  const known = isOpen ? inOrder.at(-1) : inOrder.findLast(({ savedAt }) => savedAt <= endedAt);
  return (known ?? inOrder[0])?.edition ?? 0;
}
