import { Problem } from "../../problem.ts";
import { openSource } from "./open-source.ts";
import type { JoinedCells, Reader, ReaderLayer } from "./reader.ts";
import { SourceRefused } from "./source-refused.ts";

/** A row of a sheet as text, with its number as a spreadsheet shows it. */
export interface TextRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface TextSheet {
  readonly name: string | null;
  readonly rows: readonly TextRow[];
}

export interface TextTable {
  readonly format: "csv" | "xlsx";
  readonly encoding: string | null;
  readonly sheets: readonly TextSheet[];
}

interface TableBounds {
  readonly mostBytes: number;
  /** Of a sheet. Reading ends soon after them: whoever asks sees that there are too many. */
  readonly mostRows: number;
}

/** A workbook or a table of text, whole and as text, with the readers of imports. */
export async function readTableTexts(
  path: string,
  name: string,
  { mostBytes, mostRows }: TableBounds,
): Promise<TextTable> {
  try {
    const options = { name, encoding: null, signal: undefined, mostBytes };
    const reader = await openSource(path, options);
    try {
      const { format, encoding } = reader;
      if (format !== "csv" && format !== "xlsx")
        throw new Problem({ code: "ingest.format-unknown", file: name });
      const sheets: TextSheet[] = [];
      for (const layer of reader.layers)
        sheets.push({ name: layer.name, rows: await readAll(reader, layer, mostRows) });
      return { format, encoding: encoding?.label ?? null, sheets };
    } finally {
      await reader.close();
    }
  } catch (error) {
    throw error instanceof SourceRefused ? new Problem(error.refusal) : error;
  }
}

/** Titles above the headings are not counted. */
const TITLES = 20;

/** All rows, the titles above the headings too: a title is often the narrowest row of the table. */
async function readAll(reader: Reader, layer: ReaderLayer, mostRows: number): Promise<TextRow[]> {
  const reading = { signal: undefined, progress: { bytes: 0 } };
  const rows: { line: number; cells: string[] }[] = [];
  for await (const found of reader.grid?.(layer, reading) ?? []) {
    rows.push(...found.map(({ line, cells }) => ({ line, cells: cells.map(textOf) })));
    if (rows.length > mostRows + TITLES) break;
  }
  fillJoined(rows, (await reader.joined?.(layer, reading)) ?? [], mostRows + TITLES);
  return rows;
}

/** Rows that share a joined cell (合并单元格) have its value, each of them. */
function fillJoined(
  rows: readonly { readonly line: number; readonly cells: string[] }[],
  joined: readonly JoinedCells[],
  enough: number,
): void {
  const cellsAt = new Map(rows.map(({ line, cells }) => [line, cells]));
  for (const { column, firstLine, lastLine } of joined) {
    const value = cellsAt.get(firstLine)?.[column] ?? "";
    const last = value === "" ? firstLine : Math.min(lastLine, enough);
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
