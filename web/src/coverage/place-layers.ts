import type { CoverageReply } from "@onegrid/core/coverage/contract";
import {
  LABEL_FONT_BOLD,
  type LayerSpec,
  type LegendItem,
  type MapEntry,
  type MapPalette,
  type Shapes,
  type ShapeSource,
} from "../map/index.ts";
import { coverageColors } from "./classes.ts";
import { asExpression } from "./expression.ts";
import { pointShape, shapeSource } from "./shapes.ts";

export const stationShapes = (stations: CoverageReply["stations"]): Shapes => ({
  type: "FeatureCollection",
  features: stations.map(({ id, position, stranded }) =>
    pointShape(id, position, { isStranded: stranded !== null }),
  ),
});

/** A ring round each station that counts; the kinds' own signs lie on the map below it. */
export function stationMarks({ stations }: CoverageReply): MapEntry {
  const source: ShapeSource = {
    kind: "shapes",
    id: "coverage-stations",
    data: stationShapes(stations),
  };
  const hasStranded = stations.some(({ stranded }) => stranded !== null);
  return {
    id: "coverage-stations",
    title: "coverage:entry.stations",
    group: "coverage",
    isOn: true,
    legend: (palette) => stationLegend(palette, hasStranded),
    layers: ({ palette }) => [stationRing(source, palette)],
  };
}

const stationLegend = (palette: MapPalette, hasStranded: boolean): readonly LegendItem[] => [
  {
    label: "coverage:legend.counted",
    swatch: { kind: "point", color: palette.ground, outline: coverageColors(palette).range },
  },
  ...(hasStranded
    ? [
        {
          label: "coverage:legend.stranded",
          swatch: { kind: "point", color: palette.ground, outline: palette.barrier },
        } as const,
      ]
    : []),
];

const stationRing = (source: ShapeSource, palette: MapPalette): LayerSpec => ({
  id: "coverage-stations",
  band: "overlay",
  source,
  type: "circle",
  pick: { layer: "stations" },
  paint: {
    "circle-radius": ["interpolate", ["linear"], ["zoom"], 11, 2, 13.5, 4.5, 15, 11, 18, 16],
    "circle-color": coverageColors(palette).range,
    "circle-opacity": 0.12,
    "circle-stroke-color": asExpression([
      "case",
      ["get", "isStranded"],
      palette.barrier,
      coverageColors(palette).range,
    ]),
    "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 11, 0.6, 15, 2],
  },
});

/** Buildings without a result: a sign that stays in view at every zoom. */
export function problemPlaces({ problems }: CoverageReply): MapEntry {
  const source = shapeSource(
    "coverage-problems",
    problems.map(({ buildingId, position }) => pointShape(buildingId, position)),
  );
  return {
    id: "coverage-problems",
    title: "coverage:entry.problems",
    group: "coverage",
    isOn: true,
    legend: (palette) => [
      {
        label: "coverage:legend.problem",
        swatch: {
          kind: "point",
          color: coverageColors(palette).notComputableLine,
          outline: palette.halo,
          sign: "!",
        },
      },
    ],
    layers: ({ palette }) => [problemDot(source, palette), problemSign(source, palette)],
  };
}

const problemDot = (source: ShapeSource, palette: MapPalette): LayerSpec => ({
  id: "coverage-problems",
  band: "overlay",
  source,
  type: "circle",
  pick: { layer: "buildings" },
  paint: {
    "circle-radius": ["interpolate", ["linear"], ["zoom"], 11, 1.5, 13.5, 3, 15, 7],
    "circle-color": coverageColors(palette).notComputableLine,
    "circle-stroke-color": palette.halo,
    "circle-stroke-width": 1,
  },
});

const problemSign = (source: ShapeSource, palette: MapPalette): LayerSpec => ({
  id: "coverage-problems-sign",
  band: "overlay",
  source,
  type: "symbol",
  minZoom: 14.5,
  layout: {
    "text-field": "!",
    "text-font": LABEL_FONT_BOLD,
    "text-size": 11,
    "text-allow-overlap": true,
    "text-ignore-placement": true,
  },
  paint: { "text-color": palette.halo },
});
