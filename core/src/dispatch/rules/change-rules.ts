import { dayOfIso, isoOfDay } from "../../civil-day.ts";
import { CLOCK_NAMES, type ClockName } from "../model/clock-intervals.ts";
import { findCalendarFaults } from "./calendar.ts";
import { isInForce } from "./categories.ts";
import type { Limit } from "./limits.ts";
import {
  ALWAYS,
  CALENDAR_ID,
  type RuleBook,
  type RuleKind,
  type RuleVersion,
} from "./rule-book.ts";

type WithoutEdition<V> = V extends RuleVersion ? Omit<V, "edition"> : never;
/** What somebody wants a rule to say from a day on; a rule of `null` takes it out of force (停用). */
export type RuleChange = WithoutEdition<RuleVersion>;

export const RULE_FAULTS = [
  "no-such-day",
  "bad-id",
  "twice",
  "unknown-rule",
  "unknown-class",
  "bad-amount",
  "last-limit",
  "bad-calendar",
] as const;

/** Why a change is refused: which rule, which field of it, and the value that stands there. */
export interface RuleFault {
  readonly kind: RuleKind;
  readonly id: string;
  readonly field: string;
  readonly fault: (typeof RULE_FAULTS)[number];
  readonly value: string;
}

const CATEGORY_ID = /^[a-z][a-z0-9]*\.[0-9a-zA-Z]+(?:-[0-9a-zA-Z]+)*$/;

const isDay = (iso: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/u.test(iso) && isoOfDay(dayOfIso(iso)) === iso;

/**
 * Everything that is wrong with changes of a book, before any of them is saved. `after` is the book with
 * them. A limit may name classes that come with the same changes.
 */
export function findRuleFaults(
  changes: readonly RuleChange[],
  book: RuleBook,
  after: RuleBook,
): RuleFault[] {
  const seen = new Set<string>();
  return changes.flatMap((change) => {
    const key = `${change.kind} ${change.id} ${change.validFrom}`;
    const isTwice = seen.has(key);
    seen.add(key);
    return [
      ...(isTwice ? [faultOf(change, "id", "twice", change.id)] : []),
      ...(isDay(change.validFrom)
        ? []
        : [faultOf(change, "validFrom", "no-such-day", change.validFrom)]),
      ...ownFaults(change, book, after),
    ];
  });
}

const faultOf = (
  { kind, id }: RuleChange,
  field: string,
  fault: RuleFault["fault"],
  value: string,
): RuleFault => ({ kind, id, field, fault, value });

function ownFaults(change: RuleChange, book: RuleBook, after: RuleBook): RuleFault[] {
  if (change.kind === "calendar") return calendarFaults(change);
  if (change.rule === null) {
    const known = change.kind === "category" ? book.categories : book.limits;
    const isKnown = known.some(({ id }) => id === change.id);
    return [
      ...(isKnown ? [] : [faultOf(change, "id", "unknown-rule", change.id)]),
      ...(change.kind === "limit" ? lastLimitFaults(change, book, after) : []),
    ];
  }
  if (change.kind === "category") {
    return CATEGORY_ID.test(change.id) ? [] : [faultOf(change, "id", "bad-id", change.id)];
  }
  return limitFaults(change, book, after);
}

function calendarFaults(change: RuleChange & { readonly kind: "calendar" }): RuleFault[] {
  const { id, validFrom, rule } = change;
  if (rule === null || id !== CALENDAR_ID || validFrom !== ALWAYS)
    return [faultOf(change, "id", "bad-id", id)];
  return findCalendarFaults({ ...rule, id, version: 0 }).map((words) =>
    faultOf(change, "weeks", "bad-calendar", words),
  );
}

function limitFaults(
  change: RuleChange & { readonly kind: "limit" },
  book: RuleBook,
  after: RuleBook,
): RuleFault[] {
  const { categories, milestones } = change.rule ?? { categories: null, milestones: [] };
  const unknown = (categories ?? []).filter(
    (asked) => !after.categories.some(({ id }) => isPartOf(id, asked)),
  );
  const bad = milestones.filter(
    ({ amount, unit }) => amount <= 0 || (unit.endsWith("_days") && !Number.isInteger(amount)),
  );
  return [
    ...unknown.map((asked) => faultOf(change, "categories", "unknown-class", asked)),
    ...bad.map(({ amount }) => faultOf(change, "milestones", "bad-amount", `${amount}`)),
    ...lastLimitFaults(change, book, after),
  ];
}

/** A class, or the major or scheme that it belongs to. */
const isPartOf = (id: string, asked: string): boolean =>
  id === asked || id.startsWith(`${asked}-`) || id.startsWith(`${asked}.`);

/** Every clock keeps the limit that fits whatever no other does: a case without one would never be due. */
function lastLimitFaults(
  change: RuleChange & { readonly kind: "limit" },
  book: RuleBook,
  after: RuleBook,
): RuleFault[] {
  const { id, validFrom } = change;
  if (!book.limits.some((limit) => limit.id === id && isGeneral(limit))) return [];
  return CLOCK_NAMES.filter(
    (clock) => hasGeneral(book, clock, validFrom) && !hasGeneral(after, clock, validFrom),
  ).map((clock) => faultOf(change, "clock", "last-limit", clock));
}

const hasGeneral = ({ limits }: RuleBook, clock: ClockName, day: string): boolean =>
  limits.some((limit) => limit.clock === clock && isGeneral(limit) && isInForce(limit, day));

const isGeneral = ({ categories, severity, condition, level, tier }: Limit): boolean =>
  [categories, severity, condition, level, tier].every((each) => each === null);

/** The rows of a book with changes added under the next edition. */
export const withChanges = (
  versions: readonly RuleVersion[],
  changes: readonly RuleChange[],
  edition: number,
): RuleVersion[] => [...versions, ...changes.map((change) => ({ ...change, edition }))];
