import type { ExpressionSpecification, SymbolLayerSpecification } from "maplibre-gl";
import type { MapContext, MapEntry } from "./entry.ts";
import { LABEL_FONT, LABEL_FONT_BOLD } from "./label-font.ts";
import type { LayerSpec } from "./layer-spec.ts";

interface Label {
  readonly id: string;
  readonly layer: string;
  readonly sourceLayer: string;
  readonly minZoom: number;
  readonly maxZoom?: number;
  readonly filter?: ExpressionSpecification;
  readonly text?: ExpressionSpecification;
  readonly size: ExpressionSpecification | number;
  readonly color: string;
  readonly layout?: SymbolLayerSpecification["layout"];
}

function labels({ palette }: MapContext): readonly Label[] {
  const sizes = (...stops: number[]): ExpressionSpecification =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- pairs of zoom and size
    ["interpolate", ["linear"], ["zoom"], ...stops] as unknown as ExpressionSpecification;
  const isKind = (kind: string): ExpressionSpecification => ["==", ["get", "kind"], kind];
  const hasName: ExpressionSpecification = ["!=", ["coalesce", ["get", "name"], ""], ""];
  return [
    {
      id: "label-buildings",
      layer: "buildings",
      sourceLayer: "buildings",
      minZoom: 16.4,
      filter: hasName,
      size: 10.5,
      color: palette.labelSoft,
      layout: { "text-max-width": 7 },
    },
    {
      id: "label-ways",
      layer: "ways",
      sourceLayer: "ways",
      minZoom: 13,
      filter: hasName,
      size: sizes(13, 10, 17, 12.5),
      color: palette.label,
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
      filter: ["all", hasName, isKind("water")],
      size: 11.5,
      color: palette.labelWater,
      layout: { "text-letter-spacing": 0.12 },
    },
    {
      id: "label-compounds",
      layer: "compounds",
      sourceLayer: "compounds_label",
      minZoom: 14.5,
      filter: hasName,
      size: sizes(14.5, 10.5, 17, 13),
      color: palette.label,
      layout: { "text-max-width": 8 },
    },
    {
      id: "label-grids",
      layer: "grids",
      sourceLayer: "grids_label",
      minZoom: 13.4,
      // A grid's code is its community's and two more digits: the end tells it from its neighbours.
      text: [
        "step",
        ["zoom"],
        ["slice", ["get", "code"], -3],
        15,
        ["coalesce", ["get", "name"], ["get", "code"]],
      ],
      size: sizes(13.4, 10, 17, 13),
      color: palette.grid,
    },
    {
      id: "label-community",
      layer: "areas",
      sourceLayer: "areas_label",
      minZoom: 12,
      maxZoom: 16.5,
      filter: isKind("community"),
      size: sizes(12, 10.5, 15, 14),
      color: palette.labelSoft,
      layout: { "text-letter-spacing": 0.04 },
    },
    {
      id: "label-street",
      layer: "areas",
      sourceLayer: "areas_label",
      minZoom: 9.5,
      maxZoom: 14,
      filter: isKind("street"),
      size: sizes(9.5, 11, 13, 16),
      color: palette.street,
      layout: { "text-font": LABEL_FONT_BOLD, "text-letter-spacing": 0.1 },
    },
    {
      id: "label-district",
      layer: "areas",
      sourceLayer: "areas_label",
      minZoom: 4,
      maxZoom: 10.5,
      filter: isKind("district"),
      size: sizes(4, 11, 10, 18),
      color: palette.district,
      layout: { "text-font": LABEL_FONT_BOLD, "text-letter-spacing": 0.2 },
    },
  ];
}

function labelLayers(context: MapContext): readonly LayerSpec[] {
  const { palette, tiles } = context;
  return labels(context).flatMap((label): LayerSpec[] => {
    const source = tiles(label.layer);
    if (source === undefined) return [];
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
          "text-size": label.size,
          "text-padding": 4,
          ...label.layout,
        },
        paint: {
          "text-color": label.color,
          "text-halo-color": palette.halo,
          "text-halo-width": 1.6,
          "text-halo-blur": 0.4,
        },
      },
    ];
  });
}

/** All names in one entry: they avoid each other, so they belong together. */
export const labelsEntry: MapEntry = {
  id: "labels",
  title: "map:entry.labels",
  group: "base",
  isOn: true,
  legend: () => [],
  layers: labelLayers,
};
