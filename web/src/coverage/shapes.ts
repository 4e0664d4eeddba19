import type { MultiPolygon, Position } from "@onegrid/core/geometry";
import type { Shape, ShapeSource } from "../map/index.ts";

/** A source of the page's own shapes; made once for a state, so that it is sent once. */
export const shapeSource = (id: string, features: readonly Shape[]): ShapeSource => ({
  kind: "shapes",
  id,
  data: { type: "FeatureCollection", features },
});

export const pointShape = (
  id: string,
  position: Position,
  properties: Shape["properties"] = {},
): Shape => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: position },
  properties: { id, ...properties },
});

export const lineShape = (coordinates: readonly Position[]): Shape => ({
  type: "Feature",
  geometry: { type: "LineString", coordinates },
  properties: {},
});

export const areaShape = (geometry: MultiPolygon): Shape => ({
  type: "Feature",
  geometry,
  properties: {},
});
