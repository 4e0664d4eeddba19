import {
  innerPoint,
  radiusMetres,
  type BuildingPoint,
  type CompoundInput,
  type GateInput,
  type StationPoint,
} from "@onegrid/core/coverage";
import type { Geometry, MultiPolygon, Polygon, Position } from "@onegrid/core/geometry";
import { assembleMultipolygon, wayPositions, type OsmData } from "@onegrid/core/ingest";
import { CommandProblem } from "../command-problem.ts";
import { textOf } from "../divide/read-layer.ts";
import { readGeojson, type Feature } from "./read-geojson.ts";
import { isOsmPath, readOsmFile } from "./read-osm-file.ts";

/** A thing of a file: OSM elements and GeoJSON features alike. */
interface Place {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: Geometry | null;
}

/** Buildings of a file. `field` holds the households; without a number in it they are unknown. */
export async function readBuildings(path: string, field: string): Promise<BuildingPoint[]> {
  const places = await readPlaces(path, isBuilding);
  return places.map((place) => {
    const position = pointOf(place);
    return {
      id: place.id,
      position,
      households: householdsOf(path, place, field),
      radiusMetres: place.geometry === null ? 0 : radiusMetres(place.geometry, position),
    };
  });
}

/** A station with whatever else its file says of it: kind, hours, services. */
export interface StationInFile extends StationPoint {
  readonly properties: Readonly<Record<string, unknown>>;
}

export async function readStations(path: string): Promise<StationInFile[]> {
  const places = await readPlaces(path, isStation);
  return places.map((place) => ({
    id: place.id,
    position: pointOf(place),
    properties: place.properties,
  }));
}

/** Points with their ids: origins and targets of a matrix. */
export async function readPoints(path: string): Promise<StationPoint[]> {
  const places = await readPlaces(path, () => true);
  return places.map((place) => ({ id: place.id, position: pointOf(place) }));
}

/** A place where a station may stand. */
export interface Candidate extends StationPoint {
  /** To open it; `null` where the file does not say. */
  readonly cost: number | null;
  /** A station has to stand here, or must not. */
  readonly isLocked: boolean;
  readonly isForbidden: boolean;
}

export async function readCandidates(path: string, costField: string): Promise<Candidate[]> {
  const places = await readPlaces(path, isStation);
  return places.map((place) => {
    const text = textOf(place.properties[costField]);
    return {
      id: place.id,
      position: pointOf(place),
      cost: text === "" ? null : Number(text),
      isLocked: isYes(place.properties["locked"]),
      isForbidden: isYes(place.properties["forbidden"]),
    };
  });
}

const YES = new Set(["true", "1", "yes", "是"]);
const isYes = (value: unknown): boolean => YES.has(textOf(value).toLowerCase());

export async function readCompounds(path: string): Promise<CompoundInput[]> {
  const places = await readPlaces(path, (tags) => tags["landuse"] === "residential");
  return places.flatMap(({ id, properties, geometry }) => {
    if (!isArea(geometry)) return [];
    const access = textOf(properties["access"]) === "open" ? "open" : "closed";
    return [{ id, access, geometry } as const];
  });
}

export async function readGates(path: string): Promise<GateInput[]> {
  const places = await readPlaces(path, (tags) => tags["barrier"] === "gate");
  return places.map((place): GateInput => {
    const compound = textOf(place.properties["compound_id"] ?? place.properties["compound"]);
    const access = textOf(place.properties["access"]);
    const evidence = textOf(place.properties["evidence"]);
    return {
      id: place.id,
      compoundId: compound === "" ? null : compound,
      position: pointOf(place),
      access: access === "residents" || access === "private" ? "residents" : "public",
      evidence: evidence === "mapped" || evidence === "inferred" ? evidence : "surveyed",
    };
  });
}

export interface NamedArea {
  readonly id: string;
  readonly name: string;
  readonly geometry: Polygon | MultiPolygon;
}

export async function readAreas(path: string): Promise<NamedArea[]> {
  const features = await readGeojson(path);
  return features.flatMap(({ id, number, properties, geometry }) => {
    if (!isArea(geometry)) return [];
    return [{ id: id || `#${number}`, name: textOf(properties["name"]), geometry }];
  });
}

const isArea = (geometry: Geometry | null): geometry is Polygon | MultiPolygon =>
  geometry?.type === "Polygon" || geometry?.type === "MultiPolygon";

/** A place without a usable geometry keeps its row: it comes out as not computable, with the reason. */
function pointOf({ geometry }: Place): Position {
  return geometry === null ? [Number.NaN, Number.NaN] : innerPoint(geometry);
}

type Tags = Readonly<Record<string, unknown>>;

const isBuilding = (tags: Tags): boolean =>
  tags["building"] !== undefined && tags["building"] !== "no";

const STATION_AMENITIES = new Set(["community_centre", "social_facility", "townhall"]);
const isStation = (tags: Tags): boolean => STATION_AMENITIES.has(textOf(tags["amenity"]));

async function readPlaces(path: string, isWanted: (tags: Tags) => boolean): Promise<Place[]> {
  const places = isOsmPath(path)
    ? osmPlaces(await readOsmFile(path), isWanted)
    : (await readGeojson(path)).map(toPlace);
  if (places.length > 0) return places;
  throw new CommandProblem([
    {
      code: "coverage.nothing-found",
      object: path,
      place: "",
      reason: ["文件里没有所需的要素。", "The file holds nothing of the kind wanted here."],
      advice: ["请换一个文件。", "Name another file."],
    },
  ]);
}

function toPlace({ id, number, properties, geometry }: Feature): Place {
  const name = id || textOf(properties["osm_id"] ?? properties["@id"]) || `#${number}`;
  return { id: name, properties, geometry };
}

function osmPlaces(osm: OsmData, isWanted: (tags: Tags) => boolean): Place[] {
  const places: Place[] = [];
  for (const [node, tags] of osm.nodes.tags) {
    if (!isWanted(tags)) continue;
    const position: Position = [osm.nodes.lng[node] ?? 0, osm.nodes.lat[node] ?? 0];
    const geometry = { type: "Point", coordinates: position } as const;
    places.push({ id: `node/${osm.nodes.ids[node]}`, properties: tags, geometry });
  }
  for (const { id, refs, tags } of osm.ways) {
    if (!isWanted(tags)) continue;
    const ring = wayPositions(osm, refs);
    const geometry: Polygon = { type: "Polygon", coordinates: [ring] };
    places.push({ id: `way/${id}`, properties: tags, geometry: ring.length < 4 ? null : geometry });
  }
  const waysById = new Map(osm.ways.map(({ id, refs }) => [id, refs]));
  for (const relation of osm.relations) {
    if (!isWanted(relation.tags)) continue;
    const geometry = assembleMultipolygon(osm, relation, waysById);
    places.push({ id: `relation/${relation.id}`, properties: relation.tags, geometry });
  }
  return places;
}

function householdsOf(path: string, { id, properties }: Place, field: string): number | null {
  const text = textOf(properties[field] ?? properties["building:flats"]);
  if (text === "") return null;
  const households = Number(text);
  if (Number.isSafeInteger(households) && households >= 0) return households;
  throw new CommandProblem([
    {
      code: "coverage.bad-households",
      object: `${path} ${id}`,
      place: `${field} = ${text}`,
      reason: ["户数不是非负整数。", "Households are not a whole number from 0."],
      advice: ["请更正，或留空表示未知。", "Correct it, or leave it empty for unknown."],
    },
  ]);
}
