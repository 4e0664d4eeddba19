import type { Geometry, Position } from "@onegrid/core/geometry";

const CODES = { Point: 1, LineString: 2, Polygon: 3, MultiLineString: 5, MultiPolygon: 6 } as const;

/** Little-endian, two-dimensional WKB: several times quicker for the database to read than GeoJSON. */
export function writeWkb(geometry: Geometry): Buffer {
  const bytes = Buffer.allocUnsafe(sizeOf(geometry));
  let at = 0;
  const head = (code: number): void => {
    at = bytes.writeUInt8(1, at);
    at = bytes.writeUInt32LE(code, at);
  };
  const count = (value: number): void => {
    at = bytes.writeUInt32LE(value, at);
  };
  const position = ([lng, lat]: Position): void => {
    at = bytes.writeDoubleLE(lng, at);
    at = bytes.writeDoubleLE(lat, at);
  };
  const run = (positions: readonly Position[]): void => {
    count(positions.length);
    positions.forEach(position);
  };
  const rings = (polygon: readonly (readonly Position[])[]): void => {
    count(polygon.length);
    polygon.forEach(run);
  };

  head(CODES[geometry.type]);
  if (geometry.type === "Point") position(geometry.coordinates);
  else if (geometry.type === "LineString") run(geometry.coordinates);
  else if (geometry.type === "Polygon") rings(geometry.coordinates);
  else {
    count(geometry.coordinates.length);
    if (geometry.type === "MultiLineString") {
      for (const line of geometry.coordinates) {
        head(CODES.LineString);
        run(line);
      }
    } else {
      for (const polygon of geometry.coordinates) {
        head(CODES.Polygon);
        rings(polygon);
      }
    }
  }
  return bytes;
}

const HEAD = 5;
const runSize = (positions: readonly Position[]): number => 4 + positions.length * 16;
const ringsSize = (polygon: readonly (readonly Position[])[]): number =>
  polygon.reduce((sum, ring) => sum + runSize(ring), 4);

const sum = <T>(parts: readonly T[], size: (part: T) => number): number =>
  parts.reduce((total, part) => total + HEAD + size(part), HEAD + 4);

function sizeOf(geometry: Geometry): number {
  if (geometry.type === "Point") return HEAD + 16;
  if (geometry.type === "LineString") return HEAD + runSize(geometry.coordinates);
  if (geometry.type === "Polygon") return HEAD + ringsSize(geometry.coordinates);
  if (geometry.type === "MultiLineString") return sum(geometry.coordinates, runSize);
  return sum(geometry.coordinates, ringsSize);
}
