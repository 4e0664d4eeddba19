import type { SourceFeature } from "@onegrid/core/ingest";
import type { ByteSource, Reading } from "./byte-source.ts";
import {
  nothingToClose,
  plainLayer,
  usableHeadings,
  type GridRow,
  type Reader,
  type ReaderLayer,
} from "./reader.ts";
import { refuse } from "./source-refused.ts";
import { readJoined } from "./xlsx-joined.ts";
import { readSharedTexts, readSheetNames, readStyles, type Sheet } from "./xlsx-parts.ts";
import { XlsxRows, type XlsxRow } from "./xlsx-rows.ts";
import { readXml } from "./xml-events.ts";

/**
 * XLSX (ECMA-376) streamed from its ZIP parts: SheetJS holds a whole sheet, which at a million rows is
 * several gigabytes. Only the shared texts are kept in memory. The first row that has a cell is the
 * heading; formulas count by their stored value.
 */
export async function openXlsx(parts: readonly ByteSource[], outer: ByteSource): Promise<Reader> {
  const part = (name: string): ByteSource | null => parts.find((it) => it.name === name) ?? null;
  const reading = { signal: undefined, progress: { bytes: 0 } };
  const sheets = await readSheetNames(part, outer.name, reading);
  const texts = await readSharedTexts(part("xl/sharedStrings.xml"), outer.name, reading);
  const book: Book = {
    file: outer.name,
    texts,
    ...(await readStyles(part("xl/styles.xml"), part("xl/workbook.xml"), reading)),
  };
  const opened = new Map<ReaderLayer, Sheet>();
  for (const sheet of sheets) {
    const headings = await readHeadings(sheet, book);
    if (headings !== null) opened.set(plainLayer({ name: sheet.name, headings }), sheet);
  }
  if (opened.size === 0) refuse({ code: "ingest.file-empty", file: outer.name });
  const sheetOf = (layer: ReaderLayer): Sheet => {
    const sheet = opened.get(layer);
    if (sheet === undefined) throw new Error(`no sheet for the layer ${layer.name}`);
    return sheet;
  };
  return {
    format: "xlsx",
    encoding: null,
    layers: [...opened.keys()],
    bytes: [...opened.values()].reduce((most, { source }) => Math.max(most, source.bytes), 0),
    read: (layer, passed) =>
      readRows({ sheet: sheetOf(layer), headings: layer.headings ?? [], book }, passed),
    grid: (layer, passed) => readGrid(sheetOf(layer), book, passed),
    joined: (layer, passed) => readJoined(sheetOf(layer).source, passed),
    close: nothingToClose,
  };
}

interface Book {
  readonly file: string;
  readonly texts: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly is1904: boolean;
}

async function readHeadings(sheet: Sheet, book: Book): Promise<string[] | null> {
  for await (const rows of readCells(sheet, book, { signal: undefined, progress: { bytes: 0 } })) {
    const [first] = rows;
    if (first !== undefined) return usableHeadings(first.cells.map((cell) => String(cell ?? "")));
  }
  return null;
}

async function* readCells(sheet: Sheet, book: Book, reading: Reading): AsyncIterable<XlsxRow[]> {
  const rows = new XlsxRows(book);
  for await (const _ of readXml(sheet.source, { format: "xlsx", handlers: rows }, reading)) {
    const found = rows.taken();
    if (found.length > 0) yield found;
  }
}

async function* readGrid(sheet: Sheet, book: Book, reading: Reading): AsyncIterable<GridRow[]> {
  for await (const rows of readCells(sheet, book, reading))
    yield rows.map(({ number, cells }) => ({ line: number, cells }));
}

interface Opened {
  readonly sheet: Sheet;
  readonly headings: readonly string[];
  readonly book: Book;
}

async function* readRows(
  { sheet, headings, book }: Opened,
  reading: Reading,
): AsyncIterable<SourceFeature[]> {
  let isHeading = true;
  for await (const rows of readCells(sheet, book, reading)) {
    const body = isHeading ? rows.slice(1) : rows;
    isHeading = false;
    if (body.length > 0)
      yield body.map((row) => toFeature(row, headings, { file: book.file, layer: sheet.name }));
  }
}

function toFeature(
  { number, cells }: XlsxRow,
  headings: readonly string[],
  at: { file: string; layer: string },
): SourceFeature {
  const properties: Record<string, unknown> = {};
  for (const [i, heading] of headings.entries()) properties[heading] = cells[i] ?? null;
  return { place: { ...at, line: number, feature: null }, properties, geometry: null, fault: null };
}
