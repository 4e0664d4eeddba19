/** One line of CSV; `null` is empty, text with a comma, quote or line break is quoted (RFC 4180). */
export function csvRow(values: readonly (string | number | boolean | null)[]): string {
  return `${values.map((value) => quoted(value === null ? "" : String(value))).join(",")}\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
