import type { ExportCell } from "@onegrid/core/export";
import { encodeGbk } from "../gbk.ts";
import type { ExportColumn, ExportLayer } from "./layer.ts";

/** Longest text cell of dBASE III. */
const MOST_TEXT = 254;
const NUMBER_WIDTH = 12;
const REAL_WIDTH = 19;

interface DbfField {
  readonly column: ExportColumn;
  readonly width: number;
  readonly cells: readonly Buffer[];
}

/**
 * A dBASE III table with the layer's cells. A text that is longer than a cell can be is cut between
 * characters. The language byte says code page 936 for GBK; UTF-8 has none, and its `.cpg` says it.
 */
export function writeDbf({ columns, rows }: ExportLayer, encoding: "gbk" | "utf-8"): Buffer {
  const fields = columns.map((column, at): DbfField => {
    const cells = rows.map((row) => cellOf(row.cells[at] ?? null, column, encoding));
    const longest = cells.reduce((most, { length }) => Math.max(most, length), 1);
    const width = column.kind === "text" ? longest : widthOf(column);
    return { column, width, cells };
  });
  const header = headerOf(fields, rows.length, encoding);
  const length = 1 + fields.reduce((sum, { width }) => sum + width, 0);
  const body = Buffer.alloc(length * rows.length, 0x20);
  for (let row = 0; row < rows.length; row += 1) {
    let at = row * length + 1;
    for (const { column, width, cells } of fields) {
      const cell = cells[row] ?? Buffer.alloc(0);
      cell.copy(body, column.kind === "text" ? at : at + width - cell.length);
      at += width;
    }
  }
  return Buffer.concat([header, body, Buffer.from([0x1a])]);
}

const widthOf = ({ kind }: ExportColumn): number => (kind === "real" ? REAL_WIDTH : NUMBER_WIDTH);

function cellOf(cell: ExportCell, column: ExportColumn, encoding: "gbk" | "utf-8"): Buffer {
  if (cell === null) return Buffer.alloc(0);
  if (typeof cell === "number") {
    const text = cell.toFixed(column.decimals);
    // A number that is too long for its column would be another one when cut.
    return Buffer.from(text.length <= widthOf(column) ? text : "*".repeat(widthOf(column)));
  }
  return cut(cell, encoding);
}

function cut(text: string, encoding: "gbk" | "utf-8"): Buffer {
  const whole = encode(text, encoding);
  if (whole.length <= MOST_TEXT) return whole;
  let length = 0;
  let kept = "";
  for (const character of text) {
    length += encode(character, encoding).length;
    if (length > MOST_TEXT) break;
    kept += character;
  }
  return encode(kept, encoding);
}

function encode(text: string, encoding: "gbk" | "utf-8"): Buffer {
  if (encoding === "utf-8") return Buffer.from(text, "utf8");
  const bytes = encodeGbk(text);
  if (bytes === null) throw new Error("a table in GBK was given text that does not fit");
  return bytes;
}

function headerOf(fields: readonly DbfField[], rows: number, encoding: "gbk" | "utf-8"): Buffer {
  const header = Buffer.alloc(32 + 32 * fields.length + 1);
  header[0] = 0x03;
  // A fixed day: the same plan gives the same bytes.
  header.set([126, 1, 1], 1);
  header.writeUInt32LE(rows, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(1 + fields.reduce((sum, { width }) => sum + width, 0), 10);
  header[29] = encoding === "gbk" ? 0x4d : 0;
  for (const [i, { column, width }] of fields.entries()) {
    const at = 32 + 32 * i;
    header.write(column.dbf, at, "ascii");
    header.write(column.kind === "text" ? "C" : "N", at + 11, "ascii");
    header[at + 16] = width;
    header[at + 17] = column.decimals;
  }
  header[header.length - 1] = 0x0d;
  return header;
}
