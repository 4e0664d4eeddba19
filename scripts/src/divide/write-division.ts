import {
  AREA2_OF_SQUARE_METRE,
  dissolve,
  indexUnitBorders,
  shapeGeometry,
  type PlanarMap,
} from "@onegrid/core/topology";
import type { InputMap } from "./build-map.ts";
import type { NumberedDivision } from "./divide-map.ts";

/** Grids as GeoJSON whose neighbours share every vertex, and the exact gap and overlap in m². */
export function gridsAsGeojson(
  { map, positions, estimatedHouseholds }: InputMap,
  division: NumberedDivision,
): { geojson: string; gapSquareMetres: number } {
  const { gridOf, gridIds, within, facts } = division;
  const shapes = dissolve(map, indexUnitBorders(map), gridOf, gridIds.length);
  const estimates = estimatesOf(map, estimatedHouseholds, division);
  const features = shapes.map((shape, grid) => {
    const fact = facts[grid];
    return JSON.stringify({
      type: "Feature",
      id: gridIds[grid],
      properties: {
        grid: gridIds[grid],
        within: within[grid],
        households: fact?.households,
        deviation_target: rounded(fact?.deviationTarget),
        deviation_fair_share: rounded(fact?.deviationFairShare),
        polsby_popper: rounded(fact?.polsbyPopper),
        ...(estimates && { households_estimated: estimates[grid] ?? 0 }),
      },
      geometry: shapeGeometry(map, positions, shape) ?? null,
    });
  });
  const ground = map.units.area2.reduce((sum, area2) => sum + area2, 0);
  const covered = shapes.reduce((sum, shape) => sum + shape.area2, 0);
  return {
    geojson: `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`,
    gapSquareMetres: Math.abs(ground - covered) / AREA2_OF_SQUARE_METRE,
  };
}

const rounded = (value = 0): number => Math.round(value * 1e6) / 1e6;

/** Households of each grid that are estimates (估算); nothing where none are. */
function estimatesOf(
  { buildings }: PlanarMap,
  estimated: ReadonlySet<string>,
  { gridOf, gridIds }: NumberedDivision,
): number[] | undefined {
  if (estimated.size === 0) return undefined;
  const sums = gridIds.map(() => 0);
  buildings.ids.forEach((id, building) => {
    const grid = gridOf[buildings.unit[building] ?? 0] ?? 0;
    if (estimated.has(id)) sums[grid] = (sums[grid] ?? 0) + (buildings.households[building] ?? 0);
  });
  return sums;
}

/**
 * `building,grid` per line if the map has buildings, else `unit,grid`: one line for each unit of the
 * file, by its largest part; the smaller parts stand in the report.
 */
export function assignmentAsCsv(
  { map, problems }: Pick<InputMap, "map" | "problems">,
  { gridOf, gridIds }: NumberedDivision,
): string {
  const { ids, unit } = map.buildings;
  const pieces = new Set(
    problems.flatMap(({ kind, givenTo }) => (kind === "in-parts" && givenTo ? [givenTo] : [])),
  );
  const rows: (readonly [id: string, unit: number])[] =
    ids.length > 0
      ? ids.map((id, building) => [id, unit[building] ?? 0])
      : [...map.units.ids.entries()]
          .filter(([, id]) => !pieces.has(id))
          .map(([number, id]) => [id, number]);
  const lines = rows.map(([id, at]) => `${quoted(id)},${quoted(gridIds[gridOf[at] ?? 0] ?? "")}\n`);
  return `${ids.length > 0 ? "building" : "unit"},grid\n${lines.join("")}`;
}

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
