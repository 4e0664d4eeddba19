import type { ExpressionSpecification } from "maplibre-gl";
import type { TextKey } from "../i18n/index.ts";
import type { MapContext, MapEntry } from "./entry.ts";
import type { LayerSpec } from "./layer-spec.ts";
import type { MapPalette } from "./palette.ts";

const USES: readonly {
  readonly use: "residential" | "mixed" | "other";
  readonly label: TextKey;
}[] = [
  { use: "residential", label: "map:legend.residential" },
  { use: "mixed", label: "map:legend.mixed" },
  { use: "other", label: "map:legend.otherUse" },
];

const IS_POLYGON: ExpressionSpecification = ["==", ["geometry-type"], "Polygon"];

/** Taller blocks stand out a little, as they do from above. */
const BY_HEIGHT: ExpressionSpecification = [
  "interpolate",
  ["linear"],
  ["coalesce", ["get", "storeys"], 6],
  1,
  0.72,
  30,
  1,
];

const useColor = ({ building }: MapPalette): ExpressionSpecification => [
  "match",
  ["get", "use"],
  "residential",
  building.residential,
  "mixed",
  building.mixed,
  building.other,
];

function buildingLayers({ palette, tiles }: MapContext): readonly LayerSpec[] {
  const source = tiles("buildings");
  if (source === undefined) return [];
  const from = { band: "base", source, sourceLayer: "buildings" } as const;
  return [
    {
      ...from,
      id: "buildings-fill",
      type: "fill",
      pick: { layer: "buildings" },
      filter: IS_POLYGON,
      paint: {
        "fill-color": useColor(palette),
        "fill-opacity": ["interpolate", ["linear"], ["zoom"], 13, 0.7, 16, BY_HEIGHT],
      },
    },
    {
      ...from,
      id: "buildings-line",
      type: "line",
      minZoom: 14.5,
      filter: IS_POLYGON,
      paint: {
        "line-color": palette.buildingLine,
        "line-width": ["interpolate", ["linear"], ["zoom"], 14.5, 0.3, 18, 1.1],
      },
    },
    buildingPoints(from, palette),
  ];
}

/** Buildings known by a point only. */
const buildingPoints = (
  from: Pick<LayerSpec, "band" | "source" | "sourceLayer">,
  palette: MapPalette,
): LayerSpec => ({
  ...from,
  id: "buildings-point",
  type: "circle",
  pick: { layer: "buildings" },
  filter: ["==", ["geometry-type"], "Point"],
  paint: {
    "circle-radius": ["interpolate", ["linear"], ["zoom"], 13, 1.5, 18, 6],
    "circle-color": useColor(palette),
    "circle-stroke-color": palette.buildingLine,
    "circle-stroke-width": 1,
  },
});

export const buildingsEntry: MapEntry = {
  id: "buildings",
  title: "map:entry.buildings",
  group: "places",
  isOn: true,
  minZoom: 14,
  legend: (palette) =>
    USES.map(({ use, label }) => ({
      label,
      swatch: { kind: "fill", color: palette.building[use], outline: palette.buildingLine },
    })),
  layers: buildingLayers,
};
