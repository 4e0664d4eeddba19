/**
 * Counts in rows and columns that are to be published. Whoever sees the sums must not find out a count
 * below five: it may be about one household.
 */
export interface CountTable {
  /** `counts[row][column]`, whole numbers from 0. */
  readonly counts: readonly (readonly number[])[];
}

/** The same with its sums; `null` stands for what is not shown. */
export interface PublishedTable {
  readonly cells: (number | null)[][];
  readonly rowTotals: (number | null)[];
  readonly columnTotals: (number | null)[];
  readonly total: number | null;
}

/** Counts from 1 to this are not shown; nor is whatever they could be computed from. */
export const LARGEST_SMALL_COUNT = 4;

/**
 * Primary suppression hides every count and sum from 1 to 4. Complementary suppression then hides others
 * until no hidden number follows from those that are shown: a table with its sums is a flow through a
 * network (row sum → row → column → column sum → total → row sum), so a hidden number is free if, and
 * only if, a circle of hidden edges leads through it on which one can be added or taken away (Gusfield,
 * A graph theoretic approach to statistical data security, 1988). Hidden numbers are known to be at least
 * 1, zeros are always shown, so nothing is taken from a 1.
 */
export function suppressSmall({ counts }: CountTable): PublishedTable {
  const network = networkOf(counts);
  const isHidden = network.edges.map(({ value }) => value > 0 && value <= LARGEST_SMALL_COUNT);
  // Hiding more never binds what is free already: one pass is enough.
  for (const at of network.edges.keys()) {
    if (isHidden[at] !== true) continue;
    for (const other of cheapestCircle(network, isHidden, at)) isHidden[other] = true;
  }
  return publish(counts, network.edges, isHidden);
}

/** A number of the table, as an edge from one sum to another. */
interface Edge {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  /** What it costs to hide it: sums are worth more than what they sum up. */
  readonly worth: number;
}

interface Network {
  readonly nodes: number;
  /** Cells row by row, then row sums, column sums, and the total. */
  readonly edges: readonly Edge[];
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

const WORTH = { cell: 1_000, sum: 1_000_000, total: 1_000_000_000 };

const edgeOf = (from: number, to: number, value: number, worth: number): Edge => ({
  from,
  to,
  value,
  // Among equals the smaller number tells less.
  worth: worth + Math.min(value, 999),
});

function networkOf(counts: readonly (readonly number[])[]): Network {
  const rows = counts.length;
  const columns = counts[0]?.length ?? 0;
  const top = rows + columns;
  const bottom = top + 1;
  const columnSum = (at: number): number => sum(counts.map((row) => row[at] ?? 0));
  const sums = Array.from({ length: columns }, (_, at) => columnSum(at));
  return {
    nodes: bottom + 1,
    edges: [
      ...counts.flatMap((row, r) => row.map((value, c) => edgeOf(r, rows + c, value, WORTH.cell))),
      ...counts.map((row, r) => edgeOf(top, r, sum(row), WORTH.sum)),
      ...sums.map((value, c) => edgeOf(rows + c, bottom, value, WORTH.sum)),
      edgeOf(bottom, top, sum(sums), WORTH.total),
    ],
  };
}

/** The edges that have to be hidden with one, so that it may be one more or one less. */
function cheapestCircle(network: Network, isHidden: readonly boolean[], at: number): number[] {
  const edge = network.edges[at];
  if (!edge) return [];
  const more = cheapestWay(network, isHidden, { at, from: edge.to, to: edge.from });
  const less =
    edge.value > 1 ? cheapestWay(network, isHidden, { at, from: edge.from, to: edge.to }) : null;
  const ways = [more, less].filter((way) => way !== null);
  ways.sort((a, b) => a.cost - b.cost);
  const [best] = ways;
  // A cell, its two sums and the total are a circle: there is always one.
  if (!best) throw new Error(`no circle through the number ${edge.value}`);
  return best.edges;
}

interface Way {
  readonly cost: number;
  readonly edges: number[];
}

/**
 * The cheapest way (Dijkstra) along numbers above 0: with an edge one is added to it, against an edge one
 * is taken away. What is hidden already costs nothing.
 */
function cheapestWay(
  { nodes, edges }: Network,
  isHidden: readonly boolean[],
  { at, from, to }: { readonly at: number; readonly from: number; readonly to: number },
): Way | null {
  const costs = Array.from({ length: nodes }, () => Infinity);
  const cameBy = new Map<number, { readonly edge: number; readonly node: number }>();
  const open = new Set(costs.keys());
  costs[from] = 0;
  for (let node = cheapestOf(open, costs); node !== to; node = cheapestOf(open, costs)) {
    const cost = costs[node] ?? Infinity;
    if (cost === Infinity) return null;
    open.delete(node);
    for (const [index, edge] of edges.entries()) {
      const next = index === at ? null : endOf(edge, node);
      const reached = cost + (isHidden[index] === true ? 0 : edge.worth);
      if (next === null || reached >= (costs[next] ?? 0)) continue;
      costs[next] = reached;
      cameBy.set(next, { edge: index, node });
    }
  }
  return { cost: costs[to] ?? 0, edges: walkBack(cameBy, to) };
}

const cheapestOf = (open: ReadonlySet<number>, costs: readonly number[]): number =>
  [...open].reduce((a, b) => ((costs[b] ?? 0) < (costs[a] ?? 0) ? b : a));

/** Where an edge leads to from a node; `null` where it does not, or may not be used. */
function endOf({ from, to, value }: Edge, node: number): number | null {
  if (from === node) return value > 0 ? to : null;
  return to === node && value > 1 ? from : null;
}

function walkBack(
  cameBy: ReadonlyMap<number, { readonly edge: number; readonly node: number }>,
  to: number,
): number[] {
  const edges: number[] = [];
  for (let step = cameBy.get(to); step; step = cameBy.get(step.node)) edges.push(step.edge);
  return edges;
}

function publish(
  counts: readonly (readonly number[])[],
  edges: readonly Edge[],
  isHidden: readonly boolean[],
): PublishedTable {
  const shown = edges.map(({ value }, at) => (isHidden[at] === true ? null : value));
  const columns = counts[0]?.length ?? 0;
  const cells = counts.length * columns;
  const sums = cells + counts.length;
  return {
    cells: counts.map((_, row) => shown.slice(row * columns, (row + 1) * columns)),
    rowTotals: shown.slice(cells, sums),
    columnTotals: shown.slice(sums, sums + columns),
    total: shown.at(-1) ?? null,
  };
}
