import {
  planRuleTables,
  tableWith,
  type GivenTable,
  type PlannedRule,
} from "@onegrid/core/dispatch";
import {
  MOST_CHANGES,
  type RuleImportQuery,
  type RuleImportReply,
} from "@onegrid/core/dispatch/rules-contract";
import type { Db } from "@onegrid/db";
import { listRuleVersions } from "@onegrid/db/dispatch";
import {
  readTableTexts,
  type TextSheet,
  type TextTable,
} from "../../ingest/readers/table-texts.ts";
import { Problem } from "../../problem.ts";
import { tableUnder } from "../../table-file.ts";

export const MOST_RULES_BYTES = 10_000_000;
const MOST_ROWS = 10_000;

interface FoundTable extends GivenTable {
  readonly sheet: string | null;
  readonly ignored: readonly string[];
}

interface RulesFile {
  readonly encoding: string | null;
  readonly tables: readonly FoundTable[];
  readonly ignoredSheets: readonly string[];
}

/** Finds the tables of a workbook, or of a file of text, by their headings. */
export async function readRulesFile(path: string, file: string): Promise<RulesFile> {
  const bounds = { mostBytes: MOST_RULES_BYTES, mostRows: MOST_ROWS };
  const { format, encoding, sheets } = await readTableTexts(path, file, bounds);
  const found = sheets.map((sheet) => ({
    sheet,
    table: isGuide(sheet) ? null : tableIn(sheet, format),
  }));
  const tables = found.flatMap(({ table }) => table ?? []);
  if (tables.length === 0) throw new Problem({ code: "dispatch.rules-no-table", file });
  if (tables.some(({ rows }) => rows.length > MOST_ROWS))
    throw new Problem({ code: "ingest.file-too-complex", file, detail: "rows", limit: MOST_ROWS });
  const ignoredSheets = found.flatMap(({ sheet, table }) =>
    table === null && sheet.name !== null && !isGuide(sheet) ? [sheet.name] : [],
  );
  return { encoding, tables, ignoredSheets };
}

/** The sheet that says how to fill in the others, in either language. */
const isGuide = ({ name }: TextSheet): boolean => name === "填写说明" || name === "How to fill in";

/** The table of a sheet. */
function tableIn(sheet: TextSheet, format: TextTable["format"]): FoundTable | null {
  const found = tableUnder(sheet, format, tableWith);
  if (found === null) return null;
  const { known, headings, rows } = found;
  return {
    table: known.table,
    sheet: sheet.name,
    ignored: headings.filter((text, column) => text !== "" && known.columns[column] === null),
    rows,
  };
}

/** What a file would change in the book as it is now. */
export async function planRulesFile(
  db: Db,
  { fileName, encoding, tables, ignoredSheets }: RulesFile & { readonly fileName: string },
  { day, language, retiresMissing = false }: RuleImportQuery,
): Promise<RuleImportReply> {
  const versions = await listRuleVersions(db);
  const { rows, changes } = planRuleTables(tables, { versions, day, retiresMissing, language });
  if (changes.length > MOST_CHANGES)
    throw new Problem({
      code: "dispatch.rules-too-many",
      count: changes.length,
      limit: MOST_CHANGES,
    });
  return {
    edition: Math.max(...versions.map(({ edition }) => edition)),
    fileName,
    encoding,
    tables: tables.map(({ table, sheet, rows: given, ignored }) => ({
      table,
      sheet,
      rows: given.length,
      ignored: [...ignored],
    })),
    ignoredSheets: [...ignoredSheets],
    counts: countsOf(rows),
    rows: rows
      .filter(({ outcome }) => outcome !== "unchanged")
      .map((row) => ({ ...row, cells: [...row.cells], faults: [...row.faults] })),
    changes: [...changes],
  };
}

function countsOf(rows: readonly PlannedRule[]): RuleImportReply["counts"] {
  const counts = { new: 0, changed: 0, retired: 0, restored: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}
