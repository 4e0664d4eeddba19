import { isInScope } from "@onegrid/core/access";
import type { CoverageResult } from "./coverage-results.ts";

/**
 * Every building of the reader's part, with the definition in each row. A byte-order mark in front:
 * spreadsheets then read the Chinese names right.
 */
export function buildingsCsv(result: CoverageResult, scope: readonly string[]): string {
  const lines = ["id,households,household_source,station,seconds,metres,covered,reason,definition"];
  const definition = JSON.stringify(result.coverage.definition).replaceAll('"', '""');
  result.coverage.buildings.forEach((building, index) => {
    const place = result.buildings[index];
    if (!place || !isInScope(scope, place.communityPath)) return;
    const { id, households, station, seconds, metres, state, reason } = building;
    const source = place.householdSource;
    const cells = [id, households, source, station, seconds, metres, state === "covered", reason];
    lines.push(`${cells.map((cell) => cellOf(cell)).join()},"${definition}"`);
  });
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

/** Quoted where it must be; a leading sign that a spreadsheet would take for a formula is disarmed. */
function cellOf(value: string | number | boolean | null): string {
  if (value === null) return "";
  const text = String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
