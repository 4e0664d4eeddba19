import type { ExpressionSpecification } from "maplibre-gl";
import type { MapContext, MapEntry } from "./entry.ts";
import type { LayerSpec } from "./layer-spec.ts";

const IS_OPEN: ExpressionSpecification = ["==", ["get", "access"], "open"];

function compoundLayers({ palette, tiles }: MapContext): readonly LayerSpec[] {
  const source = tiles("compounds");
  if (source === undefined) return [];
  const from = { band: "base", source, sourceLayer: "compounds" } as const;
  return [
    {
      ...from,
      id: "compounds-fill",
      type: "fill",
      pick: { layer: "compounds", isArea: true },
      paint: {
        "fill-color": ["case", IS_OPEN, palette.compoundOpen, palette.compound],
        "fill-opacity": 0.75,
      },
    },
    {
      ...from,
      id: "compounds-wall",
      type: "line",
      layout: { "line-join": "round" },
      paint: {
        "line-color": palette.wall,
        "line-width": ["interpolate", ["exponential", 1.4], ["zoom"], 13, 0.5, 16, 1.6, 19, 3.5],
        "line-dasharray": ["case", IS_OPEN, ["literal", [2, 2]], ["literal", [1, 0]]],
      },
    },
  ];
}

/** Residential estates (小区): a wall where they are closed, a broken line where they are open. */
export const compoundsEntry: MapEntry = {
  id: "compounds",
  title: "map:entry.compounds",
  group: "places",
  isOn: true,
  minZoom: 13,
  legend: (palette) => [
    {
      label: "map:legend.compound",
      swatch: { kind: "fill", color: palette.compound, outline: palette.wall },
    },
    {
      label: "map:legend.openCompound",
      swatch: { kind: "line", color: palette.wall, width: 1.6, dash: [3, 3] },
    },
  ],
  layers: compoundLayers,
};

function entranceLayer({ palette, tiles }: MapContext): readonly LayerSpec[] {
  const source = tiles("entrances");
  if (source === undefined) return [];
  return [
    {
      id: "entrances-point",
      band: "base",
      type: "circle",
      source,
      sourceLayer: "entrances",
      minZoom: 17,
      paint: {
        "circle-radius": 2.4,
        "circle-color": palette.labelSoft,
        "circle-stroke-color": palette.halo,
        "circle-stroke-width": 1,
      },
    },
  ];
}

function gateLayer({ palette, tiles }: MapContext): readonly LayerSpec[] {
  const source = tiles("gates");
  if (source === undefined) return [];
  const isPublic: ExpressionSpecification = ["==", ["get", "access"], "public"];
  return [
    {
      id: "gates-point",
      band: "base",
      type: "circle",
      source,
      sourceLayer: "gates",
      minZoom: 15,
      pick: { layer: "gates" },
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 15, 2, 18, 5],
        "circle-color": palette.halo,
        "circle-stroke-color": ["case", isPublic, palette.gatePublic, palette.gateResidents],
        "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 15, 1.2, 18, 2.4],
      },
    },
  ];
}

/** Gates (大门) and doors (楼口): where people really walk through. */
export const gatesEntry: MapEntry = {
  id: "gates",
  title: "map:entry.gates",
  group: "places",
  isOn: true,
  minZoom: 15,
  legend: (palette) => [
    {
      label: "map:legend.gatePublic",
      swatch: { kind: "point", color: palette.halo, outline: palette.gatePublic },
    },
    {
      label: "map:legend.gateResidents",
      swatch: { kind: "point", color: palette.halo, outline: palette.gateResidents },
    },
    {
      label: "map:legend.entrance",
      swatch: { kind: "point", color: palette.labelSoft, outline: palette.halo },
    },
  ],
  layers: (context) => [...entranceLayer(context), ...gateLayer(context)],
};
