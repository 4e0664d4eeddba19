import {
  CITY_UNIT_SQUARE_METRES,
  cityUnitGraph,
  crosswalk,
  halveLargeGround,
  MOST_UNIT_SQUARE_METRES,
} from "@onegrid/core/division";
import {
  AREA2_OF_SQUARE_METRE,
  derivePositions,
  dissolve,
  indexUnitBorders,
  shapeGeometry,
  type PlanarMap,
} from "@onegrid/core/topology";
import { divideMap, type DivideSettings, type NumberedDivision } from "./divide-map.ts";

/** Units of management (万米单元网格) beside the grids of the same map: files and what to say of them. */
export interface CityUnits {
  readonly geojson: string;
  /** `city_unit,grid,households,square_metres`: which grids each of them lies in. */
  readonly crosswalk: string;
  readonly report: {
    readonly cityUnits: number;
    readonly within20: number;
    readonly contiguous: number;
    readonly meanPolsbyPopper: number;
    /** Units over the limit that no line could cut. */
    readonly uncut: readonly string[];
  };
}

/** Divides a map into units of management of about a hectare, nested in its communities. */
export async function divideCityUnits(
  before: PlanarMap,
  grids: NumberedDivision,
  settings: DivideSettings,
): Promise<CityUnits> {
  const { map, parentOf, uncut } = halveLargeGround(before, MOST_UNIT_SQUARE_METRES);
  const hectares = { ...settings, target: CITY_UNIT_SQUARE_METRES, preset: "standard" } as const;
  const units = await divideMap(map, hectares, () => undefined, cityUnitGraph(map));
  const gridOf = parentOf.map((parent) => grids.gridOf[parent] ?? -1);
  const rows = crosswalk(map, units.gridOf, gridOf).map(
    ({ cityUnit, grid, households, squareMetres }) =>
      `${units.gridIds[cityUnit]},${grids.gridIds[grid]},${households},${round(squareMetres, 2)}\n`,
  );
  const { facts } = units;
  const share = (isIn: (fact: (typeof facts)[number]) => boolean): number =>
    round(facts.filter((fact) => isIn(fact)).length / facts.length, 4);
  const shapes = facts.reduce((sum, { polsbyPopper }) => sum + polsbyPopper, 0);
  return {
    geojson: asGeojson(map, units),
    crosswalk: `city_unit,grid,households,square_metres\n${rows.join("")}`,
    report: {
      cityUnits: facts.length,
      within20: share(({ deviationTarget }) => Math.abs(deviationTarget) <= 0.2),
      contiguous: share(({ pieces }) => pieces <= 1),
      meanPolsbyPopper: round(shapes / facts.length, 4),
      uncut,
    },
  };
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

function asGeojson(map: PlanarMap, { gridOf, gridIds, within, facts }: NumberedDivision): string {
  const positions = derivePositions(map);
  const households = gridIds.map(() => 0);
  for (const [unit, count] of map.units.households.entries()) {
    const at = gridOf[unit] ?? 0;
    households[at] = (households[at] ?? 0) + count;
  }
  const shapes = dissolve(map, indexUnitBorders(map), gridOf, gridIds.length);
  const features = shapes.map((shape, at) =>
    JSON.stringify({
      type: "Feature",
      id: gridIds[at],
      properties: {
        city_unit: gridIds[at],
        within: within[at],
        square_metres: round(shape.area2 / AREA2_OF_SQUARE_METRE, 2),
        households: households[at],
        polsby_popper: round(facts[at]?.polsbyPopper ?? 0, 6),
      },
      geometry: shapeGeometry(map, positions, shape) ?? null,
    }),
  );
  return `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`;
}
