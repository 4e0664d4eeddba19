import { cityUnitLabels } from "./base-labels.ts";
import type { MapContext, MapEntry } from "./entry.ts";
import type { LayerSpec } from "./layer-spec.ts";

const MIN_ZOOM = 13;

function cityUnitLayers({ palette, tiles }: MapContext): readonly LayerSpec[] {
  const source = tiles("city_units");
  if (source === undefined) return [];
  const from = { source, sourceLayer: "city_units", minZoom: MIN_ZOOM } as const;
  return [
    {
      ...from,
      id: "city-units-fill",
      // Over the grids: a click finds the smaller one first.
      band: "data",
      type: "fill",
      pick: { layer: "city_units", isArea: true },
      paint: { "fill-color": palette.cityUnit, "fill-opacity": 0.03 },
    },
    {
      ...from,
      id: "city-units-line",
      // Under the borders of grids, which it often follows.
      band: "base",
      type: "line",
      layout: { "line-join": "round" },
      paint: {
        "line-color": palette.cityUnit,
        "line-width": ["interpolate", ["linear"], ["zoom"], MIN_ZOOM, 0.4, 16, 0.9, 19, 1.6],
        "line-opacity": 0.9,
      },
    },
  ];
}

/** Units of management (万米单元网格). Off at first: a second net over the grids is for who asks for it. */
export const cityUnitsEntry: MapEntry = {
  id: "city_units",
  title: "map:entry.cityUnits",
  group: "boundaries",
  isOn: false,
  minZoom: MIN_ZOOM,
  legend: (palette) => [
    {
      label: "map:legend.cityUnit",
      swatch: { kind: "line", color: palette.cityUnit, width: 1 },
    },
  ],
  layers: (context) => [...cityUnitLayers(context), ...cityUnitLabels(context)],
};
