import type { Position } from "@onegrid/core/geometry";
import {
  hatchId,
  type LayerSpec,
  type MapPalette,
  type Shape,
  type Shapes,
} from "../../map/index.ts";
import type { Ghost, Sketch } from "../tools/ghost.ts";
import { shapesOfUnits } from "../state/unit-shapes.ts";
import type { OpenPlan } from "../state/page-state.ts";

export const REFUSED = "#d92d20";

/** What a tool would do: hatched ground that changes hands, the line that is drawn, its faults. */
export function ghostLayers(open: OpenPlan, ghost: Ghost, palette: MapPalette): LayerSpec[] {
  const color = ghost.refusal === null ? palette.draft : REFUSED;
  return [
    ...unitLayers(open, ghost, color),
    ...(ghost.sketch === null ? [] : sketchLayers(ghost.sketch, color)),
    ...(ghost.layers?.(palette) ?? []),
  ];
}

function unitLayers(open: OpenPlan, { units }: Ghost, color: string): LayerSpec[] {
  if (units.length === 0) return [];
  const data = shapesOfUnits(open.base, units);
  const source = { kind: "shapes", id: "division-ghost", data } as const;
  return [
    {
      source,
      band: "draft",
      id: "division-ghost-hatch",
      type: "fill",
      paint: { "fill-pattern": hatchId("forward", color), "fill-opacity": 0.9 },
    },
    {
      source,
      band: "draft",
      id: "division-ghost-line",
      type: "line",
      layout: { "line-join": "round" },
      paint: { "line-color": color, "line-width": 1.8 },
    },
  ];
}

function sketchLayers({ line, isClosed, marks }: Sketch, color: string): LayerSpec[] {
  const [first] = line;
  if (first === undefined) return [];
  const coordinates = isClosed ? [...line, first] : [...line];
  const lines: Shapes = collect([
    { type: "Feature", geometry: { type: "LineString", coordinates }, properties: {} },
  ]);
  const places: Shapes = collect(marks.map(placeShape));
  return [
    {
      source: { kind: "shapes", id: "division-sketch", data: lines },
      band: "draft",
      id: "division-sketch-line",
      type: "line",
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": color, "line-width": 2.5, "line-dasharray": [2, 1.5] },
    },
    {
      source: { kind: "shapes", id: "division-sketch-marks", data: places },
      band: "draft",
      id: "division-sketch-marks",
      type: "circle",
      paint: {
        "circle-radius": 7,
        "circle-color": "#ffffff",
        "circle-stroke-color": REFUSED,
        "circle-stroke-width": 3,
      },
    },
  ];
}

const placeShape = (coordinates: Position): Shape => ({
  type: "Feature",
  geometry: { type: "Point", coordinates },
  properties: {},
});

const collect = (features: readonly Shape[]): Shapes => ({ type: "FeatureCollection", features });
