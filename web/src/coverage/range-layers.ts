import type { Measure } from "@onegrid/core/coverage";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { MultiPolygon, Position } from "@onegrid/core/geometry";
import type { LayerSpec, LegendItem, MapEntry, MapPalette, ShapeSource } from "../map/index.ts";
import { coverageColors, limitOf } from "./classes.ts";
import { areaShape, lineShape, shapeSource } from "./shapes.ts";

/** The area reached within the limit (等时圈). Exact at every building, interpolated between them. */
export function rangeArea(polygon: MultiPolygon, measure: Measure): MapEntry {
  const source = shapeSource("coverage-range", [areaShape(polygon)]);
  return {
    id: "coverage-range",
    title: "coverage:entry.range",
    group: "coverage",
    isOn: true,
    legend: (palette) => [rangeLegend(measure, palette)],
    layers: ({ palette }) => rangeLayers(source, palette),
  };
}

function rangeLegend(measure: Measure, palette: MapPalette): LegendItem {
  const { range } = coverageColors(palette);
  const isTime = measure.basis === "time";
  const to = Number((limitOf(measure) / (isTime ? 60 : 1)).toFixed(1));
  return {
    label: isTime ? "coverage:legend.range.minutes" : "coverage:legend.range.metres",
    values: { to },
    swatch: { kind: "fill", color: `${range}22`, outline: range },
  };
}

function rangeLayers(source: ShapeSource, palette: MapPalette): readonly LayerSpec[] {
  const { range } = coverageColors(palette);
  const from = { band: "data", source } as const;
  return [
    {
      ...from,
      id: "coverage-range-fill",
      type: "fill",
      paint: { "fill-color": range, "fill-opacity": 0.1 },
    },
    {
      ...from,
      id: "coverage-range-line",
      type: "line",
      layout: { "line-join": "round" },
      paint: {
        "line-color": range,
        "line-opacity": 0.8,
        "line-width": ["interpolate", ["linear"], ["zoom"], 11, 0.5, 15, 1.6],
      },
    },
  ];
}

/** Straight metres that the limit would be without streets; only ever to compare with. */
const straightMetres = (measure: Measure): number =>
  measure.basis === "distance" ? measure.metres : measure.seconds * measure.metresPerSecond;

const CORNERS = 64;
/** Metres of one degree of latitude on the mean sphere. */
const METRES_PER_DEGREE = 111_195;

function circleRound([lng, lat]: Position, metres: number): readonly Position[] {
  const north = metres / METRES_PER_DEGREE;
  const east = north / Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: CORNERS + 1 }, (_, corner): Position => {
    const turn = (2 * Math.PI * (corner % CORNERS)) / CORNERS;
    return [lng + east * Math.cos(turn), lat + north * Math.sin(turn)];
  });
}

const DASH = [4, 3] as const;

/** Circles as the crow flies. Off at first, and named for what they are not. */
export function straightCircles({ definition, stations }: CoverageReply): MapEntry {
  const metres = straightMetres(definition.measure);
  const source = shapeSource(
    "coverage-circles",
    stations.map(({ position }) => lineShape(circleRound(position, metres))),
  );
  return {
    id: "coverage-circles",
    title: "coverage:entry.circles",
    group: "coverage",
    isOn: false,
    legend: (palette) => [
      {
        label: "coverage:legend.circles",
        values: { metres: Math.round(metres) },
        swatch: { kind: "line", color: coverageColors(palette).straight, width: 1.4, dash: DASH },
      },
    ],
    layers: ({ palette }) => [
      {
        id: "coverage-circles",
        band: "data",
        source,
        type: "line",
        paint: {
          "line-color": coverageColors(palette).straight,
          "line-width": 1.4,
          "line-dasharray": [...DASH],
        },
      },
    ],
  };
}
