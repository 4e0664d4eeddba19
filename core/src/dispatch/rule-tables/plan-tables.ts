import {
  findRuleFaults,
  withChanges,
  type RuleChange,
  type RuleFault,
} from "../rules/change-rules.ts";
import { isInForce } from "../rules/categories.ts";
import {
  bookOf,
  type CalendarRule,
  type CategoryRule,
  type LimitRule,
  type RuleBook,
  type RuleVersion,
} from "../rules/rule-book.ts";
import { NEW_CATEGORY } from "../rules/new-category.ts";
import { CATEGORY_COLUMNS, NEEDED_OF_CATEGORY } from "./category-columns.ts";
import { NEEDED_OF_LIMIT, NEW_LIMIT } from "./limit-columns.ts";
import { calendarChange, planDays, planHours } from "./plan-calendar.ts";
import { readLimit } from "./plan-limits.ts";
import {
  planRule,
  readColumns,
  type Dated,
  type DatedKind,
  type GivenRow,
  type PlannedRow,
  type PlannedRule,
} from "./plan-rows.ts";
import type { CellFault, Language } from "./rule-cells.ts";
import type { RuleTable } from "./rule-tables.ts";
import { treeFaults } from "./tree-faults.ts";

export interface GivenTable {
  readonly table: RuleTable;
  readonly rows: readonly GivenRow[];
}

export interface TableContext {
  /** All rows of the book, whose last edition the tables are held against. */
  readonly versions: readonly RuleVersion[];
  /** ISO day: what is new or changed holds from then, where a row names no later one. */
  readonly day: string;
  /** Rules in force that a table does not have are put out of force on that day. */
  readonly retiresMissing: boolean;
  /** In which the book is told. */
  readonly language: Language;
}

export interface TablePlan {
  readonly rows: readonly PlannedRule[];
  /** Nothing when a row is refused: tables are taken whole or not at all. */
  readonly changes: readonly RuleChange[];
}

/** What tables of rules would change, row by row; nothing is saved by it. */
export function planRuleTables(tables: readonly GivenTable[], context: TableContext): TablePlan {
  const book = bookOf(context.versions);
  const dated = tables.flatMap(({ table, rows }) => planTable(table, rows, { ...context, book }));
  const { rows: days, changes } = planCalendarTables(tables, { ...context, book });
  const wanted = [...dated.flatMap((row) => row.changes), ...changes];
  const after = bookOf(withChanges(context.versions, wanted, book.edition + 1));
  const rows = withFaults([...dated, ...days], {
    faults: findRuleFaults(wanted, book, after),
    after,
  });
  const isRefused = rows.some(({ outcome }) => outcome === "refused");
  return {
    rows: rows.map(({ changes: _changes, ...row }) => row),
    changes: isRefused ? [] : wanted,
  };
}

type BookContext = TableContext & { readonly book: RuleBook };

function planTable(
  table: RuleTable,
  rows: readonly GivenRow[],
  context: BookContext,
): readonly PlannedRow[] {
  if (table === "categories") return planDated(categoriesOf(context), rows, context);
  return table === "limits" ? planDated(limitsOf(context), rows, context) : [];
}

const without = <R extends object>({
  id: _id,
  validFrom: _from,
  validTo: _to,
  ...rule
}: R & Partial<Dated>) => rule;

const categoriesOf = ({
  book: { categories },
  language,
}: BookContext): DatedKind<CategoryRule> => ({
  table: "categories",
  stored: categories,
  blank: NEW_CATEGORY,
  needed: NEEDED_OF_CATEGORY,
  read: ([row], before) => {
    if (!row) throw new Error("a class without a row");
    return readColumns(row, before, { columns: CATEGORY_COLUMNS, language });
  },
  nameOf: ({ name }) => (language === "en" ? name.en : name.zh),
  changeOf: (id, validFrom, rule) => ({
    kind: "category",
    id,
    validFrom,
    rule: rule && without(rule),
  }),
});

