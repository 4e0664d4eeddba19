import type { ExpressionSpecification, SymbolLayerSpecification } from "maplibre-gl";
import type { MapContext, MapEntry } from "./entry.ts";
import { LABEL_FONT, LABEL_FONT_BOLD } from "./label-font.ts";
import type { LayerSpec } from "./layer-spec.ts";
import type { MapPalette } from "./palette.ts";

interface Label {
  readonly id: string;
  readonly layer: string;
  readonly sourceLayer: string;
  readonly minZoom: number;
  readonly maxZoom?: number;
  readonly filter?: ExpressionSpecification;
  readonly text?: ExpressionSpecification;
  /** Pairs of zoom and size in pixels. */
  readonly sizes: readonly [number, number, ...number[]];
  readonly color: keyof MapPalette &
    `${"label" | "street" | "district" | "grid" | "cityUnit"}${string}`;
  readonly layout?: SymbolLayerSpecification["layout"];
}

const isKind = (kind: string): ExpressionSpecification => ["==", ["get", "kind"], kind];
const HAS_NAME: ExpressionSpecification = ["!=", ["coalesce", ["get", "name"], ""], ""];

/** What is known by a point has its name below the dot, a footprint in its middle. */
const BELOW_DOT: SymbolLayerSpecification["layout"] = {
  "text-anchor": ["match", ["geometry-type"], "Point", "top", "center"],
  "text-offset": ["match", ["geometry-type"], "Point", ["literal", [0, 0.75]], ["literal", [0, 0]]],
};

/** Names of things, the least important first: later rows take the place where they meet. */
const PLACE_LABELS: readonly Label[] = [
  {
    id: "label-buildings",
    layer: "buildings",
    sourceLayer: "buildings",
    minZoom: 16.4,
    filter: HAS_NAME,
    sizes: [16, 10.5],
    color: "labelSoft",
    layout: { "text-max-width": 7, ...BELOW_DOT },
  },
  {
    id: "label-ways",
    layer: "ways",
    sourceLayer: "ways",
    minZoom: 13,
    filter: HAS_NAME,
    sizes: [13, 10, 17, 12.5],
    color: "label",
    layout: {
      "symbol-placement": "line",
      "symbol-spacing": 320,
      "text-max-angle": 30,
      "text-letter-spacing": 0.06,
    },
  },
  {
    id: "label-land",
    layer: "land",
    sourceLayer: "land",
    minZoom: 13,
    filter: ["all", HAS_NAME, isKind("water")],
    sizes: [13, 11.5],
    color: "labelWater",
    layout: { "text-letter-spacing": 0.12 },
  },
  {
    id: "label-compounds",
    layer: "compounds",
    sourceLayer: "compounds_label",
    minZoom: 14.5,
    filter: HAS_NAME,
    sizes: [14.5, 10.5, 17, 13],
    color: "label",
    layout: { "text-max-width": 8 },
  },
];

const GRID_LABEL: Label = {
  id: "label-grids",
  layer: "grids",
  sourceLayer: "grids_label",
  minZoom: 13.4,
  // A grid's code is its community's and three more digits: the end tells it from its neighbours.
  text: [
    "step",
    ["zoom"],
    ["slice", ["get", "code"], -3],
    15,
    ["coalesce", ["get", "name"], ["get", "code"]],
  ],
  sizes: [13.4, 10, 17, 13],
  color: "grid",
};

/** From where a unit of a hectare has room for it. */
const CITY_UNIT_LABEL: Label = {
  id: "label-city-units",
  layer: "city_units",
  sourceLayer: "city_units_label",
  minZoom: 15.2,
  text: ["step", ["zoom"], ["slice", ["get", "code"], -3], 18.5, ["get", "code"]],
  sizes: [15.2, 9.5, 18, 12],
  color: "cityUnit",
};

const AREA_LABELS: readonly Label[] = [
  {
    id: "label-community",
    layer: "areas",
    sourceLayer: "areas_label",
    minZoom: 12.4,
    maxZoom: 16.5,
    filter: isKind("community"),
    sizes: [12, 10.5, 15, 14],
    color: "labelSoft",
    layout: { "text-letter-spacing": 0.04 },
  },
  {
    id: "label-street",
    layer: "areas",
    sourceLayer: "areas_label",
    minZoom: 9.5,
    maxZoom: 14,
    filter: isKind("street"),
    sizes: [9.5, 11, 13, 16],
    color: "street",
    layout: { "text-font": LABEL_FONT_BOLD, "text-letter-spacing": 0.1 },
  },
  {
    id: "label-district",
    layer: "areas",
    sourceLayer: "areas_label",
    minZoom: 4,
    maxZoom: 10.5,
    filter: isKind("district"),
    sizes: [4, 11, 10, 18],
    color: "district",
    layout: { "text-font": LABEL_FONT_BOLD, "text-letter-spacing": 0.2 },
  },
];

function labelLayer(label: Label, { palette, tiles }: MapContext): readonly LayerSpec[] {
  const source = tiles(label.layer);
  if (source === undefined) return [];
  const [zoom, size, ...rest] = label.sizes;
  return [
    {
      id: label.id,
      band: "overlay",
      type: "symbol",
      source,
      sourceLayer: label.sourceLayer,
      minZoom: label.minZoom,
      ...(label.maxZoom === undefined ? {} : { maxZoom: label.maxZoom }),
      ...(label.filter === undefined ? {} : { filter: label.filter }),
      layout: {
        "text-field": label.text ?? ["get", "name"],
        "text-font": LABEL_FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], zoom, size, ...rest],
        "text-padding": 4,
        ...label.layout,
      },
      paint: {
        "text-color": palette[label.color],
        "text-halo-color": palette.halo,
        "text-halo-width": 1.6,
        "text-halo-blur": 0.4,
      },
    },
  ];
}

/** Code, from near the name, of each grid. */
export const gridLabels = (context: MapContext): readonly LayerSpec[] =>
  labelLayer(GRID_LABEL, context);

/** The end of the code of each unit of management, from near all of it. */
export const cityUnitLabels = (context: MapContext): readonly LayerSpec[] =>
  labelLayer(CITY_UNIT_LABEL, context);

/** Names of districts, street offices and communities, each at its zooms. */
export const areaLabels = (context: MapContext): readonly LayerSpec[] =>
  AREA_LABELS.flatMap((label) => labelLayer(label, context));

/** All names of places in one entry: they avoid each other, so they belong together. */
export const labelsEntry: MapEntry = {
  id: "labels",
  title: "map:entry.labels",
  group: "base",
  isOn: true,
  legend: () => [],
  layers: (context) => PLACE_LABELS.flatMap((label) => labelLayer(label, context)),
};
