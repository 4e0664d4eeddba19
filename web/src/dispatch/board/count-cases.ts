import type { OpenGrid } from "@onegrid/core/dispatch/open-cases-contract";
import type { Position } from "@onegrid/core/geometry";
import type { CaseTable } from "./case-table.ts";
import { toneAt } from "./case-view.ts";

/** Where the number of an area's cases stands. */
export interface CountPlace {
  readonly id: string;
  readonly center: Position;
}

export interface CaseCount {
  readonly id: string;
  readonly center: Position;
  readonly all: number;
  readonly late: number;
}

interface Counted {
  readonly table: CaseTable;
  readonly rows: readonly number[];
  readonly now: number;
}

/** For small scales: how many of the cases each community has, and how many of them are late. */
export const countCommunities = (counted: Counted, places: readonly CountPlace[]): CaseCount[] => {
  const { communities, community } = counted.table;
  const centers = new Map(places.map(({ id, center }) => [id, center]));
  return countBy(counted, (row) => placeOf(communities.words[community[row] ?? -1], centers));
};

/** One step nearer: by grid, and by community where a case lies in no grid that the reader sees. */
export const countGrids = (
  counted: Counted,
  grids: ReadonlyMap<string, OpenGrid>,
  places: readonly CountPlace[],
): CaseCount[] => {
  const { table } = counted;
  const centers = new Map(places.map(({ id, center }) => [id, center]));
  return countBy(counted, (row) => {
    const grid = grids.get(table.grids.words[table.grid[row] ?? -1] ?? "");
    if (grid?.center) return { id: grid.id, center: grid.center };
    return placeOf(table.communities.words[table.community[row] ?? -1], centers);
  });
};

const placeOf = (
  id: string | undefined,
  centers: ReadonlyMap<string, Position>,
): CountPlace | null => {
  const center = id === undefined ? undefined : centers.get(id);
  return id === undefined || center === undefined ? null : { id, center };
};

/**
 * Every case with a place is in one number, so that the map adds up to the list: one outside of all areas
 * counts alone where it lies.
 */
function countBy(
  { table, rows, now }: Counted,
  placeAt: (row: number) => CountPlace | null,
): CaseCount[] {
  const counts = new Map<string, CaseCount & { all: number; late: number }>();
  for (const row of rows) {
    const place = placeAt(row) ?? ownPlace(table, row);
    if (place === null) continue;
    const count = counts.get(place.id) ?? { ...place, all: 0, late: 0 };
    count.all += 1;
    if (toneAt(table, row, now) === "late") count.late += 1;
    counts.set(place.id, count);
  }
  return [...counts.values()];
}

function ownPlace({ ids, lng, lat }: CaseTable, row: number): CountPlace | null {
  const center = [lng[row] ?? NaN, lat[row] ?? NaN] as const;
  return Number.isNaN(center[0]) ? null : { id: ids[row] ?? "", center };
}
