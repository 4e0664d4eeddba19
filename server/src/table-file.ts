import writeXlsxFile, { type Cell } from "write-excel-file/node";
import { csvOf } from "./csv-cell.ts";
import type { TextSheet, TextTable } from "./ingest/readers/table-texts.ts";

/** A table for a spreadsheet, and to be read back from it. */
export interface TableSheet {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Tables in one workbook. Every cell is a text or a number. */
export const workbookOf = (sheets: readonly TableSheet[]): Promise<Buffer> =>
  writeXlsxFile(sheets.map(sheetOf), { fontFamily: "等线", fontSize: 11 }).toBuffer();

const sheetOf = ({ title, headings, rows }: TableSheet) => ({
  sheet: title,
  data: [headings.map(heading), ...rows.map((cells) => cells.map(cellOf))],
  columns: headings.map((text, at) => ({ width: widthOf([text, ...rows.map((row) => row[at])]) })),
  stickyRowsCount: 1,
});

const heading = (value: string): Cell => ({
  value,
  type: String,
  fontWeight: "bold",
  backgroundColor: "#dbe7f7",
});

const cellOf = (value: string | number): Cell =>
  typeof value === "number" ? { value, type: Number } : { value, type: String };

const WIDEST = 40;

/** A hanzi takes two columns of a digit. */
const widthOf = (texts: readonly (string | number | undefined)[]): number =>
  Math.min(
    WIDEST,
    Math.max(...texts.slice(0, 100).map((text) => lengthOf(String(text ?? "")))) + 2,
  );

const lengthOf = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (letter > "\u2E7F" ? 2 : 1), 0);

/** One table as text. Whatever a spreadsheet would take for a formula gets a mark, and loses it when it is read. */
export const tableCsv = ({ headings, rows }: Omit<TableSheet, "title">): string =>
  csvOf(
    headings,
    rows.map((cells) => cells.map((cell) => (typeof cell === "string" ? marked(cell) : cell))),
  );

/** Text that has such a mark of its own gets another one: `csvOf` marks the rest. */
const marked = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const unmarked = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

/** How far below the top of a sheet its headings may stand. */
const LOOKED_AT = 8;

interface KnownColumns {
  /** By place, what a column is; `null`: none that is known. */
  readonly columns: readonly (string | null)[];
}

/** The rows of a sheet under the first headings that are known, each cell by its column; titles above them are left out. */
export function tableUnder<K extends KnownColumns>(
  { rows }: TextSheet,
  format: TextTable["format"],
  know: (headings: readonly string[]) => K | null,
) {
  const read = format === "csv" ? unmarked : (text: string) => text;
  for (const [at, { cells: headings }] of rows.slice(0, LOOKED_AT).entries()) {
    const known = know(headings);
    if (known === null) continue;
    const body = rows.slice(at + 1).filter(({ cells }) => cells.some((cell) => cell !== ""));
    const found = body.map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(
        known.columns.flatMap((key, place) =>
          key === null ? [] : [[key, read(cells[place] ?? "")]],
        ),
      ),
    }));
    return { known, headings, rows: found };
  }
  return null;
}
