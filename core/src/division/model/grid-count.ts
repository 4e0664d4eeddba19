import { sumHouseholds } from "./sum-households.ts";

/** A grid, or a compound that must stay whole, may hold so many times the target. */
export const LIMIT = 1.1;

/**
 * Number of grids for a part (片) with so many households: of ⌊H/t⌋ and ⌈H/t⌉ the one whose equal
 * share comes nearest to the target, at least one; a tie goes to fewer grids. This is not
 * round(H/t): for a target of 300 they differ at 401–449, 721–749, 1,029–1,049 …
 */
export function gridCount(households: number, target: number): number {
  const fewer = Math.max(1, Math.floor(households / target));
  const more = Math.max(1, Math.ceil(households / target));
  return missOf(households / more, target) < missOf(households / fewer, target) ? more : fewer;
}

const missOf = (share: number, target: number): number => Math.abs(share / target - 1);

/**
 * Hands a number of grids for a whole community to its parts: one each, then one by one to the part
 * with the largest H/√(k(k+1)) (the divisor rule of Huntington and Hill). Ties: the earlier part.
 *
 * @param most grids that each part can be cut into at most, such as its units; what none can take is left
 */
export function shareGridCount(
  households: readonly number[],
  total: number,
  most: readonly number[] = [],
): number[] {
  const counts = households.map(() => 1);
  const claimOf = (part: number): number =>
    (counts[part] ?? 1) < (most[part] ?? Infinity) ? claim(households[part], counts[part]) : -1;
  for (let left = total - households.length; left > 0; left--) {
    let best = 0;
    for (let part = 1; part < counts.length; part++) {
      if (claimOf(part) > claimOf(best)) best = part;
    }
    if (claimOf(best) < 0) break;
    counts[best] = (counts[best] ?? 0) + 1;
  }
  return counts;
}

/** The same for sets of units or atoms: no set gets more grids than it has members. */
export const shareGrids = (
  graph: Parameters<typeof sumHouseholds>[0],
  parts: readonly (readonly number[])[],
  total: number,
): number[] =>
  shareGridCount(
    parts.map((part) => sumHouseholds(graph, part)),
    total,
    parts.map((part) => part.length),
  );

const claim = (households = 0, count = 1): number => households / Math.sqrt(count * (count + 1));
