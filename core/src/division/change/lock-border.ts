import { fail, ok, type Result } from "../../result.ts";
import { uint } from "../../topology/index.ts";
import { findLock, NOTHING } from "./lock.ts";
import { findUnits } from "./make-change.ts";
import {
  lockKey,
  type Division,
  type DivisionChange,
  type DivisionError,
  type Lock,
  type UnitId,
} from "../model/model.ts";

/** Pairs of units, one on each side of the border. */
export type BorderPairs = readonly (readonly [UnitId, UnitId])[];

/** Keeps a stretch of border where it is (锁定边界), as one step; what is locked already stays so. */
export function lockBorder(
  division: Division,
  {
    pairs,
    by,
    reason,
  }: { readonly pairs: BorderPairs; readonly by: string; readonly reason: string },
): Result<DivisionChange, DivisionError> {
  const units = findUnits(division, pairs.flat());
  if (!units.ok) return units;
  const locks = locksOf(pairs, by, reason);
  if (!locks.every((lock) => isBorder(division, lock))) {
    return fail({ code: "division.not-a-border" });
  }
  const added = locks.filter((lock) => !findLock(division, lock));
  const [first] = locks;
  if (added.length === 0 && first) return fail({ code: "division.already-locked", lock: first });
  return ok({ ...NOTHING, edit: "lock-border", addedLocks: added });
}

/** Opens what is locked of a stretch of border. */
export function unlockBorder(
  division: Division,
  { pairs }: { readonly pairs: BorderPairs },
): Result<DivisionChange, DivisionError> {
  const things = locksOf(pairs, "", "");
  const removed = things.flatMap((thing) => findLock(division, thing) ?? []);
  const [first] = things;
  if (!first) return fail({ code: "division.no-units" });
  if (removed.length === 0) {
    const { kind, unitId, otherId } = first;
    return fail({ code: "division.not-locked", thing: { kind, unitId, otherId } });
  }
  return ok({ ...NOTHING, edit: "unlock-border", removedLocks: removed });
}

type BorderLock = Extract<Lock, { readonly kind: "border" }>;

/** One lock per pair, in the order in which a division keeps them. */
function locksOf(pairs: BorderPairs, by: string, reason: string): BorderLock[] {
  const byKey = new Map<string, BorderLock>();
  for (const [one, other] of pairs) {
    const [unitId = "", otherId = ""] = [one, other].toSorted();
    const lock = { kind: "border", unitId, otherId, by, reason } as const;
    byKey.set(lockKey(lock), lock);
  }
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, lock]) => lock);
}

function isBorder({ ground, gridOf }: Division, { unitId, otherId }: BorderLock): boolean {
  const [unit, other] = [ground.indexOf.get(unitId) ?? -1, ground.indexOf.get(otherId) ?? -1];
  const { first, to } = ground.graph;
  const around = to.subarray(uint(first, unit), uint(first, unit + 1));
  return around.includes(other) && gridOf[unit] !== gridOf[other];
}
