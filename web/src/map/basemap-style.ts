import type { ExpressionSpecification } from "maplibre-gl";
import { cityUnitsEntry } from "./base-city-units.ts";
import { areasEntry, barriersEntry, gridsEntry } from "./base-boundaries.ts";
import { buildingsEntry } from "./base-buildings.ts";
import { compoundsEntry, gatesEntry } from "./base-compounds.ts";
import { labelsEntry } from "./base-labels.ts";
import { landEntry } from "./base-land.ts";
import { stationsEntry } from "./base-stations.ts";
import { waysEntry } from "./base-ways.ts";
import type { MapContext, MapEntry, Selection } from "./entry.ts";
import type { LayerSpec } from "./layer-spec.ts";
import type { MapPalette } from "./palette.ts";

/** The ground below everything; not in the layer panel, since a map without it is a hole. */
export const groundLayer = ({ palette }: MapContext): LayerSpec => ({
  id: "ground",
  band: "base",
  type: "background",
  paint: { "background-color": palette.ground },
});

/**
 * The base map, drawn from the district's own tiles: no picture of anybody else is needed. In
 * drawing order inside each band. A configured picture map, when it is on, covers the ground.
 */
export const GROUND_ENTRIES: readonly MapEntry[] = [landEntry, compoundsEntry, waysEntry];

/** What stands on the ground, or is said about it. Where names meet, the later entry's stays. */
export const OBJECT_ENTRIES: readonly MapEntry[] = [
  buildingsEntry,
  gatesEntry,
  labelsEntry,
  stationsEntry,
  barriersEntry,
  gridsEntry,
  cityUnitsEntry,
  areasEntry,
];

/** Source layer and geometry of what can be chosen, for the highlight. */
const SELECTABLE: Readonly<Record<string, "area" | "point">> = {
  buildings: "area",
  compounds: "area",
  grids: "area",
  city_units: "area",
  areas: "area",
  stations: "point",
  gates: "point",
};

type SelectionPlace = Pick<LayerSpec, "band" | "source" | "sourceLayer"> & {
  readonly filter: ExpressionSpecification;
};

/** The mark round the chosen object, from the same tiles as the object itself. */
export function selectionLayers(
  { palette, tiles }: MapContext,
  selection: Selection,
): readonly LayerSpec[] {
  if (selection.kind === "none") return [];
  const shape = SELECTABLE[selection.layer];
  const source = tiles(selection.layer);
  if (shape === undefined || source === undefined) return [];
  const from: SelectionPlace = {
    band: "selection",
    source,
    sourceLayer: selection.layer,
    filter: ["==", ["get", "id"], selection.id],
  };
  return shape === "point" ? [pointMark(from, palette)] : areaMark(from, palette);
}

const pointMark = (from: SelectionPlace, palette: MapPalette): LayerSpec => ({
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
});

const areaMark = (from: SelectionPlace, palette: MapPalette): readonly LayerSpec[] => [
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
