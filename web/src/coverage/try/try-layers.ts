import type { MultiPolygon, Position } from "@onegrid/core/geometry";
import {
  LABEL_FONT_BOLD,
  type LayerSpec,
  type LegendItem,
  type MapEntry,
  type MapPalette,
  type Shape,
  type ShapeSource,
} from "../../map/index.ts";
import { coverageColors } from "../classes.ts";
import { asExpression } from "../expression.ts";
import { areaShape, lineShape, pointShape, shapeSource } from "../shapes.ts";
import type { GateMark, StationMark } from "./tried.ts";

const STATION_LAYER = "coverage-try-stations";
/** What was moved, added or closed, and what is in the hand. */
const HELD_LAYER = "coverage-try-held";
export const STATION_LAYERS: readonly string[] = [HELD_LAYER, STATION_LAYER];
const GATE_LAYER = "coverage-try-gates";
export const GATE_LAYERS: readonly string[] = [GATE_LAYER];

interface TryColors {
  readonly gained: string;
  readonly lost: string;
}

/** Green and red would be one colour to many; these stay apart, and lost is hatched as uncovered. */
export const TRY_COLORS: Readonly<Record<MapPalette["theme"], TryColors>> = {
  light: { gained: "#00795c", lost: "#b3003c" },
  dark: { gained: "#4be0b3", lost: "#ff6f91" },
};

const isHeld = ({ state, isPicked }: StationMark): boolean => state !== "kept" || isPicked;

/** Stations that can be taken in hand, and where those that were moved stand in truth. */
export function triedStations(marks: readonly StationMark[]): MapEntry {
  const points = keptStations(marks.filter((mark) => !isHeld(mark)));
  const held = shapeSource("coverage-try-held", marks.filter(isHeld).map(stationShape));
  const ways = shapeSource(
    "coverage-try-moves",
    marks.flatMap(({ from, position }) => (from === null ? [] : [lineShape([from, position])])),
  );
  return {
    id: "coverage-try-stations",
    title: "coverage:try.entry.stations",
    group: "coverage",
    isOn: true,
    legend: stationLegend,
    layers: ({ palette }) => [
      ...stationLayers(points, { id: STATION_LAYER, palette }),
      ...stationLayers(held, { id: HELD_LAYER, palette }),
      ...signLayers(held, ways, palette),
    ],
  };
}

const stationShape = ({ id, position, state, isPicked, isStranded, isOpen }: StationMark): Shape =>
  pointShape(id, position, { state, isPicked, isStranded, isOpen });

let lastKept: { readonly key: string; readonly source: ShapeSource } | null = null;

/** Those that nobody touches are sent to the map once, and not with every step of the one that is dragged. */
function keptStations(marks: readonly StationMark[]): ShapeSource {
  const key = marks
    .map(
      ({ id, position, isStranded, isOpen }) => `${id} ${position.join()} ${isStranded} ${isOpen}`,
    )
    .join();
  if (lastKept?.key !== key)
    lastKept = { key, source: shapeSource("coverage-try-stations", marks.map(stationShape)) };
  return lastKept.source;
}

const stationLegend = (palette: MapPalette): readonly LegendItem[] => [
  {
    label: "coverage:try.legend.station",
    swatch: { kind: "point", color: palette.ground, outline: coverageColors(palette).range },
  },
  {
    label: "coverage:try.legend.changed",
    swatch: { kind: "point", color: palette.selection, outline: palette.halo },
  },
  {
    label: "coverage:try.legend.gained",
    swatch: { kind: "line", color: TRY_COLORS[palette.theme].gained, width: 2.5 },
  },
  {
    label: "coverage:try.legend.lost",
    swatch: { kind: "line", color: TRY_COLORS[palette.theme].lost, width: 2.5 },
  },
];

const isState = (state: string) => ["==", ["get", "state"], state];
const IS_CHANGED = ["any", isState("new"), isState("moved")];

function stationLayers(
  source: ShapeSource,
  { id, palette }: { readonly id: string; readonly palette: MapPalette },
): readonly LayerSpec[] {
  const { range } = coverageColors(palette);
  return [
    {
      id,
      band: "overlay",
      source,
      type: "circle",
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 11, 4, 13.5, 7, 15, 12, 18, 17],
        "circle-color": asExpression(["case", IS_CHANGED, palette.selection, range]),
        "circle-opacity": asExpression(["case", IS_CHANGED, 0.9, isState("closed"), 0, 0.15]),
        "circle-stroke-color": asExpression([
          "case",
          ["get", "isPicked"],
          palette.selection,
          ["any", isState("closed"), ["get", "isStranded"]],
          palette.barrier,
          IS_CHANGED,
          palette.halo,
          range,
        ]),
        "circle-stroke-width": asExpression(["case", ["get", "isPicked"], 4, 2]),
        // Not open at the hour that is looked at: there, but it serves nobody.
        "circle-stroke-opacity": asExpression([
          "case",
          ["any", ["get", "isOpen"], ["get", "isPicked"], isState("closed")],
          1,
          0.35,
        ]),
      },
    },
  ];
}

