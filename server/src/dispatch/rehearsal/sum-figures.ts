import { dayOfIso, isoOfDay } from "@onegrid/core/civil-day";
import { FIGURES, type FigureName } from "@onegrid/core/dispatch";
import { MOST_FIGURE_DAYS, type FiguresReply } from "@onegrid/core/dispatch/figures-contract";
import { listRootAreas } from "@onegrid/db/organisation";
import { localDay } from "../../access/sessions.ts";
import { sightOfHolder } from "../../sight-for.ts";
import { caseFigures } from "../figures/case-figures.ts";
import { caseJurisdiction } from "../rights/case-jurisdiction.ts";
import type { Stage } from "./stage.ts";

export interface SummedFigure {
  readonly figure: FigureName;
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * The leader's figures from one instant to another (ms), added up over periods of a year at most: what
 * was due in a period counts as it stood at its end.
 */
export async function sumFigures(
  { db, desk }: Stage,
  from: number,
  until: number,
): Promise<SummedFigure[]> {
  const reader = {
    jurisdiction: caseJurisdiction(desk, "case.read"),
    sight: sightOfHolder(desk),
    scope: (await listRootAreas(db)).map(({ id }) => id),
  };
  const sums = new Map<FigureName, { numerator: number; denominator: number }>();
  const end = dayOfIso(localDay(new Date(until))) + 1;
  for (let day = dayOfIso(localDay(new Date(from))); day < end; day += MOST_FIGURE_DAYS) {
    const period = { from: isoOfDay(day), to: isoOfDay(Math.min(day + MOST_FIGURE_DAYS, end)) };
    const { total } = await caseFigures(db, period, reader);
    addTo(sums, total.figures);
  }
  return FIGURES.flatMap((figure) => {
    const sum = sums.get(figure);
    return sum ? [{ figure, ...sum }] : [];
  });
}

function addTo(
  sums: Map<FigureName, { numerator: number; denominator: number }>,
  figures: FiguresReply["total"]["figures"],
): void {
  for (const { figure, numerator, denominator } of figures) {
    const sum = sums.get(figure) ?? { numerator: 0, denominator: 0 };
    sums.set(figure, {
      numerator: sum.numerator + numerator,
      denominator: sum.denominator + denominator,
    });
  }
}
