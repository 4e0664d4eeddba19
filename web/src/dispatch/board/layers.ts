import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { currentLanguage } from "../../i18n/index.ts";
import {
  LABEL_FONT_BOLD,
  type LayerSpec,
  type LegendItem,
  type MapEntry,
  type MapPalette,
  type ShapeSource,
} from "../../map/index.ts";
import { alertColors } from "./alert-colors.ts";
import { caseShapes, countShapes, type CountPlace } from "./case-shapes.ts";
import { STATE_COLORS, stateSign } from "./case-words.ts";
import { CASE_LAYER } from "./desk-store.ts";

/** Below this zoom the map shows numbers by community, above it the cases themselves. */
const POINTS_FROM_ZOOM = 14.2;

export interface CasesShown {
  readonly cards: readonly CaseCard[];
  readonly places: readonly CountPlace[];
  readonly now: number;
}

/** The cases of the queue. Identical input, identical entry: see `map-entries.ts`. */
export const casesEntry = ({ cards, places, now }: CasesShown): MapEntry => ({
  id: "cases",
  title: "dispatch:map.entry",
  group: "dispatch",
  isOn: true,
  legend: caseLegend,
  layers: ({ palette, language }) => {
    const source: ShapeSource = {
      kind: "shapes",
      id: "cases",
      data: caseShapes(cards, now, language),
    };
    const counts: ShapeSource = {
      kind: "shapes",
      id: "case-counts",
      data: countShapes(cards, places, now),
    };
    return [...countLayers(counts, palette), ...caseLayers(source, palette)];
  },
});

function caseLegend(palette: MapPalette): readonly LegendItem[] {
  const alert = alertColors(palette);
  return [
    ...LEGEND_STATES.map(([state, label]): LegendItem => ({
      label,
      swatch: {
        kind: "point",
        color: STATE_COLORS[state],
        outline: palette.halo,
        sign: stateSign(state, currentLanguage()),
      },
    })),
    {
      label: "dispatch:map.late",
      swatch: { kind: "point", color: palette.ground, outline: alert.late, sign: "!" },
    },
    {
      label: "dispatch:map.soon",
      swatch: { kind: "point", color: palette.ground, outline: alert.soon },
    },
  ];
}

const LEGEND_STATES = [
  ["reported", "dispatch:queue.intake"],
  ["verifying", "dispatch:map.verifying"],
  ["filed", "dispatch:queue.assign"],
  ["dispatched", "dispatch:map.dispatched"],
  ["in_progress", "dispatch:queue.work"],
  ["resolved", "dispatch:queue.check"],
  ["parked", "dispatch:queue.parked"],
  ["closed", "dispatch:queue.ended"],
] as const;

function caseLayers(source: ShapeSource, palette: MapPalette): LayerSpec[] {
  const alert = alertColors(palette);
  const from = { band: "overlay", source, minZoom: POINTS_FROM_ZOOM } as const;
  return [
    {
      ...from,
      id: "cases-halo",
      type: "circle",
      filter: ["in", ["get", "tone"], ["literal", ["late", "soon"]]],
      paint: {
        "circle-color": ["match", ["get", "tone"], "late", alert.late, alert.soon],
        "circle-opacity": 0.22,
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 14.2, 12, 15, 16, 18, 22],
        "circle-stroke-color": ["match", ["get", "tone"], "late", alert.late, alert.soon],
        "circle-stroke-width": ["match", ["get", "tone"], "late", 2, 1.2],
      },
    },
    {
      ...from,
      id: "cases-point",
      type: "circle",
      pick: { layer: CASE_LAYER },
      layout: { "circle-sort-key": ["get", "order"] },
      paint: {
        "circle-color": ["get", "color"],
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 14.2, 7, 15, 9, 18, 13],
        "circle-stroke-color": palette.halo,
        "circle-stroke-width": 1.5,
      },
    },
    {
      ...from,
      id: "cases-sign",
      type: "symbol",
      layout: {
        "text-field": ["get", "sign"],
        "text-font": LABEL_FONT_BOLD,
        "text-size": ["interpolate", ["linear"], ["zoom"], 14.2, 9, 18, 14],
        "text-allow-overlap": true,
        "text-ignore-placement": true,
        "symbol-sort-key": ["get", "order"],
      },
      paint: { "text-color": "#ffffff" },
    },
    lateMark({ ...from, source }, alert.late, palette),
  ];
}

/** A sign besides the colour: a red ring alone says nothing to one reader in twelve. */
const lateMark = (
  from: Pick<LayerSpec, "band" | "minZoom"> & { readonly source: ShapeSource },
  color: string,
  palette: MapPalette,
): LayerSpec => ({
  ...from,
  id: "cases-late",
  type: "symbol",
  filter: ["==", ["get", "tone"], "late"],
  layout: {
    "text-field": "!",
    "text-font": LABEL_FONT_BOLD,
    "text-size": ["interpolate", ["linear"], ["zoom"], 13, 11, 18, 17],
    "text-offset": [0.85, -0.75],
    "text-allow-overlap": true,
    "text-ignore-placement": true,
  },
  paint: { "text-color": color, "text-halo-color": palette.halo, "text-halo-width": 1.6 },
});

/** Pixels up from the middle of a community: its name stands there. */
const ABOVE_NAME: [number, number] = [0, -22];

function countLayers(source: ShapeSource, palette: MapPalette): LayerSpec[] {
  const alert = alertColors(palette);
  const from = { band: "overlay", source, maxZoom: POINTS_FROM_ZOOM } as const;
  return [
    {
      ...from,
      id: "case-counts-disc",
      type: "circle",
      paint: {
        "circle-color": palette.ground,
        "circle-opacity": 0.92,
        "circle-radius": ["interpolate", ["linear"], ["get", "all"], 1, 11, 30, 16, 200, 22],
        "circle-translate": ABOVE_NAME,
        "circle-stroke-color": ["case", [">", ["get", "late"], 0], alert.late, palette.label],
        "circle-stroke-width": 2,
      },
    },
    {
      ...from,
      id: "case-counts-number",
      type: "symbol",
      layout: {
        "text-field": ["to-string", ["get", "all"]],
        "text-font": LABEL_FONT_BOLD,
        "text-size": 11.5,
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: { "text-color": palette.label, "text-translate": ABOVE_NAME },
    },
    {
      ...from,
      id: "case-counts-late",
      type: "symbol",
      filter: [">", ["get", "late"], 0],
      layout: {
        "text-field": ["concat", "!", ["to-string", ["get", "late"]]],
        "text-font": LABEL_FONT_BOLD,
        "text-size": 11.5,
        "text-anchor": "left",
        "text-offset": [1, -0.9],
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: {
        "text-color": alert.late,
        "text-halo-color": palette.halo,
        "text-halo-width": 1.6,
        "text-translate": ABOVE_NAME,
      },
    },
  ];
}
