import type { ExpressionSpecification } from "maplibre-gl";
import { areasEntry, barriersEntry, gridsEntry } from "./base-boundaries.ts";
import { buildingsEntry, compoundsEntry, gatesEntry } from "./base-buildings.ts";
import { labelsEntry } from "./base-labels.ts";
import { landEntry } from "./base-land.ts";
import { stationsEntry } from "./base-stations.ts";
import { waysEntry } from "./base-ways.ts";
import type { MapContext, MapEntry } from "./entry.ts";
import type { LayerSpec } from "./layer-spec.ts";

/** The ground below everything; not in the layer panel, since a map without it is a hole. */
export const groundLayer = ({ palette }: MapContext): LayerSpec => ({
  id: "ground",
  band: "base",
  type: "background",
  paint: { "background-color": palette.ground },
});

/**
 * The base map, drawn from the district's own tiles: no picture of anybody else is needed. In
 * drawing order inside each band.
 */
export const BASE_ENTRIES: readonly MapEntry[] = [
  landEntry,
  compoundsEntry,
  waysEntry,
  barriersEntry,
  buildingsEntry,
  gatesEntry,
  gridsEntry,
  areasEntry,
  labelsEntry,
  stationsEntry,
];

/** Source layer and geometry of what can be chosen, for the highlight. */
const SELECTABLE: Readonly<Record<string, "area" | "point">> = {
  buildings: "area",
  compounds: "area",
  grids: "area",
  areas: "area",
  stations: "point",
  gates: "point",
};

/** The mark round the chosen object, from the same tiles as the object itself. */
export function selectionLayers({ palette, selection, tiles }: MapContext): readonly LayerSpec[] {
  if (selection.kind === "none") return [];
  const shape = SELECTABLE[selection.layer];
  const source = tiles(selection.layer);
  if (shape === undefined || source === undefined) return [];
  const filter: ExpressionSpecification = ["==", ["get", "id"], selection.id];
  const from = { band: "selection", source, sourceLayer: selection.layer, filter } as const;
  if (shape === "point")
    return [
      {
        ...from,
        id: "selection-point",
        type: "circle",
        paint: {
          "circle-radius": 15,
          "circle-color": palette.selection,
          "circle-opacity": 0.2,
          "circle-stroke-color": palette.selection,
          "circle-stroke-width": 2.5,
        },
      },
    ];
  return [
    {
      ...from,
      id: "selection-fill",
      type: "fill",
      paint: { "fill-color": palette.selection, "fill-opacity": 0.14 },
    },
    {
      ...from,
      id: "selection-halo",
      type: "line",
      layout: { "line-join": "round" },
      paint: { "line-color": palette.selectionHalo, "line-width": 5 },
    },
    {
      ...from,
      id: "selection-line",
      type: "line",
      layout: { "line-join": "round" },
      paint: { "line-color": palette.selection, "line-width": 2.5 },
    },
  ];
}
