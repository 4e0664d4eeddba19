import { matchGrids, type GridOverlap, type GridTotal } from "./match-grids.ts";
import type { Division, GridId, UnitId } from "../model/model.ts";
import type { UnitGraph } from "../model/unit-graph.ts";
import { sumHouseholds } from "../model/sum-households.ts";

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

/** Households and units that go from an old grid to a new one, or stay. */
export interface GridFlow {
  readonly before: GridId;
  readonly after: GridId;
  readonly households: number;
  readonly units: number;
}

export interface Comparison {
  readonly pairs: readonly GridPair[];
  /** Old grids in their order, largest share first: the first one is the successor (承接网格). */
  readonly flows: readonly GridFlow[];
  /** Units whose grid has another partner. */
  readonly movedUnits: readonly UnitId[];
  readonly movedHouseholds: number;
}

/**
 * Two divisions of one ground, grids matched one to one for the most households that stay; ties by
 * area, then order. A match that keeps less than half of the old grid's households (of its area if
 * it has none) does not count.
 */
export function compareDivisions(before: Division, after: Division): Comparison {
  if (before.ground.unitIds.join() !== after.ground.unitIds.join()) {
    throw new Error(`divisions ${before.id} and ${after.id} have different units`);
  }
  const { totals, cells } = overlapsOf(before, after);
  const partner = matchGrids(totals, cells);
  const shares = new Map(cells.map((cell) => [`${cell.before} ${cell.after}`, cell]));
  const pairs = before.grids.map((id, row): GridPair => {
    const other = after.grids[partner[row] ?? -1];
    const cell = shares.get(`${row} ${partner[row] ?? -1}`);
    if (other === undefined || cell === undefined)
      return { before: id, after: null, shared: 0, isSame: false };
    const isSame = cell.units === totals[row]?.units && cell.units === cell.unitsAfter;
    return { before: id, after: other, shared: cell.households, isSame };
  });
  const matched = new Set(pairs.map((pair) => pair.after));
  for (const id of after.grids) {
    if (!matched.has(id)) pairs.push({ before: null, after: id, shared: 0, isSame: false });
  }
  return { pairs, flows: flowsOf(before, after, cells), ...movedUnits(before, after, pairs) };
}

interface Cell extends GridOverlap {
  readonly units: number;
  /** Units of the new grid, in whatever grid they were. */
  readonly unitsAfter: number;
}

interface Total extends GridTotal {
  readonly units: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function overlapsOf(before: Division, after: Division): { totals: Total[]; cells: Cell[] } {
  const { graph } = before.ground;
  const rowOf = new Map<GridId | null, number>(before.grids.map((id, i) => [id, i]));
  const columnOf = new Map<GridId | null, number>(after.grids.map((id, i) => [id, i]));
  const totals = before.grids.map((): Mutable<Total> => ({ households: 0, area2: 0, units: 0 }));
  const sizes = after.grids.map(() => 0);
  const cells = new Map<string, Mutable<Cell>>();
  for (let unit = 0; unit < graph.count; unit++) {
    const row = rowOf.get(before.gridOf[unit] ?? null);
    const column = columnOf.get(after.gridOf[unit] ?? null);
    const own = weightOf(graph, unit);
    if (column !== undefined) sizes[column] = (sizes[column] ?? 0) + 1;
    if (row === undefined) continue;
    add(totals[row], own);
    if (column === undefined) continue;
    const key = `${row} ${column}`;
    const cell = cells.get(key);
    if (cell) add(cell, own);
    else cells.set(key, { before: row, after: column, unitsAfter: 0, ...own });
  }
  for (const cell of cells.values()) cell.unitsAfter = sizes[cell.after] ?? 0;
  return { totals, cells: [...cells.values()] };
}

const weightOf = ({ households, area2 }: UnitGraph, unit: number): Total => ({
  households: households[unit] ?? 0,
  area2: area2[unit] ?? 0,
  units: 1,
});

function add(sum: Mutable<Total> | undefined, own: Total): void {
  if (sum === undefined) return;
  sum.households += own.households;
  sum.area2 += own.area2;
  sum.units += own.units;
}

const flowsOf = (before: Division, after: Division, cells: readonly Cell[]): GridFlow[] =>
  cells
    .toSorted(
      (a, b) =>
        a.before - b.before ||
        b.households - a.households ||
        b.area2 - a.area2 ||
        a.after - b.after,
    )
    .map((cell) => ({
      before: before.grids[cell.before] ?? "",
      after: after.grids[cell.after] ?? "",
      households: cell.households,
      units: cell.units,
    }));

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
    movedHouseholds: sumHouseholds(ground.graph, moved),
  };
}
