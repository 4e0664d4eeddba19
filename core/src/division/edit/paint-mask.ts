import type { Division, GridId } from "../model/model.ts";
import { groupUnits, type UnitLevel } from "../model/unit-levels.ts";

/** What a tool may change (范围): everything else under it stays as it is. Empty: all is free. */
export interface PaintMask {
  /** Only units of this grid; `null`: only units that are in no grid. */
  readonly from?: GridId | null;
  /** Only units of the compound or block that this unit lies in. */
  readonly within?: { readonly level: UnitLevel; readonly unit: number };
}

/** Whether a unit may change hands: inside the mask, and no lock on its grid or its compound. */
export function paintable(division: Division, mask: PaintMask = {}): (unit: number) => boolean {
  const { ground, gridOf, locks } = division;
  const grids = new Set(locks.flatMap((lock) => (lock.kind === "grid" ? [lock.gridId] : [])));
  const compounds = new Set(
    locks.flatMap((lock) => (lock.kind === "compound" ? [lock.compoundId] : [])),
  );
  const isIn = insideOf(division, mask);
  return (unit) => {
    const gridId = gridOf[unit] ?? null;
    if (mask.from !== undefined && gridId !== mask.from) return false;
    if (gridId !== null && grids.has(gridId)) return false;
    const compoundId = ground.compoundIds[ground.graph.compound[unit] ?? -1];
    return !(compoundId !== undefined && compounds.has(compoundId)) && isIn(unit);
  };
}

function insideOf({ ground }: Division, { within }: PaintMask): (unit: number) => boolean {
  if (within === undefined) return () => true;
  const { groupOf } = groupUnits(ground, within.level);
  const group = groupOf[within.unit];
  return (unit) => groupOf[unit] === group;
}
