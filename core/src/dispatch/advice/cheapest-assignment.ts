/**
 * Rows to columns at the least total cost, each column once (the assignment problem, 指派问题).
 * Shortest augmenting paths with potentials after Jonker & Volgenant, "A shortest augmenting path
 * algorithm for dense and sparse linear assignment problems", Computing 38 (1987): O(rows² · columns).
 */

export interface Assignment {
  /** For each row its column, or −1 where every allowed column would cost more than leaving the row out. */
  readonly columnOf: Int32Array;
  /** What the rows are worth: with `columnPrices` the proof that nothing is cheaper. */
  readonly rowPrices: Float64Array;
  /** Never above 0; 0 for a column that nobody takes. */
  readonly columnPrices: Float64Array;
}

/**
 * @param costs Row by row, `rows × columns` of them; `Infinity` where a row may not take a column.
 *   Whole numbers whose sums stay below 2⁵³ give exact results.
 * @param outCosts What it costs to leave each row out; finite.
 */
export function cheapestAssignment(
  costs: Float64Array,
  columns: number,
  outCosts: Float64Array,
): Assignment {
  const rows = outCosts.length;
  const state: State = {
    costs,
    columns,
    outCosts,
    columnOf: new Int32Array(rows).fill(-1),
    rowOf: new Int32Array(columns).fill(-1),
    rowPrices: new Float64Array(rows),
    columnPrices: new Float64Array(columns),
    distances: new Float64Array(columns),
    before: new Int32Array(columns),
    isSettled: new Uint8Array(columns),
    settled: [],
  };
  for (let row = 0; row < rows; row += 1) placeRow(state, row);
  const { columnOf, rowPrices, columnPrices } = state;
  return { columnOf, rowPrices, columnPrices };
}

interface State {
  readonly costs: Float64Array;
  readonly columns: number;
  readonly outCosts: Float64Array;
  readonly columnOf: Int32Array;
  readonly rowOf: Int32Array;
  readonly rowPrices: Float64Array;
  readonly columnPrices: Float64Array;
  /** Length of the shortest path from the new row to each column, in reduced costs. */
  readonly distances: Float64Array;
  /** The row from which that path reaches the column. */
  readonly before: Int32Array;
  readonly isSettled: Uint8Array;
  settled: number[];
}

/** Where a path may end: its last row takes a free column, or is left out (`column` −1). */
interface PathEnd {
  length: number;
  column: number;
  row: number;
}

function placeRow(state: State, start: number): void {
  state.distances.fill(Infinity);
  state.isSettled.fill(0);
  state.settled = [];
  const end = shortestPath(state, start);
  raisePrices(state, start, end.length);
  pushAlong(state, start, end);
}

function shortestPath(state: State, start: number): PathEnd {
  const { distances, isSettled, rowOf, before } = state;
  const end: PathEnd = { length: Infinity, column: -1, row: -1 };
  let row = start;
  let length = 0;
  for (;;) {
    reachFrom(state, row, length, end);
    const column = nearestOpen(state);
    const next = distances[column] ?? Infinity;
    if (next >= end.length) return end;
    isSettled[column] = 1;
    state.settled.push(column);
    length = next;
    row = rowOf[column] ?? -1;
    if (row < 0) return { length, column, row: before[column] ?? -1 };
  }
}

/** From the end of the path back to the new row: each row takes the column that the next one gives up. */
function pushAlong(
  { columnOf, rowOf, before }: State,
  start: number,
  { column: last, row: lastRow }: PathEnd,
): void {
  let column = last;
  let row = lastRow;
  for (;;) {
    const given = columnOf[row] ?? -1;
    columnOf[row] = column;
    if (column >= 0) rowOf[column] = row;
    if (row === start) return;
    column = given;
    row = before[column] ?? -1;
  }
}

/** Looks at what the row could take, and at leaving it out. */
function reachFrom(state: State, row: number, length: number, end: PathEnd): void {
  const { costs, columns, outCosts, rowPrices, columnPrices, distances, before, isSettled } = state;
  const base = length - (rowPrices[row] ?? 0);
  const out = base + (outCosts[row] ?? 0);
  if (out < end.length) Object.assign(end, { length: out, column: -1, row });
  const first = row * columns;
  for (let column = 0; column < columns; column += 1) {
    if (isSettled[column]) continue;
    const reached = base + (costs[first + column] ?? Infinity) - (columnPrices[column] ?? 0);
    if (reached < (distances[column] ?? Infinity)) {
      distances[column] = reached;
      before[column] = row;
    }
  }
}

/** The column nearest to the new row among those not settled; the first of equals. */
function nearestOpen({ columns, distances, isSettled }: State): number {
  let nearest = -1;
  let least = Infinity;
  for (let column = 0; column < columns; column += 1) {
    const distance = distances[column] ?? Infinity;
    if (distance < least && !isSettled[column]) {
      least = distance;
      nearest = column;
    }
  }
  return nearest;
}

/** Keeps every reduced cost at or above 0, and at 0 along the path. */
function raisePrices(state: State, start: number, length: number): void {
  const { settled, distances, rowOf, rowPrices, columnPrices } = state;
  rowPrices[start] = (rowPrices[start] ?? 0) + length;
  for (const column of settled) {
    const slack = length - (distances[column] ?? 0);
    columnPrices[column] = (columnPrices[column] ?? 0) - slack;
    const row = rowOf[column] ?? -1;
    if (row >= 0) rowPrices[row] = (rowPrices[row] ?? 0) + slack;
  }
}
