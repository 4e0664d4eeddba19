import { lasting, LABEL_FONT_BOLD, type MapEntry, type Shapes } from "../../map/index.ts";
import type { Pin } from "../state/page-state.ts";

const COLORS = { open: "#b42318", settled: "#5b6776", draft: "#0958d9" } as const;

/** Where something was said of the plan (会审意见): numbered as in the list. */
export const commentsEntry = lasting((pins: readonly Pin[]): MapEntry => ({
  group: "division",
  isOn: true,
  id: "division-comments",
  title: "plan:comment.entry",
  legend: () => [
    { label: "plan:comment.legendOpen", swatch: { kind: "fill", color: COLORS.open } },
    { label: "plan:comment.legendSettled", swatch: { kind: "fill", color: COLORS.settled } },
  ],
  layers: () => {
    if (pins.length === 0) return [];
    const source = { kind: "shapes", id: "division-comments", data: shapesOf(pins) } as const;
    return [
      {
        source,
        band: "overlay",
        id: "division-comments-dot",
        type: "circle",
        paint: {
          "circle-radius": 11,
          "circle-color": [
            "match",
            ["get", "kind"],
            "settled",
            COLORS.settled,
            "draft",
            COLORS.draft,
            COLORS.open,
          ],
          "circle-stroke-color": "#ffffff",
          "circle-stroke-width": 2,
        },
      },
      {
        source,
        band: "overlay",
        id: "division-comments-number",
        type: "symbol",
        layout: {
          "text-field": ["get", "label"],
          "text-font": [...LABEL_FONT_BOLD],
          "text-size": 12,
          "text-allow-overlap": true,
          "text-ignore-placement": true,
        },
        paint: { "text-color": "#ffffff" },
      },
    ];
  },
}));

const shapesOf = (pins: readonly Pin[]): Shapes => ({
  type: "FeatureCollection",
  features: pins.map(({ position, label, kind }) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: position },
    properties: { label, kind },
  })),
});
