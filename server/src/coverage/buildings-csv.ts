import { isInScope } from "@onegrid/core/access";
import { csvCell, quoted } from "../csv-cell.ts";
import type { CoverageResult } from "./coverage-results.ts";

/**
 * Every building of the reader's part, with the definition in each row. A byte-order mark in front:
 * spreadsheets then read the Chinese names right.
 */
export function buildingsCsv(result: CoverageResult, scope: readonly string[]): string {
  const lines = ["id,households,household_source,station,seconds,metres,covered,reason,definition"];
  const definition = quoted(JSON.stringify(result.coverage.definition));
  result.coverage.buildings.forEach((building, index) => {
    const place = result.buildings[index];
    if (!place || !isInScope(scope, place.communityPath)) return;
    const { id, households, station, seconds, metres, state, reason } = building;
    const source = place.householdSource;
    const cells = [id, households, source, station, seconds, metres, state === "covered", reason];
    lines.push(`${cells.map((cell) => csvCell(cell)).join()},${definition}`);
  });
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}
