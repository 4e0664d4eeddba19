import { scanText } from "../../access/index.ts";
import { canonicalJson } from "../../canonical-json.ts";
import { isInForce } from "../rules/categories.ts";
import type { RuleChange } from "../rules/change-rules.ts";
import { readDay, type CellFault, type Language, type RuleColumn } from "./rule-cells.ts";
import type { RuleTable } from "./rule-tables.ts";
import { endOf } from "./write-tables.ts";

/** A row as it was read: its cells by column. A column that the table does not have is `undefined`. */
export interface GivenRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export const OUTCOMES = ["new", "changed", "retired", "restored", "unchanged", "refused"] as const;

/** What a row of a table would do, or why it is refused. */
export interface PlannedRule {
  readonly table: RuleTable;
  /** `null`: a rule that the table does not have any more. */
  readonly line: number | null;
  readonly id: string;
  readonly name: string;
  /** Since when what it says would hold. */
  readonly validFrom: string | null;
  readonly outcome: (typeof OUTCOMES)[number];
  /** Cells that say something else than the book. */
  readonly cells: readonly {
    readonly column: string;
    readonly before: string;
    readonly after: string;
  }[];
  readonly faults: readonly CellFault[];
}

/** A planned row with the changes that it stands for; those of a refused one are what it seems to mean. */
export interface PlannedRow extends PlannedRule {
  readonly changes: readonly RuleChange[];
}

