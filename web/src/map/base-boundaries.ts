import type { ExpressionSpecification } from "maplibre-gl";
import type { TextKey } from "../i18n/index.ts";
import { areaLabels, gridLabels } from "./base-labels.ts";
import type { MapContext, MapEntry } from "./entry.ts";
import type { LayerSpec } from "./layer-spec.ts";
import type { MapPalette } from "./palette.ts";

interface Border {
  readonly kind: "district" | "street" | "community";
  readonly label: TextKey;
  readonly minZoom: number;
  readonly width: number;
  readonly dash: readonly [number, ...number[]];
}

/** The one table of style and legend, the most important last. */
const BORDERS: readonly Border[] = [
  { kind: "community", label: "map:legend.community", minZoom: 11.5, width: 1.1, dash: [2, 2] },
  { kind: "street", label: "map:legend.street", minZoom: 9, width: 1.7, dash: [5, 2, 1, 2] },
  {
    kind: "district",
    label: "map:legend.district",
    minZoom: 4,
    width: 2.4,
    dash: [7, 2, 1, 2, 1, 2],
  },
];

function borderLayers({ palette, tiles }: MapContext): readonly LayerSpec[] {
  const source = tiles("areas");
  if (source === undefined) return [];
  return BORDERS.flatMap(({ kind, minZoom, width, dash }): LayerSpec[] => {
    const filter: ExpressionSpecification = ["==", ["get", "kind"], kind];
    const from = {
      band: "data",
      source,
      sourceLayer: "areas",
      minZoom,
      type: "line",
      filter,
      layout: { "line-join": "round" },
    } as const;
    return [
      {
        ...from,
        id: `areas-${kind}-glow`,
        paint: { "line-color": palette[kind], "line-width": width * 3.5, "line-opacity": 0.14 },
      },
      {
        ...from,
        id: `areas-${kind}`,
        paint: {
          "line-color": palette[kind],
          "line-width": ["interpolate", ["linear"], ["zoom"], 10, width * 0.7, 16, width * 1.2],
          "line-dasharray": [...dash],
        },
      },
    ];
  });
}

export const areasEntry: MapEntry = {
  id: "areas",
  title: "map:entry.areas",
  group: "boundaries",
  isOn: true,
  legend: (palette) =>
    BORDERS.toReversed().map(({ kind, label, width, dash }) => ({
      label,
      swatch: { kind: "line", color: palette[kind], width, dash: dash.map((part) => part * width) },
    })),
  layers: (context) => [...borderLayers(context), ...areaLabels(context)],
};

function gridLayers({ palette, tiles }: MapContext): readonly LayerSpec[] {
  const source = tiles("grids");
  if (source === undefined) return [];
  const from = { band: "data", source, sourceLayer: "grids", minZoom: 11 } as const;
  return [
    {
      ...from,
      id: "grids-fill",
      type: "fill",
      pick: { layer: "grids", isArea: true },
      paint: { "fill-color": palette.gridFill, "fill-opacity": 0.05 },
    },
    {
      ...from,
      id: "grids-line",
      type: "line",
      layout: { "line-join": "round" },
      paint: {
        "line-color": palette.grid,
        "line-width": ["interpolate", ["linear"], ["zoom"], 11, 0.5, 14, 1.2, 18, 2.4],
      },
    },
  ];
}

export const gridsEntry: MapEntry = {
  id: "grids",
  title: "map:entry.grids",
  group: "boundaries",
  isOn: true,
  minZoom: 11,
  legend: (palette) => [
    {
      label: "map:legend.grid",
      swatch: { kind: "fill", color: `${palette.gridFill}14`, outline: palette.grid },
    },
  ],
  layers: (context) => [...gridLayers(context), ...gridLabels(context)],
};

const CLASSES: readonly {
  readonly value: number;
  readonly label: TextKey;
  readonly color: (palette: MapPalette) => string;
  readonly width: number;
}[] = [
  { value: 0, label: "map:legend.hardBarrier", color: (palette) => palette.barrier, width: 3.2 },
  { value: 1, label: "map:legend.arterial", color: (palette) => palette.barrier, width: 2 },
  { value: 2, label: "map:legend.minorBarrier", color: (palette) => palette.barrier, width: 1.2 },
  { value: 3, label: "map:legend.wall", color: (palette) => palette.wall, width: 1.2 },
];

function barrierLayers({ palette, tiles }: MapContext): readonly LayerSpec[] {
  const source = tiles("barriers");
  if (source === undefined) return [];
  return CLASSES.map(({ value, color, width }): LayerSpec => ({
    band: "data",
    source,
    sourceLayer: "barriers",
    id: `barriers-${value}`,
    type: "line",
    minZoom: value === 0 ? 9 : 12,
    filter: ["==", ["get", "barrier_class"], value],
    layout: { "line-join": "round", "line-cap": "round" },
    paint: {
      "line-color": color(palette),
      "line-opacity": 0.75,
      "line-width": ["interpolate", ["linear"], ["zoom"], 10, width * 0.4, 17, width * 1.5],
    },
  }));
}

/** What grids should follow. Off at first: it repeats roads and banks, and is for planners. */
export const barriersEntry: MapEntry = {
  id: "barriers",
  title: "map:entry.barriers",
  group: "boundaries",
  isOn: false,
  legend: (palette) =>
    CLASSES.map(({ label, color, width }) => ({
      label,
      swatch: { kind: "line", color: color(palette), width },
    })),
  layers: barrierLayers,
};
