import {
  CsvParser,
  detectDelimiter,
  LONGEST_CELL,
  type CsvRow,
  type SourceFeature,
} from "@onegrid/core/ingest";
import { readHead, type ByteSource, type Reading } from "./byte-source.ts";
import {
  nothingToClose,
  plainLayer,
  usableHeadings,
  type GridRow,
  type Reader,
  type ReaderOptions,
} from "./reader.ts";
import { refuse } from "./source-refused.ts";
import { guessEncoding, readText } from "./text-source.ts";

const HEAD = 64 * 1024;
const MOST_COLUMNS = 2000;

export async function openCsv(source: ByteSource, { encoding }: ReaderOptions): Promise<Reader> {
  const guess = await guessEncoding(source, encoding);
  const head = new TextDecoder(guess.label).decode(await readHead(source, HEAD), { stream: true });
  const delimiter = detectDelimiter(head);
  const parser = new CsvParser(delimiter);
  const first = [...parser.push(head), ...parser.end()][0];
  if (first === undefined) refuse({ code: "ingest.file-empty", file: source.name });
  if (first.cells.length > MOST_COLUMNS)
    refuse({
      code: "ingest.file-too-complex",
      file: source.name,
      detail: "columns",
      limit: MOST_COLUMNS,
    });
  const headings = usableHeadings(first.cells);
  return {
    format: "csv",
    encoding: guess,
    layers: [plainLayer({ headings })],
    bytes: source.bytes,
    read: (_, reading) => readRows(source, { delimiter, headings, label: guess.label }, reading),
    grid: (_, reading) => readGrid(source, { delimiter, headings, label: guess.label }, reading),
    close: nothingToClose,
  };
}

interface Table {
  readonly delimiter: string;
  readonly headings: readonly string[];
  readonly label: string;
}

/** The rows of a table, in pieces. */
async function* readPieces(
  source: ByteSource,
  table: Table,
  reading: Reading,
): AsyncIterable<CsvRow[]> {
  const parser = new CsvParser(table.delimiter);
  for await (const text of readText(source, table.label, reading)) {
    const rows = parser.push(text);
    if (parser.isOverflowing)
      refuse({
        code: "ingest.file-too-complex",
        file: source.name,
        detail: "row",
        limit: LONGEST_CELL,
      });
    yield rows;
  }
  yield parser.end();
}

async function* readGrid(
  source: ByteSource,
  table: Table,
  reading: Reading,
): AsyncIterable<GridRow[]> {
  for await (const rows of readPieces(source, table, reading))
    yield rows.filter(({ isBroken }) => !isBroken);
}

async function* readRows(
  source: ByteSource,
  table: Table,
  reading: Reading,
): AsyncIterable<SourceFeature[]> {
  let isHeading = true;
  const take = (rows: CsvRow[]): SourceFeature[] => {
    const body = isHeading && rows.length > 0 ? rows.slice(1) : rows;
    if (rows.length > 0) isHeading = false;
    return body.map((row) => toFeature(row, table.headings, source.name));
  };
  for await (const rows of readPieces(source, table, reading)) {
    const features = take(rows);
    if (features.length > 0) yield features;
  }
}

function toFeature(
  { line, cells, isBroken }: CsvRow,
  headings: readonly string[],
  file: string,
): SourceFeature {
  const place = { file, layer: null, line, feature: null };
  const extra = cells.slice(headings.length).some((cell) => cell.trim() !== "");
  if (isBroken || extra) {
    const fault = isBroken
      ? ({ code: "ingest.row-broken", detail: '"' } as const)
      : ({ code: "ingest.row-columns", found: cells.length, expected: headings.length } as const);
    return { place, properties: {}, geometry: null, fault };
  }
  const properties: Record<string, string> = {};
  for (let i = 0; i < headings.length; i += 1) {
    const heading = headings[i];
    if (heading !== undefined) properties[heading] = cells[i] ?? "";
  }
  return { place, properties, geometry: null, fault: null };
}
