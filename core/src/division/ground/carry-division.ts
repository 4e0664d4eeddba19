import { gridInherited } from "../model/cut-ground.ts";
import type { Division, GridId, Ground, UnitId } from "../model/model.ts";

/** A base version's buildings by unit: how ground is known again on another version. */
export interface BuiltGround {
  readonly ground: Ground;
  /** Buildings of each unit of the ground. */
  readonly buildingsOf: readonly (readonly string[])[];
}

export interface Carried {
  /** The grids and their units as they lie on the other ground. */
  readonly division: Division;
  /** Units of the other ground that are not simply the same unit. */
  readonly unmatched: readonly UnitId[];
}

/**
 * A division as it lies on another base version of its community: units are known again by their id,
 * else by their buildings, by most of them; what is found in no way is in no grid.
 */
export function carryDivision(division: Division, from: BuiltGround, to: BuiltGround): Carried {
  if (from.ground === to.ground) return { division, unmatched: [] };
  const gridOfBuilding = new Map(
    from.buildingsOf.flatMap((ids, unit) =>
      ids.map((id) => [id, division.gridOf[unit] ?? null] as const),
    ),
  );
  const gridOfUnit = (unitId: UnitId): GridId | null | undefined => {
    const unit = from.ground.indexOf.get(unitId);
    return unit === undefined ? undefined : (division.gridOf[unit] ?? null);
  };
  const unmatched: UnitId[] = [];
  const gridOf = to.ground.unitIds.map((unitId, unit): GridId | null => {
    const inherited = gridInherited(unitId, gridOfUnit);
    if (inherited !== undefined) return inherited;
    unmatched.push(unitId);
    return mostCommon((to.buildingsOf[unit] ?? []).map((id) => gridOfBuilding.get(id) ?? null));
  });
  return { division: { ...division, ground: to.ground, gridOf, locks: [] }, unmatched };
}

/** Ties by id. */
function mostCommon(gridIds: readonly (GridId | null)[]): GridId | null {
  const counts = new Map<GridId, number>();
  for (const id of gridIds) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  const [first] = [...counts].toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  return first?.[0] ?? null;
}
