import type { Map as MapLibre } from "maplibre-gl";
import type { ScreenPoint } from "../mode.ts";
import { radiusAt, type PointRows, type PointsLayerSpec } from "./points-spec.ts";

/** Ids of the points of a layer under the pointer, the topmost first. */
export function pickPoints(
  map: MapLibre,
  { points, look, minZoom = 0, maxZoom = 24 }: PointsLayerSpec,
  pointer: ScreenPoint,
  reach: number,
): string[] {
  const zoom = map.getZoom();
  if (zoom < minZoom || zoom >= maxZoom) return [];
  const radius = radiusAt(zoom, look.radius) + reach;
  const now = Date.now();
  const isLate = (row: number): boolean => (points.dueAt[row] ?? NaN) <= now;
  return rowsAround(map, points, pointer, radius)
    .filter((row) => {
      const at = map.project([points.lng[row] ?? 0, points.lat[row] ?? 0]);
      return Math.hypot(at.x - pointer.x, at.y - pointer.y) <= radius;
    })
    .toSorted((a, b) => Number(isLate(b)) - Number(isLate(a)) || b - a)
    .map((row) => points.idOf(row));
}

/** By degrees, which is quick: the map is asked for few of ten thousand. */
function rowsAround(
  map: MapLibre,
  { end, shown, lng, lat }: PointRows,
  { x, y }: ScreenPoint,
  radius: number,
): number[] {
  const corners = [-radius, radius].flatMap((dx) =>
    [-radius, radius].map((dy) => map.unproject([x + dx, y + dy])),
  );
  const [west, east] = ends(corners.map((corner) => corner.lng));
  const [south, north] = ends(corners.map((corner) => corner.lat));
  const isInside = (row: number): boolean => {
    const [east1 = NaN, north1 = NaN] = [lng[row], lat[row]];
    return east1 >= west && east1 <= east && north1 >= south && north1 <= north;
  };
  const rows: number[] = [];
  for (let row = 0; row < end; row += 1) if (shown[row] === 1 && isInside(row)) rows.push(row);
  return rows;
}

const ends = (values: readonly number[]): [number, number] => [
  Math.min(...values),
  Math.max(...values),
];
