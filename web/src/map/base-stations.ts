import { STATION_KINDS, type StationKind } from "@onegrid/core/organisation";
import type { ExpressionSpecification } from "maplibre-gl";
import type { MapContext, MapEntry } from "./entry.ts";
import { LABEL_FONT, LABEL_FONT_BOLD } from "./label-font.ts";
import type { LayerSpec } from "./layer-spec.ts";
import type { MapPalette } from "./palette.ts";
import { STATION_SIGNS } from "./station-signs.ts";

function byKind(value: (kind: StationKind) => string | number, other: string | number) {
  const pairs = STATION_KINDS.flatMap((kind) => [kind, value(kind)]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a tuple type cannot count the rows
  return ["match", ["get", "kind"], ...pairs, other] as unknown as ExpressionSpecification;
}

const stationColor = (palette: MapPalette, kind: StationKind): string =>
  STATION_SIGNS[kind].isRed ? palette.station : palette.stationOther;

/** A centre is larger and is drawn over the others. */
const size = (small: number, large: number): ExpressionSpecification => [
  "case",
  ["==", ["get", "kind"], "service_centre"],
  large,
  small,
];

function stationLayers({ palette, tiles }: MapContext): readonly LayerSpec[] {
  const source = tiles("stations");
  if (source === undefined) return [];
  const from = { band: "overlay", source, sourceLayer: "stations" } as const;
  const color = byKind((kind) => stationColor(palette, kind), palette.stationOther);
  return [
    {
      ...from,
      id: "stations-point",
      type: "circle",
      pick: { layer: "stations" },
      layout: { "circle-sort-key": size(0, 1) },
      paint: {
        "circle-color": color,
        "circle-radius": ["interpolate", ["linear"], ["zoom"], ...RADII],
        "circle-stroke-color": palette.halo,
        "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 10, 0.4, 13.5, 0.7, 15, 1.6],
      },
    },
    stationSigns(from, palette),
    stationNames(from, palette, color),
  ];
}

const RADII = [
  10,
  size(0.9, 1.8),
  13.5,
  size(2.2, 3.6),
  15,
  size(6.5, 9),
  18,
  size(10, 12),
] as const;

type StationPlace = Pick<LayerSpec, "band" | "source" | "sourceLayer">;

const stationSigns = (from: StationPlace, palette: MapPalette): LayerSpec => ({
  ...from,
  id: "stations-sign",
  type: "symbol",
  minZoom: 14.6,
  layout: {
    "text-field": byKind((kind) => STATION_SIGNS[kind].sign, "·"),
    "text-font": LABEL_FONT_BOLD,
    "text-size": ["interpolate", ["linear"], ["zoom"], 14.6, size(8, 10), 18, size(12, 14)],
    "text-allow-overlap": true,
    "text-ignore-placement": true,
  },
  paint: { "text-color": palette.halo },
});

const stationNames = (
  from: StationPlace,
  palette: MapPalette,
  color: ExpressionSpecification,
): LayerSpec => ({
  ...from,
  id: "stations-label",
  type: "symbol",
  minZoom: 15.2,
  layout: {
    "text-field": ["get", "name"],
    "text-font": LABEL_FONT,
    "text-size": 11.5,
    "text-anchor": "top",
    "text-offset": [0, 1],
    "text-max-width": 9,
    "text-optional": true,
  },
  paint: { "text-color": color, "text-halo-color": palette.halo, "text-halo-width": 1.5 },
});

export const stationsEntry: MapEntry = {
  id: "stations",
  title: "map:entry.stations",
  group: "places",
  isOn: true,
  legend: (palette) =>
    STATION_KINDS.map((kind) => ({
      label: `map:station.${kind}`,
      swatch: {
        kind: "point",
        color: stationColor(palette, kind),
        outline: palette.halo,
        sign: STATION_SIGNS[kind].sign,
      },
    })),
  layers: stationLayers,
};
