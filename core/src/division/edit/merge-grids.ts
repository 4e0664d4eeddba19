import { fail, type Result } from "../../result.ts";
import { areAdjacent, householdsByGrid } from "../change/check-moves.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import { findUnknownGrid, makeChange } from "../change/make-change.ts";
import type { Division, DivisionChange, DivisionError, GridId } from "../model/model.ts";

/** Households from which a grid is red (grid.band 红); times the target. */
const RED_LIMIT = 2;

export interface MergeGrids {
  readonly gridIds: readonly GridId[];
  /** Goes over the red limit when asked to. */
  readonly allowOverLimit?: boolean | undefined;
}

/** Makes grids one (合并); the one with most households stays, a tie keeps the lower id. */
export function mergeGrids(
  division: Division,
  { gridIds, allowOverLimit }: MergeGrids,
): Result<DivisionChange, DivisionError> {
  const merged = [...new Set(gridIds)].toSorted();
  const unknown = findUnknownGrid(division, merged);
  if (unknown) return fail(unknown);
  if (merged.length < 2 || !isOnePiece(division, merged)) {
    return fail({ code: "division.not-adjacent", gridIds: merged });
  }
  const households = householdsByGrid(division);
  const householdsOf = (gridId: GridId) => households.get(gridId) ?? 0;
  const total = merged.reduce((sum, gridId) => sum + householdsOf(gridId), 0);
  const limit = RED_LIMIT * division.target;
  if (total > limit && allowOverLimit !== true) {
    return fail({ code: "division.over-red-limit", households: total, limit });
  }
  const [kept = "", ...gone] = merged.toSorted((a, b) => householdsOf(b) - householdsOf(a));
  const units = gone.flatMap((gridId) => unitsOfGrid(division, gridId));
  return makeChange(division, {
    edit: "merge-grids",
    to: new Map(units.map((unit) => [unit, kept] as const)),
    removedGrids: gone.toSorted(),
  });
}

/** Whether the grids hang together by their contacts. */
function isOnePiece(division: Division, gridIds: readonly GridId[]): boolean {
  const waiting = new Set(gridIds.slice(1));
  const met = gridIds.slice(0, 1);
  for (const gridId of met) {
    for (const other of waiting) {
      if (!areAdjacent(division, gridId, other)) continue;
      waiting.delete(other);
      met.push(other);
    }
  }
  return waiting.size === 0;
}
