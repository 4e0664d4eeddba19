import { groupBy } from "../model/group-by.ts";
import { largestMatching } from "./largest-matching.ts";

/** What an old grid and a new one have in common. */
export interface GridOverlap {
  /** Place of the old grid in its list, and of the new one in its. */
  readonly before: number;
  readonly after: number;
  readonly households: number;
  /** Twice the area, in any unit; breaks ties and speaks for grids where nobody lives. */
  readonly area2: number;
}

/** Households and twice the area of one old grid, with what no new grid took over. */
export interface GridTotal {
  readonly households: number;
  readonly area2: number;
}

/** A grid that keeps less than half of its households is a new one. */
const KEEP_SHARE = 0.5;
/** Steps of area within one household: whole numbers, so that the sums of the matching are exact. */
const AREA_STEPS = 1_000_000;

/**
 * Which new grid carries each old one on (its identity and code stay); −1: the old grid is gone. One to
 * one with the largest Σ households in common, ties by area, then by the order of the grids. A match
 * counts when it holds at least half of the old grid's households, of its area if nobody lives there.
 */
export function matchGrids(
  totals: readonly GridTotal[],
  overlaps: readonly GridOverlap[],
): number[] {
  const ground = totals.reduce((sum, { area2 }) => sum + area2, 0) || 1;
  const weightOf = ({ households, area2 }: GridOverlap): number =>
    households * (AREA_STEPS + 1) + Math.floor((area2 / ground) * AREA_STEPS);
  const partner = totals.map(() => -1);
  for (const cells of tangles(totals.length, overlaps)) {
    const rows = ascending(cells.map(({ before }) => before));
    const columns = ascending(cells.map(({ after }) => after));
    const weights = rows.map(() => columns.map(() => 0));
    for (const cell of cells) {
      const row = weights[rows.indexOf(cell.before)];
      if (row) row[columns.indexOf(cell.after)] = weightOf(cell);
    }
    for (const [row, column] of largestMatching(weights).entries()) {
      const [before, after] = [rows[row] ?? -1, columns[column] ?? -1];
      const cell = cells.find((each) => each.before === before && each.after === after);
      if (cell && isKept(totals[before], cell)) partner[before] = after;
    }
  }
  return partner;
}

function isKept(total: GridTotal | undefined, cell: GridOverlap): boolean {
  if (total === undefined) return false;
  return total.households > 0
    ? cell.households >= KEEP_SHARE * total.households
    : cell.area2 > 0 && cell.area2 >= KEEP_SHARE * total.area2;
}

const ascending = (values: readonly number[]): number[] =>
  [...new Set(values)].toSorted((a, b) => a - b);

/** Overlaps of grids that have nothing to do with the others: matched apart, since n³ is dear. */
function tangles(count: number, overlaps: readonly GridOverlap[]): GridOverlap[][] {
  const root = new Map<number, number>();
  const rootOf = (node: number): number => {
    const above = root.get(node) ?? node;
    if (above === node) return node;
    const top = rootOf(above);
    root.set(node, top);
    return top;
  };
  for (const { before, after } of overlaps) root.set(rootOf(before), rootOf(count + after));
  return [...groupBy(overlaps, ({ before }) => rootOf(before)).values()];
}
