import { AREA2_OF_SQUARE_METRE, float, uint, type PlanarMap } from "../../topology/index.ts";
import { buildUnitGraph, type UnitGraph } from "../model/unit-graph.ts";

/** 万米单元网格: square metres of a unit of management. */
export const CITY_UNIT_SQUARE_METRES = 10_000;
/** A unit larger than this is cut before units are put together. */
export const MOST_UNIT_SQUARE_METRES = 15_000;

/**
 * The graph that 万米单元网格 are made on: the weight of a unit is its area in square metres, bare ground
 * counts in full, and compounds bind nothing together.
 */
export function cityUnitGraph(map: PlanarMap): UnitGraph {
  const graph = buildUnitGraph(map);
  return {
    ...graph,
    households: graph.area2.map((area2) => Math.round(area2 / AREA2_OF_SQUARE_METRE)),
    compound: new Int32Array(graph.count).fill(-1),
  };
}

/** What one unit of management and one base grid have in common. */
export interface CrosswalkRow {
  readonly cityUnit: number;
  readonly grid: number;
  readonly households: number;
  readonly squareMetres: number;
}

/**
 * Which base grids the units of management lie in (对照表), by sums over units; exact. `gridOf`: the base
 * grid of each unit of the map. Ascending by unit of management, then by grid.
 */
export function crosswalk(
  { units }: PlanarMap,
  cityUnitOf: ArrayLike<number>,
  gridOf: ArrayLike<number>,
): CrosswalkRow[] {
  const rows = new Map<
    string,
    { cityUnit: number; grid: number; households: number; area2: number }
  >();
  for (const unit of units.ids.keys()) {
    const [cityUnit, grid] = [cityUnitOf[unit] ?? -1, gridOf[unit] ?? -1];
    const key = `${cityUnit},${grid}`;
    const row = rows.get(key) ?? { cityUnit, grid, households: 0, area2: 0 };
    row.households += uint(units.households, unit);
    row.area2 += float(units.area2, unit);
    rows.set(key, row);
  }
  return [...rows.values()]
    .toSorted((a, b) => a.cityUnit - b.cityUnit || a.grid - b.grid)
    .map(({ area2, ...row }) => ({ ...row, squareMetres: area2 / AREA2_OF_SQUARE_METRE }));
}
