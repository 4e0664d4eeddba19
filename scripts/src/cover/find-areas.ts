import type { AreaMembership, BuildingPoint } from "@onegrid/core/coverage";
import { isInRings, type Position, type Ring } from "@onegrid/core/geometry";
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
      isInBox(box, position) && isInRings(rings, position) ? [area] : [],
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
