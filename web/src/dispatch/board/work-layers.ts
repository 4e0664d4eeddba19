import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { Position } from "@onegrid/core/geometry";
import {
  LABEL_FONT,
  LABEL_FONT_BOLD,
  type Expression,
  type LayerSpec,
  type MapContext,
  type MapEntry,
  type MapPalette,
  type ShapeSource,
} from "../../map/index.ts";
import { alertColors } from "./alert-colors.ts";
import { caseShape, pinShapes, responderShapes, type ResponderPlace } from "./case-shapes.ts";

/** What lies on the table: the chosen case, who could go, and the report being written. */
export interface WorkShown {
  readonly chosen: CaseCard | null;
  readonly responders: readonly ResponderPlace[];
  /** Whoever the list of responders points at. */
  readonly pointedId: string | null;
  readonly draft: Position | null;
  readonly now: number;
}

export const workEntry = ({ chosen, responders, pointedId, draft, now }: WorkShown): MapEntry => ({
  id: "case-work",
  title: "dispatch:map.work",
  group: "dispatch",
  isOn: true,
  legend: (palette) => [
    {
      label: "dispatch:map.responder",
      swatch: {
        kind: "point",
        color: alertColors(palette).responder,
        outline: palette.halo,
        sign: "1",
      },
    },
    {
      label: "dispatch:map.draft",
      swatch: { kind: "point", color: palette.draft, outline: palette.halo, sign: "+" },
    },
  ],
  // The case lies over everybody who could go to it.
  layers: (context) => [
    ...(chosen?.place.position
      ? responderLayers(chosen.place.position, { responders, pointedId }, context)
      : []),
    ...(chosen ? chosenLayers(chosen, now, context) : []),
    ...draftLayers(draft, context),
  ],
});

/** The chosen case has a source of its own: it is shown when closed or filtered out, at any zoom. */
function chosenLayers(card: CaseCard, now: number, { palette, language }: MapContext): LayerSpec[] {
  const source: ShapeSource = {
    kind: "shapes",
    id: "case-chosen",
    data: { type: "FeatureCollection", features: caseShape(card, now, language) },
  };
  const from = { band: "overlay", source } as const;
  return [
    {
      ...from,
      id: "case-chosen-ring",
      type: "circle",
      paint: {
        "circle-color": ["get", "color"],
        "circle-radius": 13,
        "circle-stroke-color": palette.selection,
        "circle-stroke-width": 3.5,
      },
    },
    {
      ...from,
      id: "case-chosen-sign",
      type: "symbol",
      layout: {
        "text-field": ["get", "sign"],
        "text-font": LABEL_FONT_BOLD,
        "text-size": 14,
        "text-allow-overlap": true,
        // Names keep clear of the disc.
        "text-padding": 12,
      },
      paint: { "text-color": "#ffffff" },
    },
  ];
}

function responderLayers(
  [lng, lat]: Position,
  { responders, pointedId }: Pick<WorkShown, "responders" | "pointedId">,
  { palette }: MapContext,
): LayerSpec[] {
  if (responders.length === 0) return [];
  const { points, lines } = responderShapes([lng, lat], responders);
  const color = alertColors(palette).responder;
  const source: ShapeSource = { kind: "shapes", id: "case-responders", data: points };
  const from = { band: "overlay", source } as const;
  return [
    {
      band: "draft",
      source: { kind: "shapes", id: "case-responder-lines", data: lines },
      id: "case-responder-lines",
      type: "line",
      layout: { "line-cap": "round" },
      paint: {
        "line-color": color,
        "line-width": ["case", ["==", ["get", "rank"], 1], 3, 1.5],
        "line-opacity": ["case", ["==", ["get", "rank"], 1], 0.9, 0.5],
        "line-dasharray": [1, 2],
      },
    },
    {
      ...from,
      id: "case-responders-point",
      type: "circle",
      paint: {
        "circle-color": color,
        "circle-radius": ["case", isPointed(pointedId), 14, 10],
        "circle-stroke-color": ["case", isPointed(pointedId), palette.selection, palette.halo],
        "circle-stroke-width": ["case", isPointed(pointedId), 4, 2],
      },
    },
    responderNames(from, palette, color),
    {
      ...from,
      id: "case-responders-rank",
      type: "symbol",
      layout: {
        "text-field": ["get", "rank"],
        "text-font": LABEL_FONT_BOLD,
        "text-size": 12,
        "text-allow-overlap": true,
        "text-padding": 5,
      },
      paint: { "text-color": palette.halo },
    },
  ];
}

const isPointed = (id: string | null): Expression => ["==", ["get", "id"], id ?? ""];

const responderNames = (
  from: { readonly band: "overlay"; readonly source: ShapeSource },
  palette: MapPalette,
  color: string,
): LayerSpec => ({
  ...from,
  id: "case-responders-name",
  type: "symbol",
  layout: {
    "text-field": ["get", "name"],
    "text-font": LABEL_FONT,
    "text-size": 12,
    "text-anchor": "top",
    "text-offset": [0, 1],
    "text-optional": true,
  },
  paint: { "text-color": color, "text-halo-color": palette.halo, "text-halo-width": 1.6 },
});

function draftLayers(draft: Position | null, { palette }: MapContext): LayerSpec[] {
  if (draft === null) return [];
  const source: ShapeSource = { kind: "shapes", id: "case-draft", data: pinShapes(draft) };
  const from = { band: "overlay", source } as const;
  return [
    {
      ...from,
      id: "case-draft-ring",
      type: "circle",
      paint: {
        "circle-color": palette.draft,
        "circle-opacity": 0.18,
        "circle-radius": 22,
        "circle-stroke-color": palette.draft,
        "circle-stroke-width": 2,
      },
    },
    {
      ...from,
      id: "case-draft-point",
      type: "circle",
      paint: {
        "circle-color": palette.draft,
        "circle-radius": 6,
        "circle-stroke-color": palette.halo,
        "circle-stroke-width": 2,
      },
    },
  ];
}
