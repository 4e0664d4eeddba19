import type { Polygon, Position } from "../geometry/index.ts";
import type { LayerRecord } from "../ingest/index.ts";
import { positionOf, type Spot } from "./ground.ts";
import type { BuildingPlan, CompoundPlan, LandPlan, PartLayout, PathPlan } from "./model.ts";
import type { SizeSettings } from "./options.ts";
import { doubleArea } from "./outline-areas.ts";
import type { BarrierLine, RoadWay } from "./road-network.ts";

type Centre = SizeSettings["centre"];

/** The records of one part of a superblock, each after those it refers to. `id` is unique to the part. */
export function* partRecords(
  centre: Centre,
  id: string,
  layout: PartLayout,
): Generator<LayerRecord> {
  const compoundId = (k: number): string => `compound-${id}-${k}`;
  const buildingId = (k: number): string => `building-${id}-${k}`;
  for (const [k, compound] of layout.compounds.entries())
    yield compoundRecord(centre, compoundId(k), compound);
  for (const [k, compound] of layout.compounds.entries())
    yield* gateRecords(centre, compoundId(k), compound);
  for (const [k, building] of layout.buildings.entries())
    yield buildingRecord(centre, buildingId(k), building);
  for (const [k, building] of layout.buildings.entries())
    yield* entranceRecords(centre, buildingId(k), building);
  for (const [k, path] of layout.paths.entries()) yield pathRecord(centre, `path-${id}-${k}`, path);
  for (const [k, path] of layout.paths.entries())
    if (path.isLane)
      yield barrierRecord(centre, { ...path, id: `barrier-lane-${id}-${k}`, barrier: 4 });
  for (const [k, land] of layout.land.entries()) yield landRecord(centre, `land-${id}-${k}`, land);
}

const positions = (centre: Centre, spots: readonly Spot[]): Position[] =>
  spots.map((spot) => positionOf(centre, spot));

/** A ring as a polygon: counter-clockwise, closed. */
function polygonOf(centre: Centre, ring: readonly Spot[]): Polygon {
  return { type: "Polygon", coordinates: [closedRing(centre, ring, true)] };
}

/** Closed ring of degrees, turned the way asked for. */
export function closedRing(
  centre: Centre,
  ring: readonly Spot[],
  counterClockwise: boolean,
): Position[] {
  const turned = doubleArea(ring) > 0 === counterClockwise ? ring : ring.toReversed();
  const open = positions(centre, turned);
  return [...open, ...open.slice(0, 1)];
}

function compoundRecord(centre: Centre, sourceId: string, compound: CompoundPlan): LayerRecord {
  const { name, access, ring } = compound;
  return { layer: "compounds", sourceId, name, access, geometry: polygonOf(centre, ring) };
}

function* gateRecords(
  centre: Centre,
  compoundSourceId: string,
  { gates }: CompoundPlan,
): Generator<LayerRecord> {
  for (const [k, { name, access, hours, spot }] of gates.entries())
    yield {
      layer: "gates",
      sourceId: `gate${compoundSourceId.slice(8)}-${k}`,
      compoundSourceId,
      name,
      access,
      hours,
      evidence: "surveyed",
      geometry: { type: "Point", coordinates: positionOf(centre, spot) },
    };
}

function buildingRecord(centre: Centre, sourceId: string, building: BuildingPlan): LayerRecord {
  const { name, address, households, source, storeys, use, ring } = building;
  return {
    layer: "buildings",
    sourceId,
    name,
    address,
    households,
    storeys,
    use,
    householdSource: source,
    geometry: polygonOf(centre, ring),
  };
}

function* entranceRecords(
  centre: Centre,
  buildingSourceId: string,
  { doors }: BuildingPlan,
): Generator<LayerRecord> {
  for (const [k, spot] of doors.entries())
    yield {
      layer: "entrances",
      sourceId: `entrance${buildingSourceId.slice(8)}-${k}`,
      buildingSourceId,
      name: `${k + 1}单元`,
      geometry: { type: "Point", coordinates: positionOf(centre, spot) },
    };
}

const pathRecord = (
  centre: Centre,
  sourceId: string,
  { name, tags, spots }: PathPlan,
): LayerRecord => ({
  layer: "ways",
  sourceId,
  name,
  tags,
  geometry: { type: "LineString", coordinates: positions(centre, spots) },
});

export const wayRecord = (centre: Centre, way: RoadWay): LayerRecord =>
  pathRecord(centre, way.id, { ...way, isLane: false });

export const barrierRecord = (
  centre: Centre,
  { id, name, barrier, spots }: BarrierLine,
): LayerRecord => ({
  layer: "barriers",
  sourceId: id,
  name,
  barrier,
  geometry: { type: "LineString", coordinates: positions(centre, spots) },
});

export const landRecord = (centre: Centre, sourceId: string, land: LandPlan): LayerRecord => ({
  layer: "land",
  sourceId,
  kind: land.kind,
  name: land.name,
  geometry: polygonOf(centre, land.ring),
});

export const landLineRecord = (
  centre: Centre,
  sourceId: string,
  { name, spots }: { readonly name: string; readonly spots: readonly Spot[] },
): LayerRecord => ({
  layer: "land",
  sourceId,
  kind: "other",
  name,
  geometry: { type: "LineString", coordinates: positions(centre, spots) },
});
