/** A leading sign that a spreadsheet would take for a formula, disarmed. */
export const disarmed = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

type Cell = string | number | boolean | null;

/** Quoted where it must be; text alone can hold a formula. */
export function csvCell(value: Cell): string {
  if (value === null) return "";
  const safe = typeof value === "string" ? disarmed(value) : String(value);
  return /[",\r\n]/.test(safe) ? quoted(safe) : safe;
}

/** Lines of a table, without its heading. */
export const csvLines = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map((cell) => csvCell(cell)).join()}\r\n`).join("");

/** A table; the byte-order mark in front lets spreadsheets read Chinese right. */
export const csvOf = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${csvLines([columns, ...rows])}`;
