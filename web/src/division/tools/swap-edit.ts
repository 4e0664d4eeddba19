import type { Division, DivisionEdit } from "@onegrid/core/division";
import type { DivisionPage, OpenPlan } from "../state/page-state.ts";
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

type SwapEdit = Extract<DivisionEdit, { readonly edit: "swap-units" }>;

/** The exchange that a click on a unit would make; `null`: nothing is taken, or it is what is taken. */
export function swapEdit(
  page: Pick<DivisionPage, "brush" | "selection">,
  { session: { division } }: Pick<OpenPlan, "session">,
  unit: number,
): SwapEdit | null {
  const { selection } = page;
  if (selection.kind !== "units" || selection.units.includes(unit)) return null;
  const [taken = -1] = selection.units;
  // Another one of the same grid is taken instead.
  if (division.gridOf[unit] === division.gridOf[taken]) return null;
  const idsOf = (units: readonly number[]): string[] =>
    units.map((one) => division.ground.unitIds[one] ?? "");
  return {
    edit: "swap-units",
    unitIds: idsOf(selection.units),
    otherIds: idsOf(comingAlong(page, division, unit)),
    ...(page.brush.mayBreak ? { contiguity: "warn" } : {}),
  };
}
