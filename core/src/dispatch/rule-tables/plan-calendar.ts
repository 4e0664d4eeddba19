import { canonicalJson } from "../../canonical-json.ts";
import type { WeekPlan } from "../rules/calendar.ts";
import type { RuleChange } from "../rules/change-rules.ts";
import { hoursText, readHours } from "../rules/office-hours.ts";
import { ALWAYS, CALENDAR_ID, type CalendarRule } from "../rules/rule-book.ts";
import { choiceCell, readDay, type CellFault, type Language } from "./rule-cells.ts";
import { textFault, type GivenRow, type PlannedRow } from "./plan-rows.ts";
import { DAY_KIND_LABELS, WEEKDAYS } from "./rule-tables.ts";

type DayKind = keyof typeof DAY_KIND_LABELS;

interface PlannedDays {
  readonly rows: readonly PlannedRow[];
  readonly rule: CalendarRule;
}

const KIND = choiceCell(DAY_KIND_LABELS);
const wordOf = (kind: DayKind, language: Language): string =>
  language === "en" ? DAY_KIND_LABELS[kind].en : DAY_KIND_LABELS[kind].zh;

interface HowRead {
  /** What the table does not have goes; of the days those of the years in it. */
  readonly isWhole: boolean;
  readonly language: Language;
}

interface ReadDay {
  readonly line: number;
  /** As it stands there, where it is no day. */
  readonly day: string;
  readonly after: DayKind;
  readonly faults: readonly CellFault[];
}

function readDays(given: readonly GivenRow[]): ReadDay[] {
  const seen = new Set<string>();
  return given.map(({ line, cells }) => {
    const text = cells["date"] ?? "";
    const date = readDay("date", text);
    const kind = KIND.read(cells["kind"] ?? "", "usual");
    const day = date.ok ? date.value : text;
    const faults: CellFault[] = date.ok ? [] : [date.error];
    if (!kind.ok) faults.push({ column: "kind", ...kind.error });
    if (seen.has(day)) faults.push({ column: "date", fault: "twice", value: day });
    seen.add(day);
    return { line, day, after: kind.ok ? kind.value : "usual", faults };
  });
}

const yearOf = (day: string): number => Number(day.slice(0, 4));

/** Days off (放假) and moved working days (调休) by their dates. */
export function planDays(
  given: readonly GivenRow[],
  rule: CalendarRule,
  { isWhole, language }: HowRead,
): PlannedDays {
  const read = readDays(given);
  const kindOf = (day: string): DayKind => rule.days[day] ?? "usual";
  const named = new Map(read.map(({ day, after }) => [day, after]));
  const years = new Set([...named.keys()].map(yearOf));
  const gone = Object.keys(rule.days).filter(
    (day) => isWhole && years.has(yearOf(day)) && !named.has(day),
  );
  const days = new Map<string, DayKind>([...Object.entries(rule.days), ...named]);
  for (const day of gone) days.delete(day);
  // Whoever writes days of a year down knows its holidays.
  const changed = [...named].filter(([day, kind]) => kind !== kindOf(day)).map(([day]) => day);
  const knownYears = new Set([...rule.knownYears, ...changed.map(yearOf)]);
  return {
    rows: [
      ...read.map(({ line, ...row }) =>
        dayRow(line, language, { ...row, before: kindOf(row.day) }),
      ),
      ...gone.map((day) =>
        dayRow(null, language, { day, faults: [], before: kindOf(day), after: "usual" }),
      ),
    ],
    rule: {
      ...rule,
      days: special(days),
      knownYears: [...knownYears].toSorted((a, b) => a - b),
    },
  };
}

