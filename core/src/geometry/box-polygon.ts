import type { Bbox, Polygon } from "./shapes.ts";

/** The rectangle of a box, counter-clockwise from its south-western corner. */
export const boxPolygon = ([west, south, east, north]: Bbox): Polygon => ({
  type: "Polygon",
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
