import { guessColumns, headingRow, type ColumnGuess } from "@onegrid/core/access";
import { openSource } from "../ingest/readers/open-source.ts";
import {
  usableHeadings,
  type JoinedCells,
  type Reader,
  type ReaderLayer,
} from "../ingest/readers/reader.ts";
import { SourceRefused } from "../ingest/readers/source-refused.ts";
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

interface RawRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads a workbook or a table with the readers of imports; of a workbook the sheet that fits best. */
export async function readStaffList(path: string, name: string): Promise<StaffList> {
  try {
    const options = { name, encoding: null, signal: undefined, mostBytes: MOST_STAFF_BYTES };
    const reader = await openSource(path, options);
    try {
      if (reader.format !== "csv" && reader.format !== "xlsx")
        throw new Problem({ code: "ingest.format-unknown", file: name });
      return await bestSheet(reader, name);
    } finally {
      await reader.close();
    }
  } catch (error) {
    throw error instanceof SourceRefused ? new Problem(error.refusal) : error;
  }
}

async function bestSheet(reader: Reader, file: string): Promise<StaffList> {
  let best: StaffList | null = null;
  for (const layer of reader.layers) {
    const list = listOf(await readAll(reader, layer), reader.encoding?.label ?? null);
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

/** One row more than is allowed is enough to know; titles above the headings are not counted. */
const ENOUGH = MOST_STAFF_ROWS + 20;

/** All rows, the titles above the headings too: a title is often the narrowest row of the table. */
async function readAll(reader: Reader, layer: ReaderLayer): Promise<RawRow[]> {
  const reading = { signal: undefined, progress: { bytes: 0 } };
  const rows: { line: number; cells: string[] }[] = [];
  for await (const found of reader.grid?.(layer, reading) ?? []) {
    rows.push(...found.map(({ line, cells }) => ({ line, cells: cells.map(textOf) })));
    if (rows.length > ENOUGH) break;
  }
  fillJoined(rows, (await reader.joined?.(layer, reading)) ?? []);
  return rows;
}

/** Rows that share a joined cell (合并单元格) have its value, each of them. */
function fillJoined(
  rows: readonly { readonly line: number; readonly cells: string[] }[],
  joined: readonly JoinedCells[],
): void {
  const cellsAt = new Map(rows.map(({ line, cells }) => [line, cells]));
  for (const { column, firstLine, lastLine } of joined) {
    const value = cellsAt.get(firstLine)?.[column] ?? "";
    const last = value === "" ? firstLine : Math.min(lastLine, ENOUGH);
    for (let line = firstLine + 1; line <= last; line += 1) {
      const cells = cellsAt.get(line);
      if (!cells) continue;
      while (cells.length <= column) cells.push("");
      cells[column] = value;
    }
  }
}

const textOf = (value: unknown): string =>
  typeof value === "string"
    ? value.trim()
    : typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : "";

const widthOf = (cells: readonly string[]): number =>
  cells.findLastIndex((cell) => cell !== "") + 1;

function listOf(rows: readonly RawRow[], encoding: string | null): StaffList {
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
