import {
  innerPoint,
  parseOpeningHours,
  radiusMetres,
  type BuildingPoint,
  type CompoundInput,
  type GateInput,
  type StationPoint,
} from "@onegrid/core/coverage";
import type { Geometry, MultiPolygon, Polygon, Position } from "@onegrid/core/geometry";
import { assembleMultipolygon, readHours, wayPositions, type OsmData } from "@onegrid/core/ingest";
import type { InputNotes } from "../divide/notices.ts";
import { textOf, type Feature } from "../divide/read-layer.ts";
import type { FileRole } from "./crs-choice.ts";
import type { InputFiles } from "./input-files.ts";
import { householdsReader } from "./read-households.ts";
import { isOsmPath } from "./read-osm-file.ts";
import {
  badHours,
  noId,
  nothingFound,
  ofRightKind,
  toldTwice,
  type Place,
  type Settling,
} from "./settle-places.ts";

/** `weight`: field of the households; without it the one whose name says so. */
export async function readBuildings(
  path: string,
  weight: string | undefined,
  files: InputFiles,
): Promise<BuildingPoint[]> {
  const wanted = { role: "buildings", isWanted: isBuilding, isOnce: true } as const;
  const places = await readPlaces(path, wanted, files);
  const householdsOf = householdsReader(path, places, { weight, notes: files.notes });
  return places.map((place): BuildingPoint => {
    const position = pointOf(place);
    return {
      id: place.id,
      position,
      households: householdsOf(place),
      radiusMetres: place.geometry === null ? 0 : radiusMetres(place.geometry, position),
    };
  });
}

/** A station with whatever else its file says of it: kind, hours, services. */
export interface StationInFile extends StationPoint {
  readonly properties: Readonly<Record<string, unknown>>;
}

export async function readStations(path: string, files: InputFiles): Promise<StationInFile[]> {
  const wanted = { role: "stations", isWanted: isStation, isOnce: true } as const;
  const places = await readPlaces(path, wanted, files);
  return places.map((place) => ({
    id: place.id,
    position: pointOf(place),
    properties: place.properties,
  }));
}

/** Points with their ids: origins or targets of a matrix. One that comes twice has two rows. */
export async function readPoints(
  path: string,
  role: "from" | "to",
  files: InputFiles,
): Promise<StationPoint[]> {
  const places = await readPlaces(path, { role, isWanted: () => true, isOnce: false }, files);
  return places.map((place) => ({ id: place.id, position: pointOf(place) }));
}

/** A place where a station may stand. */
export interface Candidate extends StationPoint {
  /** To open it; `null` where the file does not say. */
  readonly cost: number | null;
  /** A station has to stand here, or must not. */
  readonly isLocked: boolean;
  readonly isForbidden: boolean;
  /** Floor area; `null` where the file does not say. */
  readonly squareMetres: number | null;
}

/** Floor area of a place by its own file, in m²; `null` where it does not say. */
export function areaOf({ properties }: Pick<Place, "properties">, field: string): number | null {
  const text = textOf(properties[field]);
  const squareMetres = Number(text);
  return text === "" || !(squareMetres >= 0) ? null : squareMetres;
}

interface CandidateFields {
  readonly cost: string;
  readonly area: string;
}

export async function readCandidates(
  path: string,
  fields: CandidateFields,
  files: InputFiles,
): Promise<Candidate[]> {
  const wanted = { role: "candidates", isWanted: isStation, isOnce: true } as const;
  const places = await readPlaces(path, wanted, files);
  return places.map((place) => {
    const text = textOf(place.properties[fields.cost]);
    return {
      id: place.id,
      position: pointOf(place),
      cost: text === "" ? null : Number(text),
      isLocked: isYes(place.properties["locked"]),
      isForbidden: isYes(place.properties["forbidden"]),
      squareMetres: areaOf(place, fields.area),
    };
  });
}

const YES = new Set(["true", "1", "yes", "是"]);
const isYes = (value: unknown): boolean => YES.has(textOf(value).toLowerCase());

export async function readCompounds(path: string, files: InputFiles): Promise<CompoundInput[]> {
  const wanted = { role: "compounds", isWanted: isEstate, isOnce: true } as const;
  const areas = await readPlaces(path, wanted, files);
  return areas.flatMap(({ id, properties, geometry }) => {
    if (!isArea(geometry)) return [];
    const access = textOf(properties["access"]) === "open" ? "open" : "closed";
    return [{ id, access, geometry } as const];
  });
}

