import { guessColumns, headingRow, type ColumnGuess } from "@onegrid/core/access";
import { usableHeadings } from "../ingest/readers/reader.ts";
import { readTableTexts, type TextRow } from "../ingest/readers/table-texts.ts";
import { Problem } from "../problem.ts";

/** A list as text: what is about the person and not needed is left where it was. */
export interface StaffList {
  readonly encoding: string | null;
  readonly headings: readonly string[];
  readonly guesses: readonly ColumnGuess[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

const MOST_STAFF_ROWS = 5_000;
export const MOST_STAFF_BYTES = 20_000_000;

/** Reads a workbook or a table with the readers of imports; of a workbook the sheet that fits best. */
export async function readStaffList(path: string, file: string): Promise<StaffList> {
  const bounds = { mostBytes: MOST_STAFF_BYTES, mostRows: MOST_STAFF_ROWS };
  const { encoding, sheets } = await readTableTexts(path, file, bounds);
  let best: StaffList | null = null;
  for (const { rows } of sheets) {
    const list = listOf(rows, encoding);
    if (best === null || known(list) > known(best)) best = list;
  }
  if (best === null || best.rows.length === 0)
    throw new Problem({ code: "ingest.file-empty", file });
  if (best.rows.length > MOST_STAFF_ROWS)
    throw new Problem({
      code: "ingest.file-too-complex",
      file,
      detail: "rows",
      limit: MOST_STAFF_ROWS,
    });
  return best;
}

const known = ({ guesses }: StaffList): number =>
  guesses.filter((guess) => guess !== null && guess !== "personal").length;

const widthOf = (cells: readonly string[]): number =>
  cells.findLastIndex((cell) => cell !== "") + 1;

function listOf(rows: readonly TextRow[], encoding: string | null): StaffList {
  const at = headingRow(rows.map(({ cells }) => cells));
  // A title is often joined over more columns than the list has.
  const width = Math.max(0, ...rows.slice(at, at + 20).map(({ cells }) => widthOf(cells)));
  const headings = usableHeadings((rows[at]?.cells ?? []).slice(0, width));
  const guesses = guessColumns(headings);
  const body = rows
    .slice(at + 1)
    .map(({ line, cells }) => ({
      line,
      cells: headings.map((_, column) =>
        guesses[column] === "personal" ? "" : (cells[column] ?? "").slice(0, 300),
      ),
    }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  return { encoding, headings, guesses, rows: body };
}
