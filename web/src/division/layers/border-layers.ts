import type { Position } from "@onegrid/core/geometry";
import type { LayerSpec, MapPalette, Shape } from "../../map/index.ts";
import { REFUSED } from "./ghost-layers.ts";

/** The way a border would take, bold over the outlines of units; and its anchors. */
export function wayLayers(
  line: readonly Position[],
  {
    anchors = [],
    isRefused,
  }: { readonly anchors?: readonly Position[]; readonly isRefused: boolean },
  { draft, theme }: MapPalette,
): LayerSpec[] {
  const color = isRefused ? REFUSED : draft;
  const way = sourceOf("division-way", [
    { type: "Feature", geometry: { type: "LineString", coordinates: [...line] }, properties: {} },
  ]);
  const shared = { source: way, band: "draft", type: "line" } as const;
  const layout = { "line-join": "round", "line-cap": "round" } as const;
  const lines: LayerSpec[] = [
    {
      ...shared,
      id: "division-way-casing",
      layout,
      paint: { "line-color": theme === "dark" ? "#0b1016" : "#ffffff", "line-width": 9 },
    },
    { ...shared, id: "division-way", layout, paint: { "line-color": color, "line-width": 5 } },
  ];
  return [...(line.length < 2 ? [] : lines), ...anchorLayers(anchors, color)];
}

function anchorLayers(anchors: readonly Position[], color: string): LayerSpec[] {
  if (anchors.length === 0) return [];
  const places = anchors.map((coordinates): Shape => ({
    type: "Feature",
    geometry: { type: "Point", coordinates },
    properties: {},
  }));
  return [
    {
      source: sourceOf("division-anchors", places),
      band: "draft",
      id: "division-anchors",
      type: "circle",
      paint: {
        "circle-radius": 6,
        "circle-color": "#ffffff",
        "circle-stroke-color": color,
        "circle-stroke-width": 3,
      },
    },
  ];
}

const sourceOf = (id: string, features: readonly Shape[]) =>
  ({ kind: "shapes", id, data: { type: "FeatureCollection", features } }) as const;
