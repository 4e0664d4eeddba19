import type { CaseState } from "@onegrid/core/dispatch";
import type { IngestCode } from "@onegrid/core/ingest";
import type { PlayedCase, PlayedRule } from "@onegrid/server/dispatch";

/** Where a row has ended up. Every row has exactly one. */
export type Outcome =
  | CaseState
  | "no_place"
  | "outside_district"
  | "not_played"
  | "not_in_stretch"
  | "duplicate_id"
  | "unreadable";

/** What applied to a row beside the usual way: a rule of the rehearsal, of the reading, or of this command. */
export type RowRule =
  | PlayedRule
  | IngestCode
  | "class-by-words"
  | "class-by-table"
  | "class-unknown"
  | "future-time"
  | "retired-grid";

export interface RowResult {
  readonly row: number;
  readonly id: string;
  readonly outcome: Outcome;
  readonly rules: readonly RowRule[];
  /** Of a row that is no report: the field at fault. */
  readonly detail: string;
  readonly played: PlayedCase | null;
}

/** The outcome of a report that was played. */
export function outcomeOf({ folded, rules }: PlayedCase): Outcome {
  if (folded === null) return "not_played";
  if (folded.state !== "reported") return folded.state;
  if (rules.has("no-place")) return "no_place";
  return rules.has("outside-district") ? "outside_district" : "reported";
}

/** The order in which outcomes are told: from the end of the way to rows that never began it. */
export const OUTCOMES: readonly Outcome[] = [
  "closed",
  "merged",
  "rejected",
  "cancelled",
  "resolved",
  "in_progress",
  "dispatched",
  "filed",
  "verifying",
  "reported",
  "parked",
  "draft",
  "outside_district",
  "no_place",
  "not_played",
  "duplicate_id",
  "unreadable",
  "not_in_stretch",
];

/** Rows by outcome, only those there are. Throws when a row is missing: none may vanish. */
export function countOutcomes(
  results: readonly RowResult[],
  rowsRead: number,
): ReadonlyMap<Outcome, number> {
  const rows = new Set(results.map(({ row }) => row));
  if (results.length !== rowsRead || rows.size !== rowsRead) {
    throw new Error(`${rowsRead} rows were read, ${rows.size} have an outcome`);
  }
  const counts = countBy(results.map(({ outcome }) => outcome));
  return new Map(OUTCOMES.flatMap((key) => (counts.has(key) ? [[key, counts.get(key) ?? 0]] : [])));
}

/** How often each rule applied, the most frequent first. */
export const countRules = (results: readonly RowResult[]): ReadonlyMap<RowRule, number> =>
  new Map(
    [...countBy(results.flatMap(({ rules }) => rules))].toSorted(
      (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1),
    ),
  );

export function countBy<K>(keys: readonly K[]): Map<K, number> {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
