import { MILESTONES, type PlayedCase } from "@onegrid/server/dispatch";
import { csvRow } from "../cover/csv.ts";
import type { RowResult } from "./outcomes.ts";

const COLUMNS = [
  "row",
  "id",
  "outcome",
  "rules",
  "detail",
  "case_number",
  "category",
  "grid",
  ...MILESTONES.map((name) => `${name}_at`),
  "closed_at",
  "travel_seconds",
  "returns",
  "reworks",
];

/** What became of every row, in the order of the file; times as ISO 8601 in UTC. */
export const reportsCsv = (results: readonly RowResult[]): string =>
  [
    csvRow(COLUMNS),
    ...results.toSorted((a, b) => a.row - b.row).map((result) => csvRow(cellsOf(result))),
  ].join("");

const cellsOf = ({ row, id, outcome, rules, detail, played }: RowResult) => [
  row,
  safe(id),
  outcome,
  [...rules, ...(played?.refusals ?? [])].join(" "),
  safe(detail),
  ...(played ? playedCells(played) : COLUMNS.slice(5).map(() => null)),
];

function playedCells({ folded, times, number, travelSeconds }: PlayedCase) {
  return [
    number,
    folded?.categoryId ?? "",
    folded?.place.gridId ?? "",
    ...MILESTONES.map((name) => iso(times[name])),
    iso(folded?.closedAt),
    travelSeconds,
    folded?.returnCount ?? null,
    folded?.reworkCount ?? null,
  ];
}

const iso = (at: number | null | undefined): string =>
  typeof at === "number" ? new Date(at).toISOString() : "";

/** A spreadsheet takes a leading sign for a formula. */
const safe = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