const special = (days: ReadonlyMap<string, DayKind>): CalendarRule["days"] =>
  Object.fromEntries(
    [...days]
      .flatMap(([day, kind]) => (kind === "usual" ? [] : [[day, kind] as const]))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

function dayRow(
  line: number | null,
  language: Language,
  {
    day,
    faults,
    before = "usual",
    after = "usual",
  }: {
    readonly day: string;
    readonly faults: readonly CellFault[];
    readonly before?: DayKind;
    readonly after?: DayKind;
  },
): PlannedRow {
  const isSame = before === after;
  const said = after === "usual" ? "retired" : before === "usual" ? "new" : "changed";
  return {
    table: "days",
    line,
    id: day,
    name: wordOf(after, language),
    validFrom: faults.length > 0 ? null : day,
    outcome: faults.length > 0 ? "refused" : isSame ? "unchanged" : said,
    cells: isSame
      ? []
      : [{ column: "kind", before: wordOf(before, language), after: wordOf(after, language) }],
    faults,
    changes: [],
  };
}

interface ReadWeek {
  readonly line: number;
  readonly validFrom: string;
  readonly after: WeekPlan | null;
  readonly faults: readonly CellFault[];
}

function readWeeks(given: readonly GivenRow[]): ReadWeek[] {
  const seen = new Set<string>();
  return given.map(({ line, cells }) => {
    const text = cells["validFrom"] ?? "";
    const from = readDay("validFrom", text);
    const validFrom = from.ok ? from.value : text;
    const faults: CellFault[] = from.ok ? [] : [from.error];
    const days = WEEKDAYS.map((column) => {
      const hours = cells[column] ?? "";
      const read = readHours(hours);
      const lost = textFault(column, hours);
      if (lost !== null) faults.push(lost);
      else if (read === null)
        faults.push({ column, fault: "bad-hours", value: hours.slice(0, 40) });
      return read ?? [];
    });
    if (seen.has(validFrom)) faults.push({ column: "validFrom", fault: "twice", value: validFrom });
    seen.add(validFrom);
    return { line, validFrom, faults, after: faults.length > 0 ? null : { validFrom, days } };
  });
}

/** The week's hours since each day on which they changed (作息时间). */
export function planHours(
  given: readonly GivenRow[],
  rule: CalendarRule,
  { isWhole }: Pick<HowRead, "isWhole">,
): PlannedDays {
  const read = readWeeks(given);
  const named = new Set(read.map(({ validFrom }) => validFrom));
  const before = (day: string) => rule.weeks.find(({ validFrom }) => validFrom === day) ?? null;
  const others = rule.weeks.filter(({ validFrom }) => !named.has(validFrom));
  return {
    rows: [
      ...read.map(({ line, ...row }) => hoursRow(line, { ...row, before: before(row.validFrom) })),
      ...(isWhole ? others : []).map((week) =>
        hoursRow(null, { validFrom: week.validFrom, faults: [], before: week, after: null }),
      ),
    ],
    rule: {
      ...rule,
      weeks: [...(isWhole ? [] : others), ...read.flatMap(({ after }) => after ?? [])].toSorted(
        (a, b) => (a.validFrom < b.validFrom ? -1 : 1),
      ),
    },
  };
}

function hoursRow(
  line: number | null,
  {
    validFrom,
    faults,
    before = null,
    after = null,
  }: {
    readonly validFrom: string;
    readonly faults: readonly CellFault[];
    readonly before?: WeekPlan | null;
    readonly after?: WeekPlan | null;
  },
): PlannedRow {
  const cells = WEEKDAYS.flatMap((column, at) => {
    const [was, is] = [before, after].map((week) => hoursText(week?.days[at] ?? []));
    return was === is ? [] : [{ column, before: was ?? "", after: is ?? "" }];
  });
  const isSame = before !== null && after !== null && cells.length === 0;
  const said = after === null ? "retired" : before === null ? "new" : "changed";
  return {
    table: "hours",
    line,
    id: validFrom,
    name: "",
    validFrom: faults.length > 0 ? null : validFrom,
    outcome: faults.length > 0 ? "refused" : isSame ? "unchanged" : said,
    cells,
    faults,
    changes: [],
  };
}

/** The calendar as one change: every edition holds the whole of it. */
export const calendarChange = (before: CalendarRule, after: CalendarRule): RuleChange[] =>
  canonicalJson(before) === canonicalJson(after)
    ? []
    : [{ kind: "calendar", id: CALENDAR_ID, validFrom: ALWAYS, rule: after }];
