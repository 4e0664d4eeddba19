/** One record of a delimited text, with the line it begins on (from 1). */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** A quote was never closed, or text follows a closing quote. */
  readonly isBroken: boolean;
}

/** A cell longer than this is a quote that was not closed, not a cell. */
export const LONGEST_CELL = 1_000_000;

/** A file of one endless line is not a table. */
const LONGEST_ROW = 4_000_000;

const QUOTE = 34;
const LINE_FEED = 10;
const RETURN = 13;

/**
 * Reads RFC 4180 text in pieces of any size: quotes, line breaks in quotes, CRLF, LF and CR. Own code
 * because rejects need line numbers and an unclosed quote must not swallow the file: at `LONGEST_CELL`
 * characters, or at the end of the text, the quote is taken back and the row marked broken.
 */
export class CsvParser {
  readonly #delimiter: number;
  #rest = "";
  #line = 1;
  #rows: CsvRow[] = [];

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** A row grew past all measure: stop reading. */
  get isOverflowing(): boolean {
    return this.#rest.length > LONGEST_ROW;
  }

  /** Rows completed by this piece. */
  push(text: string): CsvRow[] {
    this.#rest = this.#rest === "" ? text : this.#rest + text;
    this.#consume(false);
    return this.#taken();
  }

  /** The last row, when the text does not end in a line break. */
  end(): CsvRow[] {
    this.#consume(true);
    return this.#taken();
  }

  #taken(): CsvRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #consume(isEnd: boolean): void {
    const text = this.#rest;
    let at = 0;
    for (;;) {
      const row = this.#readRow(text, at, isEnd);
      if (row === null) break;
      at = row.next;
      const isBlank = row.cells.length === 1 && row.cells[0] === "";
      if (!isBlank) this.#rows.push({ line: this.#line, cells: row.cells, isBroken: row.isBroken });
      this.#line += row.lines;
    }
    this.#rest = text.slice(at);
  }

  /** `null`: the row is not complete yet. */
  #readRow(text: string, start: number, isEnd: boolean): ReadRow | null {
    if (start >= text.length) return null;
    const row: ReadRow = { next: start, lines: 0, isBroken: false, cells: [] };
    for (let at = start; ; at += 1) {
      const end = this.#readCell(text, at, { row, isEnd });
      if (end < 0) return null;
      if (text.charCodeAt(end) !== this.#delimiter) return finishRow(text, end, { row, isEnd });
      at = end;
    }
  }

  /** Where the cell ends; -1: its quote is still open and more text will come. */
  #readCell(text: string, at: number, { row, isEnd }: { row: ReadRow; isEnd: boolean }): number {
    const quoted = text.charCodeAt(at) === QUOTE ? readQuoted(text, at, row) : null;
    if (quoted === null) {
      const isQuote = text.charCodeAt(at) === QUOTE;
      if (isQuote && !isEnd && text.length - at < LONGEST_CELL) return -1;
      if (isQuote) row.isBroken = true;
      const end = this.#plainEnd(text, at);
      row.cells.push(text.slice(at, end));
      return end;
    }
    const end = this.#plainEnd(text, quoted.end);
    if (end !== quoted.end) row.isBroken = true;
    row.cells.push(end === quoted.end ? quoted.text : text.slice(at, end));
    return end;
  }

  #plainEnd(text: string, start: number): number {
    let at = start;
    for (; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit === this.#delimiter || unit === LINE_FEED || unit === RETURN) break;
    }
    return at;
  }
}

interface ReadRow {
  next: number;
  lines: number;
  isBroken: boolean;
  readonly cells: string[];
}

/** The text between quotes and where it ends; `null`: the closing quote is not there (yet). */
function readQuoted(
  text: string,
  start: number,
  row: ReadRow,
): { text: string; end: number } | null {
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) close = text.indexOf('"', close + 2);
  if (close < 0 || close - start > LONGEST_CELL) return null;
  const inner = text.slice(start + 1, close);
  row.lines += countBreaks(inner);
  return { text: inner.includes('"') ? inner.replaceAll('""', '"') : inner, end: close + 1 };
}

function countBreaks(text: string): number {
  let breaks = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === LINE_FEED || (unit === RETURN && text.charCodeAt(i + 1) !== LINE_FEED))
      breaks += 1;
  }
  return breaks;
}

/** Steps over the line break. A return at the very end may be half of one: wait. */
function finishRow(
  text: string,
  end: number,
  { row, isEnd }: { row: ReadRow; isEnd: boolean },
): ReadRow | null {
  if (end >= text.length) {
    row.next = end;
    return isEnd ? row : null;
  }
  const isReturn = text.charCodeAt(end) === RETURN;
  if (isReturn && end + 1 >= text.length && !isEnd) return null;
  row.next = isReturn && text.charCodeAt(end + 1) === LINE_FEED ? end + 2 : end + 1;
  row.lines += 1;
  return row;
}

/** The mark that splits the first lines most evenly: comma, semicolon, tab or bar. */
export function detectDelimiter(text: string): string {
  const head = text.slice(0, 20_000);
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of [",", ";", "\t", "|"]) {
    const parser = new CsvParser(delimiter);
    const rows = [...parser.push(head)].slice(0, 20);
    const widths = rows.map(({ cells }) => cells.length);
    const width = widths[0] ?? 0;
    const even = widths.filter((it) => it === width).length / Math.max(1, widths.length);
    const score = width > 1 ? even * 10 + Math.min(width, 9) : 0;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
