import type { UnitGraph } from "../model/unit-graph.ts";

/** What numbering needs of a grid. */
export interface NumberedGrid {
  readonly id: string;
  /** Centroid, any unit of length; x east, y north. */
  readonly centroid: readonly [x: number, y: number];
  /** In the square of that unit. */
  readonly area: number;
}

/**
 * Order of the grids' numbers: from north to south in rows, each row from west to east. The
 * northernmost centroid left opens a row; all centroids at most half a row height (√ of the median
 * area) south of it belong to it. Ties by easting, then id. Same input, same order.
 */
export function numberGrids(grids: readonly NumberedGrid[]): string[] {
  const halfRow = Math.sqrt(medianArea(grids)) / 2;
  const waiting = grids.toSorted((a, b) => b.centroid[1] - a.centroid[1] || byEasting(a, b));
  const order: string[] = [];
  while (waiting.length > 0) {
    const south = (waiting[0]?.centroid[1] ?? 0) - halfRow;
    const end = waiting.findIndex((grid) => grid.centroid[1] < south);
    const row = waiting.splice(0, end < 0 ? waiting.length : end);
    order.push(...row.toSorted(byEasting).map((grid) => grid.id));
  }
  return order;
}

/**
 * The same for the grids 0 … `count` − 1 of some units, by the middle of their units weighted by ground.
 * `gridOf[i]`: the grid of `units[i]`.
 */
export function orderOfGrids(
  graph: Pick<UnitGraph, "label" | "area2">,
  units: readonly number[],
  { gridOf, count }: { readonly gridOf: ArrayLike<number>; readonly count: number },
): number[] {
  const sums = Array.from({ length: count }, () => ({ x: 0, y: 0, area: 0 }));
  for (const [i, unit] of units.entries()) {
    const sum = sums[gridOf[i] ?? 0];
    const area = graph.area2[unit] ?? 0;
    if (!sum) continue;
    sum.x += (graph.label[2 * unit] ?? 0) * area;
    sum.y += (graph.label[2 * unit + 1] ?? 0) * area;
    sum.area += area;
  }
  const grids = sums.map(({ x, y, area }, grid) => ({
    id: String(grid),
    centroid: [x / area, y / area] as const,
    area,
  }));
  return numberGrids(grids).map(Number);
}

function byEasting(a: NumberedGrid, b: NumberedGrid): number {
  const east = a.centroid[0] - b.centroid[0];
  if (east !== 0) return east;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function medianArea(grids: readonly NumberedGrid[]): number {
  const areas = grids.map((grid) => grid.area).toSorted((a, b) => a - b);
  return areas[Math.floor(areas.length / 2)] ?? 0;
}
