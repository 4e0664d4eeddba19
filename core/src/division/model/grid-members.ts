import { groupBy } from "./group-by.ts";
import type { GridId } from "./model.ts";

type GridOf = readonly (GridId | null)[];
type Members = ReadonlyMap<GridId | null, readonly number[]>;

const indexed = new WeakMap<GridOf, Members>();

/**
 * Unit indices by grid, ascending; made once per assignment, which nothing changes. While a stroke is
 * drawn each step asks for a few grids among tens of thousands of units.
 */
export function membersOf(gridOf: GridOf): Members {
  const before = indexed.get(gridOf);
  if (before !== undefined) return before;
  const members = groupBy(gridOf.keys(), (unit) => gridOf[unit] ?? null);
  indexed.set(gridOf, members);
  return members;
}

/** The same for an assignment that differs from an indexed one in these units only. */
export function inheritMembers(before: GridOf, after: GridOf, moved: readonly number[]): void {
  const old = indexed.get(before);
  if (old === undefined) return;
  const touched = new Set(moved.flatMap((unit) => [before[unit] ?? null, after[unit] ?? null]));
  const coming = new Map([...touched].map((gridId) => [gridId, [] as number[]]));
  for (const unit of moved) coming.get(after[unit] ?? null)?.push(unit);
  const members = new Map(old);
  for (const [gridId, added] of coming) {
    const kept = (old.get(gridId) ?? []).filter((unit) => (after[unit] ?? null) === gridId);
    const units = [...new Set([...kept, ...added])].toSorted((a, b) => a - b);
    if (units.length > 0) members.set(gridId, units);
    else members.delete(gridId);
  }
  indexed.set(after, members);
}

/** Unit indices of a grid, ascending; `null`: of those in no grid. */
export const unitsOfGrid = (
  { gridOf }: { readonly gridOf: GridOf },
  gridId: GridId | null,
): readonly number[] => membersOf(gridOf).get(gridId) ?? [];
