import type { Label } from "../rules/categories.ts";
import { CATEGORY_COLUMNS } from "./category-columns.ts";
import { LIMIT_COLUMNS, STAGE_COLUMNS } from "./limit-columns.ts";

/** The rule book as tables: a sheet of a workbook each, or a file of text. */
export const RULE_TABLES = ["categories", "limits", "days", "hours"] as const;
export type RuleTable = (typeof RULE_TABLES)[number];

const label = (zh: string, en: string): Label => ({ zh, en });

export const TABLE_TITLES: Readonly<Record<RuleTable, Label>> = {
  categories: label("分类", "Classes"),
  limits: label("时限", "Limits"),
  days: label("放假与调休", "Days off and moved"),
  hours: label("作息时间", "Office hours"),
};

export interface TableColumn {
  readonly key: string;
  readonly heading: Label;
  readonly words: readonly Label[];
}

const column = (key: string, heading: Label, words: readonly Label[] = []): TableColumn => ({
  key,
  heading,
  words,
});

const DAY_HINT = [label("如 2027-01-01", "such as 2027-01-01")];
const FROM = column("validFrom", label("生效日期", "In force from"), DAY_HINT);

const DATED: readonly TableColumn[] = [
  column("id", label("编号", "Id")),
  FROM,
  column("endsOn", label("停用日期", "Out of force from"), DAY_HINT),
];

/** What a day of the calendar may be: `usual` takes it off the list again. */
export const DAY_KIND_LABELS = {
  holiday: label("放假", "Day off"),
  workday: label("调休上班", "Moved working day"),
  usual: label("按周历", "As the week"),
} as const;

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const WEEKDAY_LABELS: readonly Label[] = [
  label("周一", "Monday"),
  label("周二", "Tuesday"),
  label("周三", "Wednesday"),
  label("周四", "Thursday"),
  label("周五", "Friday"),
  label("周六", "Saturday"),
  label("周日", "Sunday"),
];
const HOURS_HINT = [label("如 08:30-12:00 14:00-17:30", "such as 08:30-12:00 14:00-17:30")];

export const TABLE_COLUMNS: Readonly<Record<RuleTable, readonly TableColumn[]>> = {
  categories: [...DATED, ...CATEGORY_COLUMNS],
  limits: [...DATED, ...LIMIT_COLUMNS.slice(0, 7), ...STAGE_COLUMNS, ...LIMIT_COLUMNS.slice(7)],
  days: [
    column("date", label("日期", "Date"), DAY_HINT),
    column("kind", label("安排", "Arrangement"), Object.values(DAY_KIND_LABELS)),
  ],
  hours: [
    FROM,
    ...WEEKDAYS.map((key, at) => column(key, WEEKDAY_LABELS[at] ?? label(key, key), HOURS_HINT)),
  ],
};

/** Columns without which a table cannot be read. */
const KEYS: Readonly<Record<RuleTable, readonly string[]>> = {
  categories: ["id"],
  limits: ["id"],
  days: ["date", "kind"],
  hours: ["validFrom", "mon"],
};

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[(（].*?[)）]/g, "")
    .replaceAll(/[\s\p{P}\p{Cf}]/gu, "");

const isCalled = ({ key, heading }: TableColumn, text: string): boolean =>
  [key, heading.zh, heading.en].some((word) => plain(word) === plain(text));

/** What each column of a table is; `null`: nothing that is read. A heading that comes twice is the first one. */
function columnsOf(table: RuleTable, headings: readonly string[]): (string | null)[] {
  const taken = new Set<string>();
  return headings.map((text) => {
    const found = TABLE_COLUMNS[table].find((each) => isCalled(each, text))?.key;
    if (found === undefined || taken.has(found)) return null;
    taken.add(found);
    return found;
  });
}

export interface KnownTable {
  readonly table: RuleTable;
  readonly columns: readonly (string | null)[];
}

/** Which table has these headings; `null`: none of ours. */
export function tableWith(headings: readonly string[]): KnownTable | null {
  const known = RULE_TABLES.map((table) => ({ table, columns: columnsOf(table, headings) }))
    .filter(
      (each) => countOf(each) > 1 && KEYS[each.table].every((key) => each.columns.includes(key)),
    )
    .toSorted((a, b) => countOf(b) - countOf(a));
  return known[0] ?? null;
}

const countOf = ({ columns }: KnownTable): number => columns.filter((each) => each !== null).length;
