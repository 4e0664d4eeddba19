/**
 * One-to-one matching of rows to columns with the largest sum of weights: the Hungarian method with
 * row and column prices (Kuhn 1955, Munkres 1957), O(n³). The column of every row; −1: none.
 */
export function largestMatching(weights: readonly (readonly number[])[]): number[] {
  const rows = weights.length;
  const columns = weights[0]?.length ?? 0;
  const size = Math.max(rows, columns);
  // Row 0 and column 0 of the square are the start of the search; missing cells weigh nothing.
  const costAt = (row: number, column: number) => -(weights[row - 1]?.[column - 1] ?? 0);
  const rowPrice = new Float64Array(size + 1);
  const columnPrice = new Float64Array(size + 1);
  const rowOf = new Int32Array(size + 1);
  for (let row = 1; row <= size; row++) {
    const cameFrom = growTree({ size, row, costAt, rowPrice, columnPrice, rowOf });
    let column = cameFrom.end;
    while (column !== 0) {
      const before = cameFrom.way[column] ?? 0;
      rowOf[column] = rowOf[before] ?? 0;
      column = before;
    }
  }
  const columnOf = weights.map(() => -1);
  for (let column = 1; column <= columns; column++) {
    const row = (rowOf[column] ?? 0) - 1;
    if (row >= 0 && row < rows) columnOf[row] = column - 1;
  }
  return columnOf;
}

interface Search {
  readonly size: number;
  readonly row: number;
  readonly costAt: (row: number, column: number) => number;
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
  readonly rowOf: Int32Array;
}

/** Cheapest way from a free row to a free column; raises prices so that it becomes free of charge. */
function growTree(search: Search): { end: number; way: Int32Array } {
  const { size, row, rowPrice, columnPrice, rowOf } = search;
  const way = new Int32Array(size + 1);
  const slack = new Float64Array(size + 1).fill(Infinity);
  const isDone = new Uint8Array(size + 1);
  rowOf[0] = row;
  let column = 0;
  do {
    isDone[column] = 1;
    const next = relax(search, column, { way, slack, isDone });
    const step = slack[next] ?? 0;
    for (let other = 0; other <= size; other++) {
      if (isDone[other] === 1) {
        const at = rowOf[other] ?? 0;
        rowPrice[at] = (rowPrice[at] ?? 0) + step;
        columnPrice[other] = (columnPrice[other] ?? 0) - step;
      } else slack[other] = (slack[other] ?? 0) - step;
    }
    column = next;
  } while (rowOf[column] !== 0);
  return { end: column, way };
}

/** Looks along the row of a column; the open column with the least slack. */
function relax(
  { size, costAt, rowPrice, columnPrice, rowOf }: Search,
  column: number,
  { way, slack, isDone }: { way: Int32Array; slack: Float64Array; isDone: Uint8Array },
): number {
  const row = rowOf[column] ?? 0;
  let next = 0;
  let least = Infinity;
  for (let other = 1; other <= size; other++) {
    if (isDone[other] === 1) continue;
    const reduced = costAt(row, other) - (rowPrice[row] ?? 0) - (columnPrice[other] ?? 0);
    if (reduced < (slack[other] ?? 0)) {
      slack[other] = reduced;
      way[other] = column;
    }
    if ((slack[other] ?? 0) < least) {
      least = slack[other] ?? 0;
      next = other;
    }
  }
  return next;
}
