import type { ExpressionSpecification } from "maplibre-gl";
import type { MapContext, MapEntry } from "./entry.ts";
import type { LayerSpec } from "./layer-spec.ts";
import type { MapPalette } from "./palette.ts";

type LandPlace = Pick<LayerSpec, "band" | "source" | "sourceLayer">;

const KINDS = [
  { kind: "water", label: "map:legend.water", color: (palette: MapPalette) => palette.water },
  { kind: "green", label: "map:legend.green", color: (palette: MapPalette) => palette.green },
  {
    kind: "other",
    label: "map:legend.otherLand",
    color: (palette: MapPalette) => palette.otherLand,
  },
] as const;

function landLayers({ palette, tiles }: MapContext): readonly LayerSpec[] {
  const source = tiles("land");
  if (source === undefined) return [];
  const from = { band: "base", source, sourceLayer: "land" } as const;
  return [
    ...(["other", "green", "water"] as const).map((kind): LayerSpec => ({
      ...from,
      id: `land-${kind}`,
      type: "fill",
      filter: ["all", ["==", ["get", "kind"], kind], ["==", ["geometry-type"], "Polygon"]],
      paint: {
        "fill-color": KINDS.find((row) => row.kind === kind)?.color(palette) ?? palette.otherLand,
        ...(kind === "water" ? { "fill-outline-color": palette.waterLine } : {}),
      },
    })),
    {
      ...from,
      id: "land-water-line",
      type: "line",
      filter: ["all", ["==", ["get", "kind"], "water"], ["==", ["geometry-type"], "LineString"]],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: {
        "line-color": palette.water,
        "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 9, 0.8, 14, 3, 18, 14],
      },
    },
    ...railwayLayers(from, palette),
  ];
}

/** A line of other ground is a railway: a dark line with light gaps. */
function railwayLayers(from: LandPlace, palette: MapPalette): LayerSpec[] {
  const filter: ExpressionSpecification = [
    "all",
    ["==", ["get", "kind"], "other"],
    ["==", ["geometry-type"], "LineString"],
  ];
  const line = { ...from, type: "line", filter } as const;
  return [
    {
      ...line,
      id: "land-railway",
      paint: {
        "line-color": palette.railway,
        "line-width": ["interpolate", ["linear"], ["zoom"], 9, 1, 14, 2.6, 18, 5],
      },
    },
    {
      ...line,
      id: "land-railway-gap",
      minZoom: 12,
      paint: {
        "line-color": palette.railwayGap,
        "line-width": ["interpolate", ["linear"], ["zoom"], 12, 0.9, 14, 1.4, 18, 3],
        "line-dasharray": [5, 5],
      },
    },
  ];
}

export const landEntry: MapEntry = {
  id: "land",
  title: "map:entry.land",
  group: "base",
  isOn: true,
  legend: (palette) => [
    ...KINDS.map(
      ({ label, color }) => ({ label, swatch: { kind: "fill", color: color(palette) } }) as const,
    ),
    {
      label: "map:legend.railway",
      swatch: {
        kind: "line",
        color: palette.railway,
        casing: palette.railway,
        width: 2,
        dash: [4, 4],
      },
    },
  ],
  layers: landLayers,
};
