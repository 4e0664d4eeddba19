import { fail, ok, type Result } from "../result.ts";
import { checkMoves } from "./check-moves.ts";
import { inheritMembers } from "./grid-members.ts";
import {
  lockKey,
  type Division,
  type DivisionChange,
  type DivisionError,
  type GridId,
  type Lock,
} from "./model.ts";

/**
 * Applies a change and returns the change that undoes it: the only maker of a next division.
 *
 * @throws if the change was made for another state (see `findConflict`): a bug of the caller.
 */
export function applyChange(
  division: Division,
  change: DivisionChange,
): { division: Division; inverse: DivisionChange } {
  const conflict = findConflict(division, change);
  if (conflict.length > 0) {
    throw new Error(`${change.edit} on revision ${division.revision} meets ${conflict.join(", ")}`);
  }
  const gridOf = [...division.gridOf];
  const moved = change.moves.map(({ unitId }) => indexOf(division, unitId));
  for (const [at, unit] of moved.entries()) gridOf[unit] = change.moves[at]?.to ?? null;
  inheritMembers(division.gridOf, gridOf, moved);
  const removedLocks = new Set(change.removedLocks.map(lockKey));
  return {
    division: {
      ...division,
      revision: division.revision + 1,
      grids: gridsAfter(division, change),
      gridOf,
      locks: [
        ...division.locks.filter((lock) => !removedLocks.has(lockKey(lock))),
        ...change.addedLocks,
      ].toSorted(byKey),
    },
    inverse: invert(change),
  };
}

function gridsAfter(division: Division, change: DivisionChange): readonly GridId[] {
  if (change.addedGrids.length + change.removedGrids.length === 0) return division.grids;
  const removed = new Set(change.removedGrids);
  return [...division.grids.filter((id) => !removed.has(id)), ...change.addedGrids].toSorted(
    compare,
  );
}

/** The change that takes this one back. */
export function invert(change: DivisionChange): DivisionChange {
  return {
    edit: change.edit === "undo" ? "redo" : "undo",
    moves: change.moves.map(({ unitId, from, to }) => ({ unitId, from: to, to: from })),
    addedGrids: change.removedGrids,
    removedGrids: change.addedGrids,
    addedLocks: change.removedLocks,
    removedLocks: change.addedLocks,
  };
}

/** Units, grids and locks that are not as the change expects them; empty: it can be applied. */
export function findConflict(division: Division, change: DivisionChange): string[] {
  const grids = new Set(division.grids);
  const locks = new Set(division.locks.map(lockKey));
  return [
    ...change.moves.filter((move) => isMovedSince(division, move)).map(({ unitId }) => unitId),
    ...change.addedGrids.filter((id) => grids.has(id)),
    ...change.removedGrids.filter((id) => !grids.has(id)),
    ...change.addedLocks.map(lockKey).filter((key) => locks.has(key)),
    ...change.removedLocks.map(lockKey).filter((key) => !locks.has(key)),
  ];
}

const isMovedSince = (
  { ground, gridOf }: Division,
  { unitId, from }: DivisionChange["moves"][number],
): boolean => {
  const unit = ground.indexOf.get(unitId);
  return unit === undefined || gridOf[unit] !== from;
};

/**
 * Whether an undo or redo may still be applied: nothing it touches was changed since, no lock is in
 * the way, and grids stay in one piece.
 */
export function checkUndo(
  division: Division,
  change: DivisionChange,
): Result<DivisionChange, DivisionError> {
  const unitIds = findConflict(division, change);
  if (unitIds.length > 0) return fail({ code: "division.changed-since", unitIds });
  const refusal = checkMoves(division, change, { contiguity: "refuse" });
  return refusal ? fail(refusal) : ok(change);
}

function indexOf({ ground }: Division, unitId: string): number {
  const unit = ground.indexOf.get(unitId);
  if (unit === undefined) throw new Error(`unit ${unitId} is not on this ground`);
  return unit;
}

const compare = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const byKey = (a: Lock, b: Lock): number => compare(lockKey(a), lockKey(b));
