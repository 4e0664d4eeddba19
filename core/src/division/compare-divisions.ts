import { largestMatching } from "./largest-matching.ts";
import type { Division, GridId, UnitId } from "./model.ts";

export interface GridPair {
  /** `null`: the grid is new. */
  readonly before: GridId | null;
  /** `null`: the grid is gone. */
  readonly after: GridId | null;
  /** Households in both. */
  readonly shared: number;
  /** Same units. */
  readonly isSame: boolean;
}

export interface Comparison {
  readonly pairs: readonly GridPair[];
  /** Units whose grid has another partner. */
  readonly movedUnits: readonly UnitId[];
  readonly movedHouseholds: number;
}

/** A grid that keeps less than half of its households is a new one. */
const KEEP_SHARE = 0.5;

/**
 * Two divisions of one ground, grids matched one to one for the most households that stay; ties by
 * area, then order. A match that keeps less than half of the old grid's households (of its area if
 * it has none) does not count.
 */
export function compareDivisions(before: Division, after: Division): Comparison {
  if (before.ground.unitIds.join() !== after.ground.unitIds.join()) {
    throw new Error(`divisions ${before.id} and ${after.id} have different units`);
  }
  const overlap = overlaps(before, after);
  const partner = largestMatching(overlap.map((row) => row.map(({ weight }) => weight)));
  const pairs = before.grids.map((id, row) =>
    pairOf({ before, after, id }, overlap[row] ?? [], partner[row] ?? -1),
  );
  const matched = new Set(pairs.map((pair) => pair.after));
  for (const id of after.grids) {
    if (!matched.has(id)) pairs.push({ before: null, after: id, shared: 0, isSame: false });
  }
  return { pairs, ...movedUnits(before, after, pairs) };
}

/** What became of one grid, given its overlaps with all later ones and its partner among them. */
function pairOf(
  { before, after, id }: { before: Division; after: Division; id: GridId },
  overlap: readonly Overlap[],
  partner: number,
): GridPair {
  const cell = overlap[partner];
  const other = after.grids[partner];
  const whole = overlap.reduce((sum, { weight }) => sum + weight, 0);
  if (!cell || other === undefined || cell.weight <= 0 || cell.weight < KEEP_SHARE * whole) {
    return { before: id, after: null, shared: 0, isSame: false };
  }
  const isSame = hasSameUnits(before, after, id, other);
  return { before: id, after: other, shared: cell.households, isSame };
}

interface Overlap {
  households: number;
  /** Households, and far behind them area, as one number. */
  weight: number;
}

function overlaps(before: Division, after: Division): Overlap[][] {
  const { graph } = before.ground;
  const rowOf = new Map<GridId | null, number>(before.grids.map((id, i) => [id, i]));
  const columnOf = new Map<GridId | null, number>(after.grids.map((id, i) => [id, i]));
  const table = before.grids.map(() => after.grids.map(() => ({ households: 0, weight: 0 })));
  const ground = graph.area2.reduce((sum, area2) => sum + area2, 0);
  for (let unit = 0; unit < graph.count; unit++) {
    const row = rowOf.get(before.gridOf[unit] ?? null);
    const column = columnOf.get(after.gridOf[unit] ?? null);
    const cell = table[row ?? -1]?.[column ?? -1];
    if (!cell) continue;
    const households = graph.households[unit] ?? 0;
    cell.households += households;
    cell.weight += households + (graph.area2[unit] ?? 0) / ground / 1000;
  }
  return table;
}

const hasSameUnits = (before: Division, after: Division, one: GridId, other: GridId): boolean =>
  before.gridOf.every((id, unit) => (id === one) === (after.gridOf[unit] === other));

function movedUnits(before: Division, after: Division, pairs: readonly GridPair[]) {
  const partnerOf = new Map(pairs.map((pair) => [pair.before, pair.after] as const));
  const { ground } = before;
  const moved = [...ground.unitIds.keys()].filter((unit) => {
    const old = before.gridOf[unit] ?? null;
    const expected = old === null ? null : (partnerOf.get(old) ?? null);
    return (after.gridOf[unit] ?? null) !== expected;
  });
  return {
    movedUnits: moved.map((unit) => ground.unitIds[unit] ?? ""),
    movedHouseholds: moved.reduce((sum, unit) => sum + (ground.graph.households[unit] ?? 0), 0),
  };
}
