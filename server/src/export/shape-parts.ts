import { signedRingArea, type Geometry, type Position } from "@onegrid/core/geometry";

/** A position as it stands in the file. */
export type Place = (position: Position) => [x: number, y: number];
export type ShapeKind = "polygon" | "point";

export const shapeKindOf = (geometry: Geometry | null): ShapeKind | null => {
  if (geometry === null) return null;
  if (geometry.type === "Point") return "point";
  return geometry.type === "Polygon" || geometry.type === "MultiPolygon" ? "polygon" : null;
};

/** Polygons as lists of rings, shells counter-clockwise and holes clockwise, in the file's numbers. */
export function polygonsOf(geometry: Geometry | null, place: Place): [number, number][][][] {
  if (geometry?.type !== "Polygon" && geometry?.type !== "MultiPolygon") return [];
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) =>
    rings.map((ring, at) => turned(ring.map(place), at === 0 ? "left" : "right")),
  );
}

/** Rings of a Shapefile record: shells clockwise, holes counter-clockwise; of a point, the point. */
export function partsOf(geometry: Geometry | null, place: Place): [number, number][][] {
  if (geometry?.type === "Point") return [[place(geometry.coordinates)]];
  return polygonsOf(geometry, place).flatMap((rings) => rings.map((ring) => ring.toReversed()));
}

function turned(ring: [number, number][], to: "left" | "right"): [number, number][] {
  const isLeft = signedRingArea(ring) > 0;
  return isLeft === (to === "left") ? ring : ring.toReversed();
}
