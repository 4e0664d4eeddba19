import type { Division } from "@onegrid/core/division";
import { ghostOf, type Ghost } from "./ghost.ts";
import type { DivisionPage, OpenPlan } from "./page-state.ts";
import { wholeGroups } from "./stroke.ts";

/** The unit, or everything of its compound that is in the same grid. */
export function comingAlong(
  { brush }: Pick<DivisionPage, "brush">,
  division: Division,
  unit: number,
) {
  const { gridOf } = division;
  return [...wholeGroups(division, [unit], brush.level)].filter(
    (other) => gridOf[other] === gridOf[unit],
  );
}

/** What a click on a unit would exchange with what was taken; `null`: nothing is taken, or it is. */
export function swapGhost(
  page: Pick<DivisionPage, "brush" | "selection">,
  open: Pick<OpenPlan, "session" | "view">,
  unit: number,
): Ghost | null {
  const { selection } = page;
  if (selection.kind !== "units" || selection.units.includes(unit)) return null;
  const { division } = open.session;
  const [taken = -1] = selection.units;
  // Another one of the same grid is taken instead.
  if (division.gridOf[unit] === division.gridOf[taken]) return null;
  const idsOf = (units: readonly number[]): string[] =>
    units.map((one) => division.ground.unitIds[one] ?? "");
  return ghostOf(open, {
    edit: "swap-units",
    unitIds: idsOf(selection.units),
    otherIds: idsOf(comingAlong(page, division, unit)),
    ...(page.brush.mayBreak ? { contiguity: "warn" } : {}),
  });
}
