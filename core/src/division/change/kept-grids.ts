import type { Division, GridId, Lock } from "../model/model.ts";

/** Grids that locks keep an automatic division from, and units that may not move. */
export interface Kept {
  readonly grids: ReadonlyMap<GridId, Lock>;
  readonly units: ReadonlySet<number>;
}

/**
 * A locked grid stays; so does every grid that holds a part of a locked compound, and the two grids
 * on either side of a locked border.
 */
export function keptByLocks({ ground, gridOf, locks }: Division): Kept {
  const grids = new Map<GridId, Lock>();
  const units = new Set<number>();
  const keep = (gridId: GridId | null | undefined, lock: Lock): void => {
    if (gridId !== null && gridId !== undefined && !grids.has(gridId)) grids.set(gridId, lock);
  };
  for (const lock of locks) {
    if (lock.kind === "grid") keep(lock.gridId, lock);
    if (lock.kind === "border") {
      for (const id of [lock.unitId, lock.otherId])
        keep(gridOf[ground.indexOf.get(id) ?? -1], lock);
    }
    if (lock.kind !== "compound") continue;
    for (const [unit, compound] of ground.graph.compound.entries()) {
      if (ground.compoundIds[compound] !== lock.compoundId) continue;
      keep(gridOf[unit], lock);
      units.add(unit);
    }
  }
  for (const [unit, gridId] of gridOf.entries()) {
    if (gridId !== null && grids.has(gridId)) units.add(unit);
  }
  return { grids, units };
}

/** The lock that keeps these grids from being divided anew together; `undefined`: none does. */
export function lockAmong(division: Division, gridIds: readonly GridId[]): Lock | undefined {
  const among = new Set<GridId | null | undefined>(gridIds);
  const { ground, gridOf, locks } = division;
  const gridOfUnit = (id: string) => gridOf[ground.indexOf.get(id) ?? -1];
  return locks.find((lock) => {
    if (lock.kind === "grid") return among.has(lock.gridId);
    if (lock.kind === "border") {
      // One side alone may change: the other stays where it is, so the border stays one.
      return among.has(gridOfUnit(lock.unitId)) && among.has(gridOfUnit(lock.otherId));
    }
    const kept = keptByLocks({ ...division, locks: [lock] });
    return [...kept.grids.keys()].some((gridId) => among.has(gridId));
  });
}
