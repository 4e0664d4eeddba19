import type { CoverageReply, CoverageSum } from "@onegrid/core/coverage/contract";
import { allHouseholds } from "./words.ts";

export const LEVELS = ["street", "community", "grid"] as const;
export type Level = (typeof LEVELS)[number];

export type SortKey = "share" | "uncovered" | "households" | "name";
export interface Sorting {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

/** The area or grid of an id, in this result. */
export const findSum = (result: CoverageReply, id: string | null): CoverageSum | null =>
  id === null
    ? null
    : (result.byArea.find((sum) => sum.id === id) ??
      result.byGrid.find((sum) => sum.id === id) ??
      null);

const sumsOf = (result: CoverageReply, level: Level): readonly CoverageSum[] =>
  level === "grid" ? result.byGrid : result.byArea.filter(({ kind }) => kind === level);

/** Levels this reader has more than nothing of. */
export const levelsOf = (result: CoverageReply): readonly Level[] =>
  LEVELS.filter((level) => sumsOf(result, level).length > 0);

/** The rows of a level; where an area above that level is chosen, those inside it. */
export function rowsOf(
  result: CoverageReply,
  { level, areaId, sorting }: { level: Level; areaId: string | null; sorting: Sorting },
): readonly CoverageSum[] {
  const parents = new Map(result.byArea.map(({ id, parentId }) => [id, parentId]));
  const chosen = findSum(result, areaId);
  const isAbove = chosen !== null && chosen.kind !== level && chosen.kind !== "grid";
  const sums = sumsOf(result, level).filter(
    (sum) => !isAbove || isUnder(sum.parentId, chosen.id, parents),
  );
  // Rows of another branch help nobody, an empty table neither.
  return (sums.length === 0 ? sumsOf(result, level) : sums).toSorted(comparing(sorting));
}

function isUnder(
  id: string | null,
  above: string,
  parents: ReadonlyMap<string, string | null>,
): boolean {
  for (let at = id; at !== null; at = parents.get(at) ?? null) if (at === above) return true;
  return false;
}

/** Where nobody lives there is nothing to be worse than: such rows come last either way. */
function comparing({ key, isDescending }: Sorting): (a: CoverageSum, b: CoverageSum) => number {
  const sign = isDescending ? -1 : 1;
  return (a, b) => {
    if ((a.coveredShare === null) !== (b.coveredShare === null))
      return a.coveredShare === null ? 1 : -1;
    if (key === "name") return sign * byName(a, b);
    const difference = valueOf(a, key) - valueOf(b, key);
    // Among equals those with more households without a station come first.
    return sign * difference || b.households.uncovered - a.households.uncovered || byName(a, b);
  };
}

/** Made once: thousands of grids are sorted with every step of a drag. */
const collator = new Intl.Collator("zh-CN");
const byName = (a: CoverageSum, b: CoverageSum): number => collator.compare(a.name, b.name);

function valueOf(sum: CoverageSum, key: Exclude<SortKey, "name">): number {
  if (key === "share") return sum.coveredShare ?? 0;
  return key === "uncovered" ? sum.households.uncovered : allHouseholds(sum);
}