const limitsOf = ({ book: { limits }, language }: BookContext): DatedKind<LimitRule> => ({
  table: "limits",
  stored: limits,
  blank: NEW_LIMIT,
  needed: NEEDED_OF_LIMIT,
  read: (rows, before, isNew) => readLimit(rows, before, { isNew, language }),
  nameOf: ({ clock }) => clock,
  changeOf: (id, validFrom, rule) => ({
    kind: "limit",
    id,
    validFrom,
    rule: rule && without(rule),
  }),
});

function planDated<R extends object>(
  kind: DatedKind<R>,
  rows: readonly GivenRow[],
  { day, retiresMissing }: BookContext,
): PlannedRow[] {
  const groups = new Map<string, [GivenRow, ...GivenRow[]]>();
  const twice: PlannedRow[] = [];
  for (const row of rows) {
    const key = JSON.stringify([row.cells["id"], row.cells["validFrom"] || day]);
    const group = groups.get(key);
    if (!group) groups.set(key, [row]);
    else if (kind.table === "limits") group.push(row);
    else twice.push(secondRow(kind, row, day));
  }
  const planned = [...groups.values()].map((group) => planRule(kind, group, day));
  const ids = new Set(rows.map(({ cells }) => cells["id"]));
  const missing = retiresMissing
    ? kind.stored.filter((each) => isInForce(each, day) && !ids.has(each.id))
    : [];
  return [...planned, ...twice, ...missing.map((each) => retiredRow(kind, each, day))];
}

function secondRow<R extends object>(kind: DatedKind<R>, row: GivenRow, day: string): PlannedRow {
  const planned = planRule(kind, [row], day);
  const fault: CellFault = { column: "id", fault: "twice", value: planned.id };
  return { ...planned, outcome: "refused", faults: [fault, ...planned.faults], changes: [] };
}

const retiredRow = <R extends object>(
  kind: DatedKind<R>,
  stored: R & Dated,
  day: string,
): PlannedRow => ({
  table: kind.table,
  line: null,
  id: stored.id,
  name: kind.nameOf(stored),
  validFrom: day,
  outcome: "retired",
  cells: [],
  faults: [],
  changes: [kind.changeOf(stored.id, day, null)],
});

/** Days and hours are parts of one calendar: one change for both. */
function planCalendarTables(
  tables: readonly GivenTable[],
  { book: { calendar }, retiresMissing: isWhole, language }: BookContext,
) {
  const { id: _id, version: _version, ...before } = calendar;
  let rule: CalendarRule = before;
  const rows = tables.flatMap(({ table, rows: given }) => {
    if (table !== "days" && table !== "hours") return [];
    const planned = (table === "days" ? planDays : planHours)(given, rule, { isWhole, language });
    rule = planned.rule;
    return planned.rows;
  });
  return { rows, changes: rows.length === 0 ? [] : calendarChange(before, rule) };
}

/** Faults that are only seen with the whole book: each is told at the row that brings it. */
function withFaults(
  rows: readonly PlannedRow[],
  { faults, after }: { readonly faults: readonly RuleFault[]; readonly after: RuleBook },
): PlannedRow[] {
  return rows.map((row): PlannedRow => {
    const told = new Set(row.faults.map(({ column }) => column));
    const own = faults
      .filter((fault) => isOf(fault, row))
      .map(({ field, fault, value }) => ({ column: COLUMN_OF[field] ?? field, fault, value }));
    const more = [...own, ...treeFaults(row, after)].filter(({ column }) => !told.has(column));
    return more.length === 0
      ? row
      : { ...row, outcome: "refused", faults: [...row.faults, ...more] };
  });
}

const COLUMN_OF: Readonly<Record<string, string>> = { milestones: "amount", weeks: "validFrom" };
const KIND_OF = { categories: "category", limits: "limit", days: null, hours: "calendar" } as const;

const isOf = ({ kind, id }: RuleFault, row: PlannedRow): boolean =>
  kind === KIND_OF[row.table] && (kind === "calendar" || (id === row.id && row.changes.length > 0));
