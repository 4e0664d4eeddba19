import { allHouseholds, pastFigure, percentDown, type PastFigure } from "@onegrid/core/coverage";
import { readAs, type Db } from "@onegrid/db";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { CoverageAsked } from "./export-source.ts";
import { trendOf } from "../results/trend.ts";
import type { ReportWords } from "./report-words.ts";

/** What was kept of the definition before today; `null` where nothing was, and of what is only supposed. */
export async function pastOf(
  db: Db,
  { result, sight, day }: CoverageAsked,
  scope: readonly string[],
): Promise<PastFigure | null> {
  if (result.scenario !== null) return null;
  const { points } = await readAs(db, sight, (trx) => trendOf(trx, result, scope));
  return pastFigure(points, day);
}

/** One line of the report; empty where there is nothing to compare with. */
export function trendLine(
  past: PastFigure | null,
  { total }: Pick<CoverageReply, "total">,
  words: ReportWords,
): string {
  if (past === null || total.coveredShare === null) return "";
  const { covered, uncovered, notComputable, day } = past.figure;
  const all = covered + uncovered + notComputable;
  if (all === 0) return "";
  return words.trend({
    days: past.days,
    day,
    before: `${percentDown(covered / all)} %`,
    now: `${percentDown(total.coveredShare)} %`,
    covered: signed(total.households.covered - covered, words),
    all: signed(allHouseholds(total) - all, words),
  });
}

const signed = (value: number, words: ReportWords): string =>
  value === 0 ? "±0" : `${value > 0 ? "+" : "−"}${words.count(Math.abs(value))}`;