function signLayers(
  points: ShapeSource,
  ways: ShapeSource,
  palette: MapPalette,
): readonly LayerSpec[] {
  return [
    {
      id: "coverage-try-moves",
      band: "draft",
      source: ways,
      type: "line",
      paint: { "line-color": palette.selection, "line-width": 2, "line-dasharray": [2, 1.5] },
    },
    {
      id: "coverage-try-signs",
      band: "overlay",
      source: points,
      type: "symbol",
      minZoom: 12,
      filter: asExpression(["any", IS_CHANGED, isState("closed")]),
      layout: {
        "text-field": asExpression(["case", isState("closed"), "×", isState("new"), "+", "↔"]),
        "text-font": LABEL_FONT_BOLD,
        "text-size": asExpression(["case", isState("closed"), 26, 15]),
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: {
        "text-color": asExpression(["case", isState("closed"), palette.barrier, palette.halo]),
      },
    },
  ];
}

/** Paths and bridges that are only supposed. */
export function triedWays(lines: readonly (readonly Position[])[]): MapEntry {
  const source = shapeSource("coverage-try-ways", lines.map(lineShape));
  return {
    id: "coverage-try-ways",
    title: "coverage:try.entry.ways",
    group: "coverage",
    isOn: true,
    legend: (palette) => [
      {
        label: "coverage:try.legend.way",
        swatch: { kind: "line", color: palette.selection, width: 4, casing: palette.halo },
      },
    ],
    layers: ({ palette }) => [
      {
        id: "coverage-try-ways-casing",
        band: "draft",
        source,
        type: "line",
        layout: { "line-cap": "round", "line-join": "round" },
        paint: { "line-color": palette.halo, "line-width": 7 },
      },
      {
        id: "coverage-try-ways",
        band: "draft",
        source,
        type: "line",
        layout: { "line-cap": "round", "line-join": "round" },
        paint: { "line-color": palette.selection, "line-width": 4 },
      },
    ],
  };
}

/** Gates that open and shut with a click. */
export function triedGates(marks: readonly GateMark[]): MapEntry {
  const source = shapeSource(
    "coverage-try-gates",
    marks.map(({ id, position, isOpen, isChanged }) =>
      pointShape(id, position, { isOpen, isChanged }),
    ),
  );
  return {
    id: "coverage-try-gates",
    title: "coverage:try.entry.gates",
    group: "coverage",
    isOn: true,
    minZoom: 14,
    legend: (palette) => [
      {
        label: "coverage:try.legend.open",
        swatch: { kind: "point", color: TRY_COLORS[palette.theme].gained, outline: palette.halo },
      },
      {
        label: "coverage:try.legend.shut",
        swatch: { kind: "point", color: palette.barrier, outline: palette.halo, sign: "–" },
      },
    ],
    layers: ({ palette }) => gateLayers(source, palette),
  };
}

const gateLayers = (source: ShapeSource, palette: MapPalette): readonly LayerSpec[] => [
  {
    id: GATE_LAYER,
    band: "overlay",
    source,
    type: "circle",
    minZoom: 14,
    paint: {
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 14, 4, 18, 9],
      "circle-color": asExpression([
        "case",
        ["get", "isOpen"],
        TRY_COLORS[palette.theme].gained,
        palette.barrier,
      ]),
      "circle-stroke-color": asExpression([
        "case",
        ["get", "isChanged"],
        palette.selection,
        palette.halo,
      ]),
      "circle-stroke-width": asExpression(["case", ["get", "isChanged"], 3.5, 1.5]),
    },
  },
  {
    id: "coverage-try-gate-signs",
    band: "overlay",
    source,
    type: "symbol",
    minZoom: 15,
    filter: asExpression(["!", ["get", "isOpen"]]),
    layout: {
      "text-field": "–",
      "text-font": LABEL_FONT_BOLD,
      "text-size": 14,
      "text-allow-overlap": true,
      "text-ignore-placement": true,
    },
    paint: { "text-color": palette.halo },
  },
];

/** Where the line ran before anything was changed. */
export function rangeBefore(polygon: MultiPolygon): MapEntry {
  const source = shapeSource("coverage-range-before", [areaShape(polygon)]);
  return {
    id: "coverage-range-before",
    title: "coverage:try.entry.before",
    group: "coverage",
    isOn: true,
    legend: (palette) => [
      {
        label: "coverage:try.legend.before",
        swatch: { kind: "line", color: palette.labelSoft, width: 1.6, dash: [4, 3] },
      },
    ],
    layers: ({ palette }) => [
      {
        id: "coverage-range-before",
        band: "data",
        source,
        type: "line",
        paint: { "line-color": palette.labelSoft, "line-width": 1.6, "line-dasharray": [3, 2] },
      },
    ],
  };
}
