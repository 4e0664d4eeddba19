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
