import { fail, type Result } from "../../result.ts";
import { contactLengths, householdsByGrid, smallerPieces } from "../change/check-moves.ts";
import { unitsOfGrid } from "../model/grid-members.ts";
import { findUnknownGrid, makeChange } from "../change/make-change.ts";
import type { Division, DivisionChange, DivisionError, GridId } from "../model/model.ts";

/**
 * Hands every leftover (零散: a unit without a grid, or a piece cut off from its grid) to the
 * neighbour with the longest contact; ties: fewest households, then lower id.
 */
export function absorbLeftovers(division: Division): Result<DivisionChange, DivisionError> {
  const leftovers = [...unitsOfGrid(division, null), ...cutOffUnits(division)];
  if (leftovers.length === 0) return fail({ code: "division.nothing-unassigned" });
  return handOut(division, leftovers, { edit: "absorb-leftovers", removedGrids: [] });
}

/** Hands a grid's units to its neighbours, as for leftovers, and removes it (撤销网格). */
export function dissolveGrid(
  division: Division,
  { gridId }: { readonly gridId: GridId },
): Result<DivisionChange, DivisionError> {
  const unknown = findUnknownGrid(division, [gridId]);
  if (unknown) return fail(unknown);
  if (division.grids.length === 1) return fail({ code: "division.last-grid", gridId });
  const units = unitsOfGrid(division, gridId);
  return handOut(division, units, { edit: "dissolve-grid", removedGrids: [gridId] });
}

const cutOffUnits = (division: Division): number[] =>
  division.grids.flatMap((gridId) => smallerPieces(division, gridId).flat());

function handOut(
  division: Division,
  units: readonly number[],
  { edit, removedGrids }: { edit: DivisionChange["edit"]; removedGrids: readonly GridId[] },
): Result<DivisionChange, DivisionError> {
  const { to, left } = neighboursFor(division, units);
  if (left.length > 0) {
    const unitIds = left.map((unit) => division.ground.unitIds[unit] ?? "");
    return fail({ code: "division.no-neighbour", unitIds });
  }
  return makeChange(division, { edit, to, removedGrids });
}

/**
 * A grid for each of these units, from the edge inwards: units that touch a grid first, then those
 * that touch them. `left`: those that touch none that is free to take them.
 */
export function neighboursFor(
  division: Division,
  units: readonly number[],
): { readonly to: ReadonlyMap<number, GridId>; readonly left: readonly number[] } {
  const gridOf = [...division.gridOf];
  for (const unit of units) gridOf[unit] = null;
  const locked = new Set(division.locks.flatMap((l) => (l.kind === "grid" ? [l.gridId] : [])));
  const households = householdsByGrid(division);
  const to = new Map<number, GridId>();
  let left = units.toSorted((a, b) => a - b);
  for (let before = -1; before !== left.length;) {
    before = left.length;
    left = left.filter((unit) => {
      const gridId = bestNeighbour(division, gridOf, unit, { locked, households });
      if (gridId === undefined) return true;
      gridOf[unit] = gridId;
      to.set(unit, gridId);
      const weight = division.ground.graph.households[unit] ?? 0;
      households.set(gridId, (households.get(gridId) ?? 0) + weight);
      return false;
    });
  }
  return { to, left };
}

function bestNeighbour(
  division: Division,
  gridOf: readonly (GridId | null)[],
  unit: number,
  {
    locked,
    households,
  }: { locked: ReadonlySet<GridId>; households: ReadonlyMap<GridId | null, number> },
): GridId | undefined {
  const host = division.ground.hangsOn.get(unit);
  if (host !== undefined) return gridOf[host] ?? undefined;
  const around = [...contactLengths(division, gridOf, unit)].filter(([id]) => !locked.has(id));
  const sizeOf = (gridId: GridId) => households.get(gridId) ?? 0;
  return around.toSorted(
    ([a, aLength], [b, bLength]) => bLength - aLength || sizeOf(a) - sizeOf(b) || (a < b ? -1 : 1),
  )[0]?.[0];
}
