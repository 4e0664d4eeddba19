import type { MultiPolygon, Polygon, Ring } from "@onegrid/core/geometry";
import initGeos from "geos-wasm";

/** What GEOS, which knows nothing of our map, finds about some polygons that should tile their union. */
export interface CoverageVerdict {
  /** No gap, overlap or vertex without its partner. */
  readonly isValid: boolean;
  /** In square units of the coordinates. */
  readonly unionArea: number;
}

const geos = await initGeos();
// oxlint-disable-next-line no-underscore-dangle -- Emscripten's names
const allocate = (bytes: number): number => geos.Module._malloc(bytes);
// oxlint-disable-next-line no-underscore-dangle -- as above
const release = (pointer: number): void => geos.Module._free(pointer);

/** `GEOSCoverageIsValid` alone accepts gaps whose edges match, so the area of the union comes along. */
export function judgeCoverage(shapes: readonly (Polygon | MultiPolygon)[]): CoverageVerdict {
  const text = Buffer.from(`GEOMETRYCOLLECTION(${shapes.map(wktOf).join()})\0`, "latin1");
  const wkt = allocate(text.length);
  geos.Module.HEAPU8.set(text, wkt);
  const collection = geos.GEOSGeomFromWKT(wkt);
  const faults = allocate(4);
  const isValid = geos.GEOSCoverageIsValid(collection, 0, faults) === 1;
  const union = geos.GEOSUnaryUnion(collection);
  const area = allocate(8);
  geos.GEOSArea(union, area);
  const unionArea: unknown = geos.Module.getValue(area, "double");
  for (const pointer of [wkt, faults, area]) release(pointer);
  for (const geometry of [union, collection]) geos.GEOSGeom_destroy(geometry);
  if (typeof unionArea !== "number") throw new Error("GEOS gave no area");
  return { isValid, unionArea };
}

function wktOf(shape: Polygon | MultiPolygon): string {
  const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  return `MULTIPOLYGON(${polygons.map((rings) => `(${rings.map(ringText).join()})`).join()})`;
}

const ringText = (ring: Ring): string => `(${ring.map(([x, y]) => `${x} ${y}`).join()})`;
