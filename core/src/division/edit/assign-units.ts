import { fail, type Result } from "../../result.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import { findUnits, findUnknownGrid, freeGridIds, makeChange } from "../change/make-change.ts";
import type {
  ContiguityRule,
  Division,
  DivisionChange,
  DivisionError,
  GridId,
} from "../model/model.ts";

export interface AssignUnits {
  readonly unitIds: readonly string[];
  /** `null`: out of every grid. */
  readonly gridId: GridId | null;
  /** Removes a grid that loses its last unit instead of refusing. */
  readonly removeEmptied?: boolean | undefined;
  readonly contiguity?: ContiguityRule | undefined;
}

/** Brush, click, lasso, erase (画笔): gives units to a grid, or to none. */
export function assignUnits(
  division: Division,
  { unitIds, gridId, removeEmptied, contiguity }: AssignUnits,
): Result<DivisionChange, DivisionError> {
  const units = findUnits(division, unitIds);
  if (!units.ok) return units;
  const unknown = findUnknownGrid(division, gridId === null ? [] : [gridId]);
  if (unknown) return fail(unknown);
  return makeChange(division, {
    edit: "assign-units",
    to: new Map(units.value.map((unit) => [unit, gridId] as const)),
    removedGrids: removeEmptied === true ? emptiedGrids(division, units.value, gridId) : [],
    contiguity,
  });
}

/** Makes a new grid of units; its id is the lowest free number. */
export function createGrid(
  division: Division,
  { unitIds, removeEmptied, contiguity }: Omit<AssignUnits, "gridId">,
): Result<DivisionChange, DivisionError> {
  const units = findUnits(division, unitIds);
  if (!units.ok) return units;
  const [gridId = ""] = freeGridIds(division, 1);
  return makeChange(division, {
    edit: "create-grid",
    to: new Map(units.value.map((unit) => [unit, gridId] as const)),
    addedGrids: [gridId],
    removedGrids: removeEmptied === true ? emptiedGrids(division, units.value, gridId) : [],
    contiguity,
  });
}

function emptiedGrids(
  division: Division,
  units: readonly number[],
  kept: GridId | null,
): readonly GridId[] {
  const taken = new Set(units);
  const left = new Set(units.map((unit) => division.gridOf[unit] ?? null));
  return division.grids.filter(
    (gridId) =>
      gridId !== kept &&
      left.has(gridId) &&
      unitsOfGrid(division, gridId).every((unit) => taken.has(unit)),
  );
}
