import { makeGrounds, type Ground } from "@onegrid/core/division";
import { toDegrees, type Bbox, type Position } from "@onegrid/core/geometry";
import {
  cutPositions,
  decodePlanarMap,
  derivePositions,
  dissolveUnits,
  indexUnitBorders,
  shapeGeometry,
  type MapPositions,
  type PlanarMap,
  type UnitBorders,
} from "@onegrid/core/topology";
import type { Shapes } from "../../map/index.ts";

/** A base version (底图版本) with everything that is derived from it once. It never changes. */
export interface OpenBase {
  readonly id: string;
  readonly map: PlanarMap;
  readonly borders: UnitBorders;
  readonly positions: MapPositions;
  readonly ground: Ground;
  /** Number in the map of each unit of the ground: all else here counts units as the ground does. */
  readonly numbers: Int32Array;
  /** One polygon per unit; the feature's id is the unit's number. */
  readonly unitShapes: Shapes;
  /** A position inside each unit. */
  readonly unitLabels: readonly Position[];
  /** Buildings in each unit. */
  readonly buildingsOf: readonly (readonly string[])[];
}

/** @throws if the bytes are not a map, or hold nothing of the community: a bug of the server. */
export function openBase(id: string, bytes: ArrayBuffer, communityId: string): OpenBase {
  const decoded = decodePlanarMap(new Uint8Array(bytes));
  if (!decoded.ok) throw new Error(`base ${id}: ${JSON.stringify(decoded.error)}`);
  const { map } = decoded.value;
  const ground = makeGrounds(map).get(communityId);
  if (ground === undefined) throw new Error(`base ${id} has no unit of ${communityId}`);
  return assembleBase(id, ground, map, decoded.value.positions ?? derivePositions(map));
}

function assembleBase(
  id: string,
  ground: Ground,
  map: PlanarMap,
  positions: MapPositions,
): OpenBase {
  const borders = indexUnitBorders(map);
  const plain = { map, borders, positions };
  const numberOf = new Map(map.units.ids.map((unitId, unit) => [unitId, unit]));
  const numbers = Int32Array.from(ground.unitIds, (unitId) => numberOf.get(unitId) ?? -1);
  const made: OpenBase = {
    id,
    ...plain,
    ground,
    numbers,
    unitShapes: unitShapes(plain, ground, numbers),
    unitLabels: [...numbers].map((unit) =>
      toDegrees(map, map.units.label[2 * unit] ?? 0, map.units.label[2 * unit + 1] ?? 0),
    ),
    buildingsOf: buildingsByUnit(map, ground),
  };
  basesByGround.set(ground, made);
  return made;
}

const basesByGround = new WeakMap<Ground, OpenBase>();

/** The base as a division has it, with its cuts (切割); the same one while they are the same. */
export function baseUnder(base: OpenBase, { ground }: { readonly ground: Ground }): OpenBase {
  if (ground === base.ground || ground.map === undefined) return base;
  const known = basesByGround.get(ground);
  return known ?? assembleBase(base.id, ground, ground.map, cutPositions(base, ground.map));
}

function unitShapes(
  { map, borders, positions }: Pick<OpenBase, "map" | "borders" | "positions">,
  ground: Ground,
  numbers: Int32Array,
): Shapes {
  const own = Int32Array.from(map.units.ids, (_, unit) => unit);
  const features = [...numbers].flatMap((number, unit) => {
    const geometry = shapeGeometry(map, positions, dissolveUnits(map, borders, own, [number]));
    if (geometry === undefined) return [];
    const households = ground.graph.households[unit] ?? 0;
    return [{ type: "Feature" as const, id: unit, geometry, properties: { unit, households } }];
  });
  return { type: "FeatureCollection", features };
}

function buildingsByUnit(map: PlanarMap, ground: Ground): string[][] {
  const lists = ground.unitIds.map((): string[] => []);
  map.buildings.ids.forEach((building, at) => {
    const unitId = map.units.ids[map.buildings.unit[at] ?? -1] ?? "";
    lists[ground.indexOf.get(unitId) ?? -1]?.push(building);
  });
  return lists;
}

/** West, south, east, north of everything on the map. */
export function boxOfBase({ positions: { nodes } }: OpenBase): Bbox {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (let at = 0; at + 1 < nodes.length; at += 2) {
    const [lng, lat] = [nodes[at] ?? 0, nodes[at + 1] ?? 0];
    [west, east] = [Math.min(west, lng), Math.max(east, lng)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  return [west, south, east, north];
}
