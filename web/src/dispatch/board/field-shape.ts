import type { MultiPolygonField } from "@onegrid/core/dispatch/hot-spots-contract";
import type { Shape } from "../../map/index.ts";

/** An area as the interface has it, for the map. */
export const areaShape = (
  { coordinates }: MultiPolygonField,
  properties: Shape["properties"],
): Shape => ({
  type: "Feature",
  geometry: {
    type: "MultiPolygon",
    coordinates: coordinates.map((polygon) =>
      polygon.map((ring) => ring.map(([lng = 0, lat = 0]): [number, number] => [lng, lat])),
    ),
  },
  properties,
});
