import type { MultiPolygon, Polygon, Position } from "../../geometry/index.ts";
import type { WayTags } from "./access-rules.ts";

/** A road or path over numbered nodes: two ways meet where they share a node, nowhere else. */
export interface NetworkWay {
  readonly id: string;
  readonly tags: WayTags;
  /** Positions in the node columns of `NetworkInput`. */
  readonly nodes: ArrayLike<number>;
}

/** Everything a network is built from. Degrees. */
export interface NetworkInput {
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  /** Ids of the nodes in the source, where it has any. */
  readonly nodeIds?: Float64Array;
  /** Barriers and gates standing at nodes. */
  readonly nodeTags: ReadonlyMap<number, WayTags>;
  readonly ways: readonly NetworkWay[];
}

/** A walled estate (封闭小区). An open one has no walls as far as walking goes. */
export interface CompoundInput {
  readonly id: string;
  readonly access: "open" | "closed";
  readonly geometry: Polygon | MultiPolygon;
}

/** How sure we are that a gate is there: 实测, from a map, 推断. */
export type GateEvidence = "surveyed" | "mapped" | "inferred";

/** A gate (大门) of a compound. */
export interface GateInput {
  readonly id: string;
  /** `null`: whichever wall it stands at. */
  readonly compoundId: string | null;
  readonly position: Position;
  /** `residents`: no way in for others, so nobody else reaches a station inside. */
  readonly access: "public" | "residents";
  readonly evidence: GateEvidence;
  /** Weekly hours in OpenStreetMap's notation; absent or `null`: always, as far as anybody knows. */
  readonly hours?: string | null;
  /**
   * Somebody looked at this one place: a gate is there, or none is. It says nothing about the other places
   * where ways meet the wall; a gate without it says that the compound's gates are known.
   */
  readonly verdict?: "confirmed" | "refuted";
}

/** What a scenario says of a gate: open, shut, or `null` as the definition takes it. From `gatesUnder`. */
export type GateStateOf = (gate: GateInput) => boolean | null;

/** What the builder noticed and the data-quality panel (数据质量) shows. */
export interface NetworkNote {
  readonly code:
    | "coverage.end-snapped"
    | "coverage.crossing-split"
    | "coverage.barrier-unknown"
    | "coverage.barrier-astray"
    | "coverage.gate-without-wall"
    | "coverage.gate-inferred"
    | "coverage.way-too-short";
  /** Id of the way, gate or compound; of barriers what they are, `@` and where they stand among the nodes. */
  readonly id: string;
  readonly position: Position;
}

/** Why no network can be built. */
export type NetworkError =
  | { readonly code: "coverage.no-ways" }
  | { readonly code: "coverage.bad-position"; readonly wayId: string; readonly position: Position }
  | { readonly code: "coverage.too-large"; readonly nodes: number; readonly maxNodes: number }
  | { readonly code: "coverage.too-wide"; readonly kilometres: number };
