import type {
  LineString,
  MultiLineString,
  MultiPolygon,
  Point,
  Polygon,
} from "../geometry/index.ts";
import type { FacilityKind, StationKind } from "../organisation/index.ts";

/**
 * One checked row on its way into the store, whatever file it came from. Geometry is in degrees
 * (EPSG:4326, CGCS2000). `sourceId` is unique in its layer: the same id again updates the object.
 */
export type LayerRecord =
  | AreaRecord
  | CompoundRecord
  | GateRecord
  | BuildingRecord
  | EntranceRecord
  | WayRecord
  | BarrierRecord
  | WayBarrierRecord
  | StationRecord
  | UnitRecord
  | IncidentRecord
  | LandRecord;

export type LayerName = LayerRecord["layer"];

/** An area of the organisation tree: 市, 区, 街道, 社区. */
export interface AreaRecord {
  readonly layer: "areas";
  readonly sourceId: string;
  readonly kind: "city" | "district" | "street" | "community";
  /** 12 digits, as in the national statistical code (统计用区划代码). */
  readonly code: string;
  readonly name: string;
  /** Code of the area above; `null` for the root. */
  readonly parentCode: string | null;
  readonly geometry: Polygon | MultiPolygon;
}

/** A residential estate (小区) with its wall as outline. */
export interface CompoundRecord {
  readonly layer: "compounds";
  readonly sourceId: string;
  readonly name: string;
  readonly access: "open" | "closed";
  readonly geometry: Polygon | MultiPolygon;
}

/** A gate (大门) in a compound's wall. */
export interface GateRecord {
  readonly layer: "gates";
  readonly sourceId: string;
  /** `sourceId` of its compound; `null`: the nearest wall. */
  readonly compoundSourceId: string | null;
  readonly name: string;
  readonly access: "public" | "residents";
  /** Weekly hours in OSM notation, `Mo-Fr 06:00-22:00`; `null`: always open. */
  readonly hours: string | null;
  readonly evidence: "surveyed" | "mapped" | "inferred";
  readonly geometry: Point;
}

/** A building (楼栋). The number of households (户数) is the only thing kept about who lives there. */
export interface BuildingRecord {
  readonly layer: "buildings";
  readonly sourceId: string;
  readonly name: string;
  readonly address: string;
  /** `null`: unknown, which is not zero. */
  readonly households: number | null;
  readonly householdSource: "register" | "estimate" | "unknown";
  readonly storeys: number | null;
  readonly use: "residential" | "mixed" | "other";
  /** What it is for where nobody lives; `null` or absent: the source does not say. */
  readonly facility?: FacilityKind | null;
  readonly geometry: Point | Polygon | MultiPolygon;
}

/** A door (楼口, 单元) of a building: the finest place the store knows. */
export interface EntranceRecord {
  readonly layer: "entrances";
  readonly sourceId: string;
  readonly buildingSourceId: string;
  readonly name: string;
  readonly geometry: Point;
}

/** A road or path. `tags` hold the OSM-like access facts: highway, foot, access, oneway, layer… */
export interface WayRecord {
  readonly layer: "ways";
  readonly sourceId: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly geometry: LineString;
}

/**
 * A line that grids should follow. `barrier` is the class of `division`: 0 hard (river, railway,
 * motorway), 1 arterial road, 2 minor road, 3 compound wall, 4 lane.
 */
export interface BarrierRecord {
  readonly layer: "barriers";
  readonly sourceId: string;
  readonly name: string;
  readonly barrier: 0 | 1 | 2 | 3 | 4;
  readonly geometry: LineString | MultiLineString | Polygon | MultiPolygon;
}

/**
 * What stands on a way and not everybody passes: posts, stiles, turnstiles, kerbs (路障). It acts on the ways
 * that go through its point. `tags` in OSM words: barrier, kerb, foot, access, wheelchair, maxwidth:physical…
 */
export interface WayBarrierRecord {
  readonly layer: "way_barriers";
  readonly sourceId: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly geometry: Point;
}

/** A public room or point that offers services (服务站点, 阵地). */
export interface StationRecord {
  readonly layer: "stations";
  readonly sourceId: string;
  readonly kind: StationKind;
  readonly name: string;
  readonly address: string;
  readonly floorAreaM2: number | null;
  /** Weekly hours in OSM notation; `null`: unknown. */
  readonly hours: string | null;
  readonly services: readonly string[];
  readonly geometry: Point;
}

/** A ready basic unit (基本单元) with its households, e.g. a statistical area. */
export interface UnitRecord {
  readonly layer: "units";
  readonly sourceId: string;
  readonly households: number;
  /** Code or name of the community the unit lies in; `null`: found by its place. */
  readonly within: string | null;
  readonly geometry: Polygon | MultiPolygon;
}

/** A reported incident (事件). A missing place is kept: the report goes to the queue without one. */
export interface IncidentRecord {
  readonly layer: "incidents";
  readonly sourceId: string;
  /** Category code of `dispatch`, or the source's own word when there is no match. */
  readonly category: string;
  readonly description: string;
  readonly address: string;
  /** ISO 8601 with offset. */
  readonly reportedAt: string;
  readonly closedAt: string | null;
  readonly geometry: Point | null;
}

/** Ground that only dresses the base map: water, green, other land use. */
export interface LandRecord {
  readonly layer: "land";
  readonly sourceId: string;
  readonly kind: "water" | "green" | "other";
  readonly name: string;
  readonly geometry: Polygon | MultiPolygon | LineString;
}
