import { fail, ok, type Result } from "../../result.ts";
import { areAdjacent } from "../change/check-moves.ts";
import { findUnits, makeChange } from "../change/make-change.ts";
import type {
  ContiguityRule,
  Division,
  DivisionChange,
  DivisionError,
  GridId,
} from "../model/model.ts";

export interface SwapUnits {
  /** Units of one grid: one unit, or what a compound has in it. */
  readonly unitIds: readonly string[];
  /** Units of a neighbouring grid. */
  readonly otherIds: readonly string[];
  readonly contiguity?: ContiguityRule | undefined;
}

/** Two units or compounds of two neighbouring grids change places (互换). */
export function swapUnits(
  division: Division,
  { unitIds, otherIds, contiguity }: SwapUnits,
): Result<DivisionChange, DivisionError> {
  const units = findUnits(division, unitIds);
  if (!units.ok) return units;
  const others = findUnits(division, otherIds);
  if (!others.ok) return others;
  const gridId = oneGrid(division, units.value);
  if (!gridId.ok) return gridId;
  const otherId = oneGrid(division, others.value);
  if (!otherId.ok) return otherId;
  if (gridId.value === otherId.value)
    return fail({ code: "division.same-grid", gridId: gridId.value });
  if (!areAdjacent(division, gridId.value, otherId.value))
    return fail({ code: "division.not-adjacent", gridIds: [gridId.value, otherId.value] });
  return makeChange(division, {
    edit: "swap-units",
    to: new Map([
      ...units.value.map((unit) => [unit, otherId.value] as const),
      ...others.value.map((unit) => [unit, gridId.value] as const),
    ]),
    contiguity,
  });
}

/** The grid that all of the units are in. */
function oneGrid(division: Division, units: readonly number[]): Result<GridId, DivisionError> {
  const [first = -1] = units;
  const gridId = division.gridOf[first] ?? null;
  const stray = units.find((unit) => (division.gridOf[unit] ?? null) !== gridId);
  if (gridId === null || stray !== undefined) {
    const unitId = division.ground.unitIds[stray ?? first] ?? "";
    return fail({ code: "division.not-in-grid", unitId, gridId });
  }
  return ok(gridId);
}
