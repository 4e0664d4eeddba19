import { fail, ok, type Result } from "../../result.ts";
import { checkMoves } from "./check-moves.ts";
import { inheritMembers } from "../model/grid-members.ts";
import { hasCuts, stageCuts } from "../model/cut-ground.ts";
import {
  lockKey,
  type Division,
  type DivisionChange,
  type DivisionError,
  type GridId,
  type Lock,
} from "../model/model.ts";

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
  const { staged, rest } = stagedBy(division, change);
  const gridOf = [...staged.gridOf];
  const moved = rest.map(({ unitId }) => indexOf(staged, unitId));
  for (const [at, unit] of moved.entries()) gridOf[unit] = rest[at]?.to ?? null;
  if (staged === division) inheritMembers(division.gridOf, gridOf, moved);
  const removedLocks = new Set(change.removedLocks.map(lockKey));
  return {
    division: {
      ...staged,
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

/** The state that the last moves meet: the same, unless units are cut or joined. */
function stagedBy(
  division: Division,
  change: DivisionChange,
): { readonly staged: Division; readonly rest: DivisionChange["moves"] } {
  if (!hasCuts(change)) return { staged: division, rest: change.moves };
  const stage = stageCuts(division, change);
  if (!stage) throw new Error(`${change.edit} has cuts that do not fit`);
  return stage;
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
    ...(hasCuts(change)
      ? { addedCuts: change.removedCuts ?? [], removedCuts: change.addedCuts ?? [] }
      : {}),
    ...(change.contiguity === undefined ? {} : { contiguity: change.contiguity }),
  };
}

/** Units, grids and locks that are not as the change expects them; empty: it can be applied. */
export function findConflict(division: Division, change: DivisionChange): string[] {
  const grids = new Set(division.grids);
  const locks = new Set(division.locks.map(lockKey));
  return [
    ...conflictingUnits(division, change),
    ...change.addedGrids.filter((id) => grids.has(id)),
    ...change.removedGrids.filter((id) => !grids.has(id)),
    ...change.addedLocks.map(lockKey).filter((key) => locks.has(key)),
    ...change.removedLocks.map(lockKey).filter((key) => !locks.has(key)),
  ];
}

/** Units not in the grid that the change expects, and those of cuts that no longer fit. */
function conflictingUnits(division: Division, change: DivisionChange): string[] {
  if (!hasCuts(change))
    return change.moves.filter((move) => isMovedSince(division, move)).map(({ unitId }) => unitId);
  const { ground } = division;
  const known = change.moves.filter(({ unitId }) => ground.indexOf.has(unitId));
  const moved = known.filter((move) => isMovedSince(division, move));
  if (moved.length > 0) return moved.map(({ unitId }) => unitId);
  const stage = stageCuts(division, change);
  const cut = [...(change.addedCuts ?? []), ...(change.removedCuts ?? [])];
  if (!stage) return cut.map(({ unitId }) => unitId);
  return stage.rest.filter((move) => isMovedSince(stage.staged, move)).map(({ unitId }) => unitId);
}

const isMovedSince = (
  { ground, gridOf }: Division,
  { unitId, from }: DivisionChange["moves"][number],
): boolean => {
  const unit = ground.indexOf.get(unitId);
  return unit === undefined || gridOf[unit] !== from;
};

/** The division as it was before some changes: their inverses, the newest first. */
export const rewind = (division: Division, inverses: readonly DivisionChange[]): Division =>
  inverses.reduce((state, inverse) => applyChange(state, inverse).division, division);

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
  const refusal = hasCuts(change)
    ? checkCutUndo(division, change)
    : checkMoves(division, change, { contiguity: change.contiguity ?? "refuse" });
  return refusal ? fail(refusal) : ok(change);
}

/** With cuts the units before and after are not the same: both halves are looked at by themselves. */
function checkCutUndo(division: Division, change: DivisionChange): DivisionError | undefined {
  const { staged, rest } = stagedBy(division, change);
  const known = change.moves.filter(({ unitId }) => division.ground.indexOf.has(unitId));
  const isStill = { removedLocks: change.removedLocks, removedGrids: change.removedGrids };
  return (
    checkMoves(division, { ...isStill, moves: known }, { contiguity: "refuse" }) ??
    checkMoves(staged, { ...isStill, moves: rest }, { contiguity: "refuse" })
  );
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