export interface Dated {
  readonly id: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** What a rule says, read from the cells of a row. */
export interface ReadRule<R> {
  readonly rule: R;
  readonly cells: PlannedRule["cells"];
  readonly faults: readonly CellFault[];
}

const CODES: ReadonlySet<string> = new Set([
  "id",
  "scheme",
  "code",
  "majorCode",
  "set",
  "categories",
]);

/** Text that is lost, or that belongs to a person: no rule is made of it. */
export function textFault(column: string, text: string): CellFault | null {
  if (text.includes("\uFFFD")) return { column, fault: "unreadable", value: text.slice(0, 40) };
  if (CODES.has(column)) return null;
  return scanText(text).some(({ action }) => action !== "warn")
    ? { column, fault: "personal", value: "" }
    : null;
}

/** Reads the cells that say something else than the rule does; the others are not looked at. */
export function readColumns<R>(
  { cells }: GivenRow,
  before: R,
  {
    columns,
    language,
  }: { readonly columns: readonly RuleColumn<R>[]; readonly language: Language },
): ReadRule<R> {
  let rule = before;
  const changed: { column: string; before: string; after: string }[] = [];
  const faults: CellFault[] = [];
  for (const column of columns) {
    const text = cells[column.key];
    if (text === undefined || saysSo(column, before, text)) continue;
    const was = String(column.write(before, language));
    changed.push({ column: column.key, before: was, after: text });
    const lost = textFault(column.key, text);
    const read = column.read(text, rule);
    if (lost !== null) faults.push(lost);
    else if (read.ok) rule = read.value;
    else faults.push(read.error);
  }
  return { rule, cells: changed, faults };
}

const saysSo = <R>(column: RuleColumn<R>, rule: R, text: string): boolean =>
  (["zh-CN", "en"] as const).some(
    (language) => String(column.write(rule, language)).trim() === text,
  );

/** A kind of rule that holds from one day to another. */
export interface DatedKind<R extends object> {
  readonly table: "categories" | "limits";
  readonly stored: readonly (R & Dated)[];
  readonly blank: R;
  /** Columns that a new rule cannot do without. */
  readonly needed: readonly string[];
  readonly read: (rows: readonly GivenRow[], before: R, isNew: boolean) => ReadRule<R>;
  readonly nameOf: (rule: R) => string;
  readonly changeOf: (id: string, validFrom: string, rule: R | null) => RuleChange;
}

interface Found<R> {
  readonly id: string;
  readonly from: string;
  /** The version that the row speaks of: that of its day, else the one before it; `null`: a new rule. */
  readonly base: (R & Dated) | null;
  readonly isExact: boolean;
}

/** The rows of one rule (of a limit one for each stage) against the book. `day`: what is new holds from then. */
export function planRule<R extends object>(
  kind: DatedKind<R>,
  rows: readonly [GivenRow, ...GivenRow[]],
  day: string,
): PlannedRow {
  const [first] = rows;
  const id = first.cells["id"] ?? "";
  const dates = [dayIn(first, "validFrom"), dayIn(first, "endsOn")] as const;
  const faults = dates.flatMap((read) => (read.ok ? [] : [read.error]));
  const given = dates[0].ok ? dates[0].value : null;
  const found = findVersion(kind, id, given ?? day);
  const isNew = found.base === null;
  const needed = kind.needed.filter((key) => isNew && (first.cells[key] ?? "") === "");
  const read = kind.read(rows, found.base ?? kind.blank, isNew);
  const ends = dates[1].ok ? dates[1].value : null;
  const steps = stepsOf(kind, found, { read, day, ends });
  const all = [
    ...needed.map((column) => ({ column, fault: "missing", value: "" }) as const),
    ...faults,
    ...read.faults,
    ...steps.faults,
  ];
  return {
    table: kind.table,
    line: first.line,
    id,
    name: kind.nameOf(read.rule),
    validFrom: steps.changes[0]?.validFrom ?? null,
    outcome:
      all.length > 0 ? "refused" : steps.isRestored ? "restored" : outcomeOf(steps.changes, isNew),
    cells: read.cells,
    faults: all,
    changes: steps.changes,
  };
}

/** `undefined`: there is no such column; `null`: nothing stands in it. */
function dayIn({ cells }: GivenRow, column: string) {
  const text = cells[column];
  if (text === undefined) return { ok: true, value: undefined } as const;
  return text === "" ? ({ ok: true, value: null } as const) : readDay(column, text);
}

function findVersion<R extends object>(
  { stored }: DatedKind<R>,
  id: string,
  from: string,
): Found<R> {
  const own = stored.filter((each) => each.id === id);
  const exact = own.find(({ validFrom }) => validFrom === from);
  const base = exact ?? own.findLast(({ validFrom }) => validFrom <= from) ?? own[0] ?? null;
  return { id, from, base, isExact: exact !== undefined };
}

interface Asked<R> {
  readonly read: ReadRule<R>;
  readonly day: string;
  readonly ends: string | null | undefined;
}

interface Steps {
  readonly changes: readonly RuleChange[];
  readonly faults: readonly CellFault[];
  /** A rule that was out of force is in force again, and nothing else. */
  readonly isRestored?: boolean;
}

/** Since when a rule says what, and until when: as changes of the book. */
function stepsOf<R extends object>(kind: DatedKind<R>, found: Found<R>, asked: Asked<R>): Steps {
  const { id, base } = found;
  if (isOver(found, asked)) {
    const value = base?.validTo ?? "";
    return { changes: [], faults: [{ column: "validFrom", fault: "past-version", value }] };
  }
  const said = saidFrom(found, asked);
  const begun = said === null ? [] : [kind.changeOf(id, said, asked.read.rule)];
  const { changes, ...rest } = endSteps(kind, found, { ...asked, begins: said ?? startOf(found) });
  const isRestored = rest.isRestored === true && said === null;
  return { ...rest, isRestored, changes: [...begun, ...changes] };
}

/** What the day of end adds: an end, an end taken back, or one moved. */
function endSteps<R extends object>(
  kind: DatedKind<R>,
  { id, base }: Found<R>,
  { read, begins, ...asked }: Asked<R> & { readonly begins: string },
): Steps {
  const end = base && endOf(base, kind.stored);
  const { ends = end } = asked;
  if (ends === end) return { changes: [], faults: [] };
  if (ends !== null && ends <= begins)
    return { changes: [], faults: [{ column: "endsOn", fault: "ends-before", value: ends }] };
  const again = end !== null && (ends === null || ends > end);
  return {
    changes: [
      ...(again ? [kind.changeOf(id, end, read.rule)] : []),
      ...(ends === null ? [] : [kind.changeOf(id, ends, null)]),
    ],
    faults: [],
    isRestored: ends === null,
  };
}

const startOf = <R extends object>({ from, base, isExact }: Found<R>): string =>
  isExact && base !== null ? base.validFrom : from;

/** Says it so already, on the day that the row speaks of. */
const isSaid = <R extends object>({ from, base, isExact }: Found<R>, { read }: Asked<R>): boolean =>
  base !== null && isSame(read.rule, base) && (isExact || isInForce(base, from));

/** A version that has ended is what was: whoever changes it means the one in force. */
const isOver = <R extends object>(found: Found<R>, asked: Asked<R>): boolean => {
  const validTo = found.isExact ? (found.base?.validTo ?? null) : null;
  return validTo !== null && validTo <= asked.day && !isSaid(found, asked);
};

/** The day from which the rule says what stands in the row; `null`: it does so already. */
function saidFrom<R extends object>(found: Found<R>, asked: Asked<R>): string | null {
  if (isSaid(found, asked)) return null;
  const start = startOf(found);
  return found.isExact && start < asked.day ? asked.day : start;
}

function isSame<R extends object>(rule: R, stored: R & Dated): boolean {
  const dates = { id: "", validFrom: "", validTo: "" };
  return canonicalJson({ ...rule, ...dates }) === canonicalJson({ ...stored, ...dates });
}

function outcomeOf(changes: readonly RuleChange[], isNew: boolean): PlannedRule["outcome"] {
  if (changes.length === 0) return "unchanged";
  if (changes.some(({ rule }) => rule === null)) return "retired";
  return isNew ? "new" : "changed";
}
