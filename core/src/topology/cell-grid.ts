import { uint } from "./typed-access.ts";

/** Square cells over a box, in centimetres. */
export interface CellGrid {
  readonly minX: number;
  readonly minY: number;
  readonly size: number;
  readonly columns: number;
  readonly rows: number;
}

const MOST_CELLS = 4_000_000;

/** About one cell for each of `count` things, within a box. */
export function makeCellGrid(
  [minX, minY, maxX, maxY]: readonly [number, number, number, number],
  count: number,
): CellGrid {
  const [width, height] = [maxX - minX + 1, maxY - minY + 1];
  const cells = Math.min(Math.max(count, 1), MOST_CELLS);
  // The second and third keep a long thin box from getting more cells than asked for.
  const size = Math.ceil(
    Math.max(Math.sqrt((width * height) / cells), width / cells, height / cells, 16),
  );
  return {
    minX,
    minY,
    size,
    columns: Math.floor(width / size) + 1,
    rows: Math.floor(height / size) + 1,
  };
}

export function columnOf(grid: CellGrid, x: number): number {
  return Math.min(Math.max(Math.floor((x - grid.minX) / grid.size), 0), grid.columns - 1);
}

export function rowOf(grid: CellGrid, y: number): number {
  return Math.min(Math.max(Math.floor((y - grid.minY) / grid.size), 0), grid.rows - 1);
}

/** One centimetre more on each side: wider than the rounding below and than half a pixel. */
const MARGIN = 1;

/** Calls `visit` for each cell within a centimetre of the segment (and now and then one more). */
export function visitCells(
  grid: CellGrid,
  [ax, ay, bx, by]: readonly [number, number, number, number],
  visit: (cell: number) => void,
): void {
  const [lowX, lowY, highX, highY] = ay <= by ? [ax, ay, bx, by] : [bx, by, ax, ay];
  const last = rowOf(grid, highY + MARGIN);
  const first = rowOf(grid, lowY - MARGIN);
  const slope = highY > lowY ? (highX - lowX) / (highY - lowY) : 0;
  for (let row = first; row <= last; row++) {
    let [startX, endX] = [lowX, highX];
    if (first !== last && highY > lowY) {
      const bottom = Math.max(grid.minY + row * grid.size - MARGIN, lowY);
      const top = Math.min(grid.minY + (row + 1) * grid.size + MARGIN, highY);
      startX = lowX + slope * (Math.min(bottom, highY) - lowY);
      endX = lowX + slope * (Math.max(top, lowY) - lowY);
    }
    const lastColumn = columnOf(grid, Math.max(startX, endX) + MARGIN);
    for (
      let column = columnOf(grid, Math.min(startX, endX) - MARGIN);
      column <= lastColumn;
      column++
    )
      visit(row * grid.columns + column);
  }
}

/** Things by cell: those of cell c are `items` [first[c], first[c+1]), in the order in which they were added. */
export interface CellBuckets {
  readonly first: Uint32Array;
  readonly items: Uint32Array;
}

/** `visitAll` names each pair of cell and thing; it is called twice and must say the same. */
export function fillBuckets(
  cellCount: number,
  visitAll: (visit: (cell: number, thing: number) => void) => void,
): CellBuckets {
  const first = new Uint32Array(cellCount + 1);
  visitAll((cell) => {
    first[cell + 1] = uint(first, cell + 1) + 1;
  });
  for (let cell = 0; cell < cellCount; cell++)
    first[cell + 1] = uint(first, cell + 1) + uint(first, cell);
  const next = first.slice();
  const items = new Uint32Array(uint(first, cellCount));
  visitAll((cell, thing) => {
    const place = uint(next, cell);
    items[place] = thing;
    next[cell] = place + 1;
  });
  return { first, items };
}
