import type { MultiPolygonField } from "@onegrid/core/dispatch/hot-spots-contract";
import type { MultiPolygon } from "@onegrid/core/geometry";

/** A shape as the interface has it. */
export const shapeField = ({ coordinates }: MultiPolygon): MultiPolygonField => ({
  type: "MultiPolygon",
  coordinates: coordinates.map((polygon) =>
    polygon.map((ring) => ring.map(([lng, lat]) => [lng, lat])),
  ),
});
