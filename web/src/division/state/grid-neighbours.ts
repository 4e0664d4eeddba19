import { unitsOfGrid, type Division, type GridId } from "@onegrid/core/division";

export type Neighbours = ReadonlyMap<GridId, ReadonlySet<GridId>>;

/**
 * Grids that share a border, contact or not: colours should tell them apart. With the neighbours of
 * an earlier state only those of changed grids are looked for again.
 */
export function neighboursOf(
  division: Division,
  changed: ReadonlySet<GridId | null>,
  before: Neighbours = new Map(),
): Neighbours {
  const neighbours = new Map<GridId, ReadonlySet<GridId>>();
  for (const gridId of division.grids)
    neighbours.set(
      gridId,
      changed.has(gridId) ? touchedGrids(division, gridId) : (before.get(gridId) ?? new Set()),
    );
  for (const gridId of changed)
    if (gridId !== null) tellOthers(neighbours, gridId, before.get(gridId) ?? new Set());
  return neighbours;
}

/** What a grid has found out of its neighbours, its old neighbours and its new ones hear. */
function tellOthers(
  neighbours: Map<GridId, ReadonlySet<GridId>>,
  gridId: GridId,
  old: ReadonlySet<GridId>,
): void {
  const found = neighbours.get(gridId) ?? new Set<GridId>();
  for (const other of new Set([...old, ...found])) {
    const around = neighbours.get(other);
    if (around === undefined || around.has(gridId) === found.has(other)) continue;
    const next = new Set(around);
    if (found.has(other)) next.add(gridId);
    else next.delete(gridId);
    neighbours.set(other, next);
  }
}

function touchedGrids(division: Division, gridId: GridId): Set<GridId> {
  const { first, to } = division.ground.graph;
  const found = new Set<GridId>();
  for (const unit of unitsOfGrid(division, gridId))
    for (let at = first[unit] ?? 0; at < (first[unit + 1] ?? 0); at++) {
      const other = division.gridOf[to[at] ?? -1] ?? null;
      if (other !== null && other !== gridId) found.add(other);
    }
  return found;
}
