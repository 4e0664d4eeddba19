import { hoursText } from "../rules/office-hours.ts";
import type { Category, Label } from "../rules/categories.ts";
import type { Limit } from "../rules/limits.ts";
import type { RuleBook } from "../rules/rule-book.ts";
import { CATEGORY_COLUMNS } from "./category-columns.ts";
import { LIMIT_COLUMNS, STAGE_COLUMNS } from "./limit-columns.ts";
import type { Cell } from "./rule-cells.ts";
import {
  DAY_KIND_LABELS,
  RULE_TABLES,
  TABLE_COLUMNS,
  TABLE_TITLES,
  type RuleTable,
} from "./rule-tables.ts";

type Language = "zh-CN" | "en";

export interface WrittenTable {
  readonly table: RuleTable;
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const inWords = ({ zh, en }: Label, language: Language): string => (language === "en" ? en : zh);

/** The whole book as tables: read again they change nothing. Without a book, the headings alone. */
export const writeRuleTables = (book: RuleBook | null, language: Language): WrittenTable[] =>
  RULE_TABLES.map((table) => ({
    table,
    title: inWords(TABLE_TITLES[table], language),
    headings: TABLE_COLUMNS[table].map(({ heading }) => inWords(heading, language)),
    rows: book === null ? [] : ROWS[table](book, language),
  }));

type RowsOf = (book: RuleBook, language: Language) => Cell[][];

const ROWS: Readonly<Record<RuleTable, RowsOf>> = {
  categories: ({ categories }, language) =>
    categories.map((each) => [
      ...datedCells(each, categories),
      ...CATEGORY_COLUMNS.map((column) => column.write(each, language)),
    ]),
  limits: ({ limits }, language) => limits.flatMap((each) => limitRows(each, limits, language)),
  days: ({ calendar }, language) =>
    Object.entries(calendar.days)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, kind]) => [day, inWords(DAY_KIND_LABELS[kind], language)]),
  hours: ({ calendar }) =>
    calendar.weeks.map(({ validFrom, days }) => [validFrom, ...days.map(hoursText)]),
};

type Dated = Pick<Category, "id" | "validFrom" | "validTo">;

const datedCells = (rule: Dated, all: readonly Dated[]): Cell[] => [
  rule.id,
  rule.validFrom,
  endOf(rule, all) ?? "",
];

/** The day from which a rule is out of force; `null` where it is in force, or another version goes on. */
export const endOf = ({ id, validTo }: Dated, all: readonly Dated[]): string | null =>
  validTo === null || all.some((each) => each.id === id && each.validFrom === validTo)
    ? null
    : validTo;

/** A row for each stage; what a limit says besides stands in each of them. */
const limitRows = (limit: Limit, all: readonly Limit[], language: Language): Cell[][] => {
  const dated = datedCells(limit, all);
  const said = LIMIT_COLUMNS.map((column) => column.write(limit, language));
  return limit.milestones.map((stage) => [
    ...dated,
    ...said.slice(0, 7),
    ...STAGE_COLUMNS.map((column) => column.write(stage, language)),
    ...said.slice(7),
  ]);
};

/** What may stand in which column, for whoever fills a table in. */
export const writeGuide = (language: Language) => ({
  title: inWords({ zh: "填写说明", en: "How to fill in" }, language),
  headings: [
    inWords({ zh: "表", en: "Table" }, language),
    inWords({ zh: "列", en: "Column" }, language),
    inWords({ zh: "可填内容", en: "What may stand there" }, language),
  ],
  rows: RULE_TABLES.flatMap((table) =>
    TABLE_COLUMNS[table].map(({ heading, words }) => [
      inWords(TABLE_TITLES[table], language),
      inWords(heading, language),
      words.map((word) => inWords(word, language)).join(" / "),
    ]),
  ),
});
