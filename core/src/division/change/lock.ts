import { fail, ok, type Result } from "../../result.ts";
import { findUnknownGrid } from "./make-change.ts";
import {
  lockKey,
  type Division,
  type DivisionChange,
  type DivisionError,
  type Lock,
  type LockedThing,
} from "../model/model.ts";

/** Keeps a grid, a compound or a border as it is (锁定). */
export function addLock(division: Division, lock: Lock): Result<DivisionChange, DivisionError> {
  const unknown = findUnknown(division, lock);
  if (unknown) return fail(unknown);
  const twin = findLock(division, lock);
  if (twin) return fail({ code: "division.already-locked", lock: twin });
  return ok({ ...NOTHING, edit: "add-lock", addedLocks: [lock] });
}

export function removeLock(
  division: Division,
  thing: LockedThing,
): Result<DivisionChange, DivisionError> {
  const lock = findLock(division, thing);
  if (!lock) return fail({ code: "division.not-locked", thing });
  return ok({ ...NOTHING, edit: "remove-lock", removedLocks: [lock] });
}

/** A change that moves nothing. */
export const NOTHING = {
  moves: [],
  addedGrids: [],
  removedGrids: [],
  addedLocks: [],
  removedLocks: [],
} as const;

/** The lock on a thing. */
export const findLock = ({ locks }: Division, thing: LockedThing): Lock | undefined =>
  locks.find((lock) => lockKey(lock) === lockKey(thing));

function findUnknown(division: Division, thing: LockedThing): DivisionError | undefined {
  if (thing.kind === "grid") return findUnknownGrid(division, [thing.gridId]);
  if (thing.kind === "compound") return undefined;
  const unitId = [thing.unitId, thing.otherId].find((id) => !division.ground.indexOf.has(id));
  return unitId === undefined ? undefined : { code: "division.unknown-unit", unitId };
}
