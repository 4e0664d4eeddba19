import writeXlsxFile, { type Cell } from "write-excel-file/node";
import type { ExportCell } from "@onegrid/core/export";
import type { ExportColumn, ExportLayer } from "./layer.ts";

/** A sheet name has 31 characters at most. */
const MOST_NAME = 31;
const WIDEST = 40;

/** A workbook with a sheet per layer: headings in words, numbers as numbers, the first row held. */
export async function writeXlsx(
  path: string,
  layers: readonly ExportLayer[],
  language: "zh-CN" | "en",
): Promise<void> {
  const sheets = layers.map((layer) => ({
    sheet: layer.title[language].slice(0, MOST_NAME),
    data: [
      layer.columns.map(({ title }) => heading(title[language])),
      ...layer.rows.map(({ cells }) =>
        layer.columns.map((column, at) => cellOf(column, cells[at])),
      ),
    ],
    columns: layer.columns.map((column, at) => ({ width: widthOf(layer, column, at, language) })),
    stickyRowsCount: 1,
  }));
  await writeXlsxFile(sheets, { fontFamily: "等线", fontSize: 11 }).toFile(path);
}

const heading = (value: string): Cell => ({
  value,
  type: String,
  fontWeight: "bold",
  backgroundColor: "#dbe7f7",
});

function cellOf({ kind, key }: ExportColumn, cell: ExportCell | undefined): Cell {
  if (cell === undefined || cell === null) return null;
  if (typeof cell === "string") return { value: cell, type: String };
  if (key.startsWith("deviation") || key.endsWith("_share"))
    return { value: cell, type: Number, format: "0.0%" };
  return { value: cell, type: Number, format: kind === "real" ? "#,##0.00" : "0" };
}

/** Wide enough for the first rows: a hanzi takes two columns of a digit. */
function widthOf(
  { rows }: ExportLayer,
  { title }: ExportColumn,
  at: number,
  language: "zh-CN" | "en",
): number {
  const texts = [
    title[language],
    ...rows.slice(0, 200).map(({ cells }) => String(cells[at] ?? "")),
  ];
  const longest = Math.max(
    ...texts.map((text) => Array.from(text).reduce((sum, c) => sum + (c > "\u2E7F" ? 2 : 1), 0)),
  );
  return Math.min(WIDEST, longest + 2);
}
