/** What matching needs of a grid: the households of each building in it. */
interface GridContent {
  readonly id: string;
  readonly households: ReadonlyMap<string, number>;
}

interface GridMatch {
  readonly newId: string;
  /** The old grid that this one carries on (its code stays); `null`: a new grid. */
  readonly oldId: string | null;
  /** Every old grid that hands over something, largest share first: the predecessors. */
  readonly from: readonly string[];
}

/** A grid keeps its identity when at least half of its old households stay together. */
const KEPT_SHARE = 0.5;
/** What a building without households weighs, so that grids of them match too. */
const EMPTY_BUILDING = 0.001;

/**
 * Which new grid carries on which old one, across base versions: pairs are taken by households in
 * common, largest first, ties by ids.
 */
export function matchGrids(old: readonly GridContent[], next: readonly GridContent[]): GridMatch[] {
  const oldOf = new Map(
    old.flatMap((grid) => [...grid.households.keys()].map((key) => [key, grid.id] as const)),
  );
  const pairs = next
    .flatMap((grid) =>
      [...sharesOf(grid, oldOf)].map(([oldId, shared]) => pair(grid, oldId, shared)),
    )
    .toSorted(
      (a, b) => b.shared - a.shared || compare(a.oldId, b.oldId) || compare(a.newId, b.newId),
    );
  const totals = new Map(old.map((grid) => [grid.id, totalOf(grid)]));
  const keptBy = new Map<string, string>();
  const taken = new Set<string>();
  for (const { newId, oldId, shared } of pairs) {
    const isHalf = shared >= KEPT_SHARE * (totals.get(oldId) ?? Infinity);
    if (!isHalf || keptBy.has(newId) || taken.has(oldId)) continue;
    keptBy.set(newId, oldId);
    taken.add(oldId);
  }
  return next.map(({ id }) => ({
    newId: id,
    oldId: keptBy.get(id) ?? null,
    from: pairs.filter(({ newId }) => newId === id).map(({ oldId }) => oldId),
  }));
}

const pair = (grid: GridContent, oldId: string, shared: number) => ({
  newId: grid.id,
  oldId,
  shared,
});

const totalOf = ({ households }: GridContent): number =>
  [...households.values()].reduce((sum, count) => sum + count + EMPTY_BUILDING, 0);

/** Households that a grid takes over, by old grid. */
function sharesOf(grid: GridContent, oldOf: ReadonlyMap<string, string>): Map<string, number> {
  const shares = new Map<string, number>();
  for (const [key, households] of grid.households) {
    const oldId = oldOf.get(key);
    if (oldId !== undefined) {
      shares.set(oldId, (shares.get(oldId) ?? 0) + households + EMPTY_BUILDING);
    }
  }
  return shares;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
