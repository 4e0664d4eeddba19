import type { Spot } from "./ground.ts";
import type { Fixed } from "./param-line.ts";

export type RoadClass = "primary" | "secondary" | "tertiary" | "residential" | "living_street";

/** What a piece of ground inside a superblock is used for. */
export type LandUse =
  | "garden" // 商品房小区: slabs and towers
  | "yard" // 老旧小区, 家属院: walk-up slabs
  | "oldtown" // 老街巷: courtyards without walls
  | "village" // 城中村
  | "school"
  | "commercial"
  | "factory"
  | "park";

/** One road along a side of a parcel. `key` names the drawn line, junctions are noted under it. */
export interface Side {
  readonly key: string;
  readonly fixed: Fixed;
  readonly at: number;
  readonly roadClass: RoadClass;
}

export type SideName = "south" | "east" | "north" | "west";

/** A road inside a superblock. Its way runs from `wayLow` to `wayHigh`; as a border it goes from seam to seam. */
export interface SideStreet extends Side {
  readonly low: number;
  readonly high: number;
  readonly wayLow: number;
  readonly wayHigh: number;
  readonly isPartBorder: boolean;
  readonly ordinal: number;
}

/** Ground between roads, as a lattice rectangle measured to the middle of its roads. */
export interface Parcel {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
  readonly sides: Readonly<Record<SideName, Side>>;
  /** Which part (0 or 1) of its superblock. */
  readonly part: number;
  readonly use: LandUse;
  /** Counts all parcels, and those of the same use. */
  readonly ordinal: number;
  readonly useOrdinal: number;
}

/** A superblock: the cell from (i, j) to (i + 1, j + 1), its parts, inner roads and parcels. */
export interface Block {
  readonly i: number;
  readonly j: number;
  /** Middle lines of the four roads around; off the cell's border beside a river or a railway. */
  readonly frame: Readonly<Record<SideName, number>>;
  readonly streets: readonly SideStreet[];
  readonly parcels: readonly Parcel[];
}

export interface BuildingPlan {
  readonly ring: readonly Spot[];
  readonly name: string;
  readonly address: string;
  readonly households: number | null;
  readonly source: "register" | "estimate" | "unknown";
  readonly storeys: number;
  readonly use: "residential" | "mixed" | "other";
  readonly doors: readonly Spot[];
}

export interface GatePlan {
  readonly spot: Spot;
  readonly name: string;
  readonly access: "public" | "residents";
  readonly hours: string | null;
}

export interface CompoundPlan {
  readonly name: string;
  readonly access: "open" | "closed";
  readonly ring: readonly Spot[];
  readonly gates: readonly GatePlan[];
}

export interface PathPlan {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly spots: readonly Spot[];
  /** Whether grids should follow it as a lane (街巷). */
  readonly isLane: boolean;
}

export interface LandPlan {
  readonly kind: "water" | "green" | "other";
  readonly name: string;
  readonly ring: readonly Spot[];
}

/** Where a path meets a road: the road's way gets a corner there. */
export interface Junction {
  readonly key: string;
  readonly param: number;
  readonly spot: Spot;
}

/** A place where a station could be. */
export interface StationSite {
  readonly kind: "gate" | "shop" | "park" | "centre";
  readonly spot: Spot;
  readonly address: string;
  /** Name of the compound, park or street beside it. */
  readonly label: string;
}

/** A place where incidents happen. */
export interface IncidentPlace {
  readonly kind: "street" | "compound" | "lane" | "park" | "site" | "river";
  readonly spot: Spot;
  readonly address: string;
}

/** Everything that stands in one part of a superblock. */
export interface PartLayout {
  readonly compounds: CompoundPlan[];
  readonly buildings: BuildingPlan[];
  readonly paths: PathPlan[];
  readonly land: LandPlan[];
  readonly junctions: Junction[];
  readonly sites: StationSite[];
  readonly places: IncidentPlace[];
}