export async function readGates(path: string, files: InputFiles): Promise<GateInput[]> {
  const wanted = { role: "gates", isWanted: isGate, isOnce: true } as const;
  const places = await readPlaces(path, wanted, files);
  return places.flatMap((place): GateInput[] => {
    if (place.geometry === null) return [];
    const compound = textOf(place.properties["compound_id"] ?? place.properties["compound"]);
    const access = textOf(place.properties["access"]);
    const evidence = textOf(place.properties["evidence"]);
    const hours = hoursOf(place, { path, notes: files.notes });
    return [
      {
        id: place.id,
        compoundId: compound === "" ? null : compound,
        position: pointOf(place),
        access: access === "residents" || access === "private" ? "residents" : "public",
        evidence: evidence === "mapped" || evidence === "inferred" ? evidence : "surveyed",
        hours,
      },
    ];
  });
}

/** Weekly hours as any of the usual notations writes them; what nobody can read is told and left out. */
function hoursOf({ id, where, properties }: Place, { path, notes }: Settling): string | null {
  const text = HOURS_FIELDS.map((field) => textOf(properties[field])).find((each) => each !== "");
  if (text === undefined) return null;
  const hours = readHours(text) ?? text;
  if (parseOpeningHours(hours).ok) return hours;
  notes.notice(badHours(id, where || path, text));
  return null;
}

const HOURS_FIELDS = ["hours", "opening_hours", "开放时间", "通行时间"];

export interface NamedArea {
  readonly id: string;
  readonly name: string;
  readonly geometry: Polygon | MultiPolygon;
}

export async function readAreas(path: string, files: InputFiles): Promise<NamedArea[]> {
  const wanted = { role: "areas", isWanted: () => true, isOnce: true } as const;
  const places = await readPlaces(path, wanted, files);
  return places.flatMap(({ id, properties, geometry }) =>
    isArea(geometry) ? [{ id, name: textOf(properties["name"]), geometry }] : [],
  );
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

const isEstate = (tags: Tags): boolean => tags["landuse"] === "residential";
const isGate = (tags: Tags): boolean => tags["barrier"] === "gate";

const STATION_AMENITIES = new Set(["community_centre", "social_facility", "townhall"]);
const isStation = (tags: Tags): boolean => STATION_AMENITIES.has(textOf(tags["amenity"]));

interface Wanted {
  readonly role: FileRole;
  /** In OpenStreetMap, where everything comes in one file. */
  readonly isWanted: (tags: Tags) => boolean;
  /** The same place twice counts once. */
  readonly isOnce: boolean;
}

async function readPlaces(
  path: string,
  wanted: Wanted,
  files: InputFiles,
): Promise<readonly Place[]> {
  const { role, isWanted, isOnce } = wanted;
  const places = isOsmPath(path)
    ? osmPlaces(await files.osm(path, role), isWanted)
    : namedPlaces(path, await files.features(path, role), files.notes);
  if (places.length === 0) throw nothingFound(path);
  const settling = { path, notes: files.notes };
  const fitting = ofRightKind(places, AREA_ROLES.has(role) ? "area" : "point", settling);
  return toldTwice(fitting, isOnce, settling);
}

const AREA_ROLES: ReadonlySet<FileRole> = new Set(["compounds", "areas"]);

function namedPlaces(path: string, features: readonly Feature[], notes: InputNotes): Place[] {
  const nameless = features.filter(({ id }) => id === "");
  const [first] = nameless;
  if (first !== undefined) notes.notice(noId(path, nameless.length, first.number));
  return features.map(({ id, number, properties, geometry }) => ({
    id: id === "" ? `#${number}` : id,
    where: `${path}, feature ${number}`,
    properties,
    geometry,
  }));
}

function osmPlaces(osm: OsmData, isWanted: (tags: Tags) => boolean): Place[] {
  const places: Place[] = [];
  for (const [node, tags] of osm.nodes.tags) {
    if (!isWanted(tags)) continue;
    const position: Position = [osm.nodes.lng[node] ?? 0, osm.nodes.lat[node] ?? 0];
    const geometry = { type: "Point", coordinates: position } as const;
    const id = `node/${osm.nodes.ids[node]}`;
    places.push({ id, where: "", properties: tags, geometry });
  }
  for (const { id, refs, tags } of osm.ways) {
    if (!isWanted(tags)) continue;
    const ring = wayPositions(osm, refs);
    const geometry: Polygon = { type: "Polygon", coordinates: [ring] };
    const area = ring.length < 4 ? null : geometry;
    places.push({ id: `way/${id}`, where: "", properties: tags, geometry: area });
  }
  const waysById = new Map(osm.ways.map(({ id, refs }) => [id, refs]));
  for (const relation of osm.relations) {
    if (!isWanted(relation.tags)) continue;
    const geometry = assembleMultipolygon(osm, relation, waysById);
    const id = `relation/${relation.id}`;
    places.push({ id, where: "", properties: relation.tags, geometry });
  }
  return places;
}
