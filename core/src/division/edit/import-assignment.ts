import { fail, type Result } from "../../result.ts";
import { makeChange } from "../change/make-change.ts";
import type {
  ContiguityRule,
  Division,
  DivisionChange,
  DivisionError,
  GridId,
  UnitId,
} from "../model/model.ts";

export interface ImportAssignment {
  /** Each unit once; `null`: out of every grid. Units that are not named stay where they are. */
  readonly rows: readonly { readonly unitId: UnitId; readonly gridId: GridId | null }[];
  readonly contiguity?: ContiguityRule | undefined;
}

/**
 * An assignment made elsewhere (导入归属表), as one change: grids that are new come into being, grids that
 * lose their last unit go. Everything else is checked as for the brush.
 */
export function importAssignment(
  division: Division,
  { rows, contiguity }: ImportAssignment,
): Result<DivisionChange, DivisionError> {
  const { ground, grids } = division;
  if (rows.length === 0) return fail({ code: "division.no-units" });
  const to = new Map<number, GridId | null>();
  for (const { unitId, gridId } of rows) {
    const unit = ground.indexOf.get(unitId);
    if (unit === undefined) return fail({ code: "division.unknown-unit", unitId });
    to.set(unit, gridId);
  }
  const wanted = new Set([...to.values()].flatMap((gridId) => (gridId === null ? [] : [gridId])));
  const known = new Set(grids);
  const staying = new Set(
    division.gridOf.map((gridId, unit) => (to.has(unit) ? to.get(unit) : gridId)),
  );
  return makeChange(division, {
    edit: "import-assignment",
    to,
    addedGrids: [...wanted].filter((gridId) => !known.has(gridId)).toSorted(),
    removedGrids: grids.filter((gridId) => !staying.has(gridId)),
    contiguity,
  });
}
