import { writeFile } from "node:fs/promises";
import {
  dissolve,
  indexUnitBorders,
  shapeGeometry,
  type MapPositions,
  type PlanarMap,
} from "@onegrid/core/topology";
import type { NumberedDivision } from "./divide-map.ts";

/** Grids as GeoJSON whose neighbours share every vertex, and the exact gap and overlap in m². */
export function gridsAsGeojson(
  map: PlanarMap,
  positions: MapPositions,
  division: NumberedDivision,
): { geojson: string; gapSquareMetres: number } {
  const { gridOf, gridIds, within, facts } = division;
  const shapes = dissolve(map, indexUnitBorders(map), gridOf, gridIds.length);
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
      },
      geometry: shapeGeometry(map, positions, shape) ?? null,
    });
  });
  const ground = map.units.area2.reduce((sum, area2) => sum + area2, 0);
  const covered = shapes.reduce((sum, shape) => sum + shape.area2, 0);
  return {
    geojson: `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`,
    gapSquareMetres: Math.abs(ground - covered) / 20_000,
  };
}

const rounded = (value = 0): number => Math.round(value * 1e6) / 1e6;

/** `building,grid` per line if the map has buildings, else `unit,grid`. */
export function assignmentAsCsv(map: PlanarMap, { gridOf, gridIds }: NumberedDivision): string {
  const { ids, unit } = map.buildings;
  const rows: (readonly [id: string, unit: number])[] =
    ids.length > 0
      ? ids.map((id, building) => [id, unit[building] ?? 0])
      : map.units.ids.map((id, number) => [id, number]);
  const lines = rows.map(([id, at]) => `${quoted(id)},${quoted(gridIds[gridOf[at] ?? 0] ?? "")}\n`);
  return `${ids.length > 0 ? "building" : "unit"},grid\n${lines.join("")}`;
}

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

export async function writeFiles(files: readonly (readonly [string | undefined, string])[]) {
  for (const [path, text] of files) if (path !== undefined) await writeFile(path, text);
}
