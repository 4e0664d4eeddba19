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
 */
export function shareGridCount(households: readonly number[], total: number): number[] {
  const counts = households.map(() => 1);
  for (let left = total - households.length; left > 0; left--) {
    let best = 0;
    for (let part = 1; part < counts.length; part++) {
      if (claim(households[part], counts[part]) > claim(households[best], counts[best])) {
        best = part;
      }
    }
    counts[best] = (counts[best] ?? 0) + 1;
  }
  return counts;
}

const claim = (households = 0, count = 1): number => households / Math.sqrt(count * (count + 1));
