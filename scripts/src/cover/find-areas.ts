import type { AreaMembership, BuildingPoint } from "@onegrid/core/coverage";
import type { Position, Ring } from "@onegrid/core/geometry";
import type { NamedArea } from "./read-places.ts";

/** All areas around each building's point: levels (区, 街道, 社区) may come in one file. */
export function findAreas(
  buildings: readonly BuildingPoint[],
  areas: readonly NamedArea[],
): AreaMembership {
  const shapes = areas.map(({ geometry }) => {
    const rings = geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
    return { rings, box: boxOf(rings) };
  });
  const areasOfBuilding = buildings.map(({ position }) =>
    shapes.flatMap(({ rings, box }, area) =>
      isInBox(box, position) && isInside(rings, position) ? [area] : [],
    ),
  );
  return { areasOfBuilding, count: areas.length };
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf(rings: readonly Ring[]): Box {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of rings.flat()) {
    box[0] = Math.min(box[0], lng);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lng);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

const isInBox = ([west, south, east, north]: Box, [lng, lat]: Position): boolean =>
  lng >= west && lng <= east && lat >= south && lat <= north;

/** Even-odd over all rings: holes and parts alike. */
function isInside(rings: readonly Ring[], [lng, lat]: Position): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [x0, y0] = ring[i - 1] ?? [0, 0];
      const [x1, y1] = ring[i] ?? [0, 0];
      if (y0 > lat !== y1 > lat && lng < ((x1 - x0) * (lat - y0)) / (y1 - y0) + x0)
        inside = !inside;
    }
  }
  return inside;
}
