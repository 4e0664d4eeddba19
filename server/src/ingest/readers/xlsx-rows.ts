import type { XmlHandlers } from "./xml-events.ts";

export type XlsxCell = string | number | boolean | null;

export interface XlsxRow {
  /** As Excel shows it, from 1. */
  readonly number: number;
  readonly cells: readonly XlsxCell[];
}

export interface XlsxContext {
  readonly texts: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly is1904: boolean;
}

const MOST_COLUMNS = 2000;

/** Rows of a worksheet part from its tags; rows without any cell are left out. */
export class XlsxRows implements XmlHandlers {
  readonly #context: XlsxContext;
  #done: XlsxRow[] = [];
  #number = 0;
  #cells: XlsxCell[] = [];
  #column = -1;
  #type = "";
  #style = -1;
  #text: string | null = null;
  #value = "";

  constructor(context: XlsxContext) {
    this.#context = context;
  }

  taken(): XlsxRow[] {
    const done = this.#done;
    this.#done = [];
    return done;
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === "row") {
      this.#number = Number(attributes["r"] ?? this.#number + 1);
      this.#cells = [];
      this.#column = -1;
    } else if (name === "c") {
      this.#column = columnOf(attributes["r"]) ?? this.#column + 1;
      this.#type = attributes["t"] ?? "n";
      this.#style = Number(attributes["s"] ?? -1);
      this.#value = "";
    } else if (name === "v" || name === "t") this.#text = "";
  };

  readonly text = (text: string): void => {
    if (this.#text !== null) this.#text += text;
  };

  readonly close = (name: string): void => {
    if (name === "v" || name === "t") {
      this.#value += this.#text ?? "";
      this.#text = null;
    } else if (name === "c" && this.#column < MOST_COLUMNS) this.#setCell();
    else if (name === "row" && this.#cells.some((cell) => cell !== null && cell !== ""))
      this.#done.push({ number: this.#number, cells: this.#cells });
  };

  #setCell(): void {
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column] = this.#cell();
  }

  #cell(): XlsxCell {
    const text = this.#value;
    if (text === "") return null;
    if (this.#type === "s") return this.#context.texts[Number(text)] ?? null;
    if (this.#type === "b") return text === "1";
    if (this.#type === "e") return null;
    if (this.#type !== "n") return unescaped(text);
    const value = Number(text);
    if (!Number.isFinite(value)) return text;
    return this.#context.dateStyles.has(this.#style)
      ? serialDate(value, this.#context.is1904)
      : value;
  }
}

/** `BC12` is column 54 (from 0). */
export function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d/.exec(reference ?? "")?.[1];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** `_x000D_` stands for a character that XML cannot hold. */
export function unescaped(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) =>
        String.fromCharCode(parseInt(code, 16)),
      )
    : text;
}

const MILLISECONDS_A_DAY = 86_400_000;

/** Days since 1899-12-30 (or 1904-01-01) as `2024-03-05 08:05:00`: local time, no offset. */
function serialDate(serial: number, is1904: boolean): string | number {
  const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const date = new Date(Math.round((start + serial * MILLISECONDS_A_DAY) / 1000) * 1000);
  return Number.isNaN(date.getTime()) ? serial : date.toISOString().slice(0, 19).replace("T", " ");
}
