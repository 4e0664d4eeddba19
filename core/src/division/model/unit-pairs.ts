import type { Division } from "./model.ts";

/** One whole number for a pair of units, whichever comes first. */
export const pairKey = (a: number, b: number): number => Math.min(a, b) * 2 ** 26 + Math.max(a, b);

/** Pairs of units whose border is locked. */
export function lockedPairs({ ground, locks }: Pick<Division, "ground" | "locks">): Set<number> {
  const pairs = new Set<number>();
  for (const lock of locks) {
    if (lock.kind !== "border") continue;
    const [one, other] = [ground.indexOf.get(lock.unitId), ground.indexOf.get(lock.otherId)];
    if (one !== undefined && other !== undefined) pairs.add(pairKey(one, other));
  }
  return pairs;
}
