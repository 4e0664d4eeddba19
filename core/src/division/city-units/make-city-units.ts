import { AREA2_OF_SQUARE_METRE, float, item, uint, type PlanarMap } from "../../topology/index.ts";
import {
  CITY_UNIT_SQUARE_METRES,
  cityUnitGraph,
  crosswalk,
  MOST_UNIT_SQUARE_METRES,
} from "./city-units.ts";
import { cutOutGraph } from "../model/community-graph.ts";
import { divideUnits } from "../solve/divide-units.ts";
import { halveLargeGround } from "./halve-large.ts";
import type { Division } from "../model/model.ts";
import { orderOfGrids } from "../measure/number-grids.ts";

export interface CityUnit {
  readonly squareMetres: number;
  readonly households: number;
  readonly buildings: number;
}

export interface MadeCityUnits {
  /** The map of the division with large ground cut. */
  readonly map: PlanarMap;
  /** Unit of management of every unit of that map; −1: ground of another community. */
  readonly cityUnitOf: Int32Array;
  /** From north to south in rows, each from west to east: the order of their numbers. */
  readonly cityUnits: readonly CityUnit[];
  /** Ground that is in no grid has no row. */
  readonly crosswalk: readonly {
    readonly cityUnit: number;
    readonly gridId: string;
    readonly households: number;
    readonly squareMetres: number;
  }[];
  /** Units over the limit that no line could cut. */
  readonly uncut: readonly string[];
}

/**
 * Units of management (万米单元网格) on the ground of a division, and how they lie in its grids. The same
 * division, the same answer. Yields as it goes.
 *
 * @throws if the division's ground has no map.
 */
export function* makeCityUnits(
  { ground, gridOf }: Pick<Division, "ground" | "gridOf">,
  options: { readonly seed: string; readonly effort: number },
): Generator<unknown, MadeCityUnits, undefined> {
  if (!ground.map) throw new Error("a ground without a map");
  const { map, parentOf, uncut } = halveLargeGround(ground.map, MOST_UNIT_SQUARE_METRES);
  yield;
  const parentIds = ground.map.units.ids;
  const unitOf = parentOf.map((parent) => ground.indexOf.get(item(parentIds, parent)) ?? -1);
  const units = [...unitOf.keys()].filter((unit) => (unitOf[unit] ?? -1) >= 0);
  const graph = cutOutGraph(cityUnitGraph(map), units);
  const target = CITY_UNIT_SQUARE_METRES;
  const own = Array.from(units.keys());
  const made = yield* divideUnits(graph, own, { ...options, target, preset: "standard" });
  const numbers = new Map(orderOfGrids(graph, own, made).map((grid, number) => [grid, number]));
  const cityUnitOf = new Int32Array(map.units.ids.length).fill(-1);
  for (const [i, unit] of units.entries())
    cityUnitOf[unit] = numbers.get(made.gridOf[i] ?? -1) ?? -1;
  const gridIds = [...new Set(gridOf.flatMap((id) => id ?? []))].toSorted();
  const numberOf = new Map(gridIds.map((id, number) => [id, number]));
  const inGrid = unitOf.map((unit) => numberOf.get(gridOf[unit] ?? "") ?? -1);
  return {
    map,
    cityUnitOf,
    cityUnits: sumUp(map, cityUnitOf, made.count),
    crosswalk: crosswalk(map, cityUnitOf, inGrid).flatMap(({ grid, ...row }) => {
      const gridId = gridIds[grid];
      return gridId === undefined || row.cityUnit < 0 ? [] : [{ ...row, gridId }];
    }),
    uncut,
  };
}

function sumUp(map: PlanarMap, cityUnitOf: Int32Array, count: number): CityUnit[] {
  const sums = Array.from({ length: count }, () => ({ area2: 0, households: 0, buildings: 0 }));
  for (const [unit, cityUnit] of cityUnitOf.entries()) {
    const sum = sums[cityUnit];
    if (!sum) continue;
    sum.area2 += float(map.units.area2, unit);
    sum.households += uint(map.units.households, unit);
  }
  for (const unit of map.buildings.unit) {
    const sum = sums[cityUnitOf[unit] ?? -1];
    if (sum) sum.buildings += 1;
  }
  return sums.map(({ area2, ...sum }) => ({ ...sum, squareMetres: area2 / AREA2_OF_SQUARE_METRE }));
}

/** How many are within a fifth of a hectare. */
export const countNearHectare = (squareMetres: readonly number[]): number =>
  squareMetres.filter((area) => Math.abs(area / CITY_UNIT_SQUARE_METRES - 1) <= 0.2).length;
