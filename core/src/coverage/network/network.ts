import type { LocalPlane } from "./local-plane.ts";
import type { CompoundInput, GateInput } from "./network-input.ts";

export type NetworkMode = "foot" | "drive";

/** Bits of `Network.edgeFlags`. */
export const EDGE_FORWARD = 1;
export const EDGE_BACKWARD = 2;
export const EDGE_STEPS = 4;
/** On a small piece without connection to the rest: mapping noise more often than a place. */
export const EDGE_ISOLATED = 8;

/** Steps have a flag of their own; this is a way too narrow for a wheelchair (轮椅), or a barrier. */
export const EDGE_NO_WHEELS = 16;
/** No way but a barrier at a node, of no length: who may pass goes over it, and nobody lives at it. */
export const EDGE_BARRIER = 32;

/** A node holds at most 20 bits in a packed arc. */
export const MAX_NODES = 1_048_576;

/** No edge is longer: its weight has to fit into 12 bits down to 0.3 m/s. */
export const MAX_EDGE_METRES = 120;

/**
 * A walking (or driving) network as columns, independent of speed and of stations.
 * Nodes are junctions in Hilbert order; shape points live in the edges. Edges never cross the wall
 * of a closed compound: there the way is cut, and a gate link of no length joins the two sides.
 */
export interface Network {
  readonly mode: NetworkMode;
  /** Number of this network's content, for results to name: same input, same version. */
  readonly version: string;
  readonly plane: LocalPlane;
  readonly nodeCount: number;
  /** Metres of the plane. */
  readonly nodeX: Float64Array;
  readonly nodeY: Float64Array;
  /** Index of the innermost closed compound around each node; -1 on the open street. */
  readonly nodeCompound: Int32Array;
  readonly edgeCount: number;
  readonly edgeFrom: Uint32Array;
  readonly edgeTo: Uint32Array;
  readonly edgeMetres: Float64Array;
  readonly edgeFlags: Uint8Array;
  /** Position in `wayIds`. */
  readonly edgeWay: Uint32Array;
  /** Grade (坡度) in percent going from `from` to `to`, uphill positive; 0 level or not known. */
  readonly edgeGrade: Int8Array;
  /** Driving speed; 0 on foot. */
  readonly edgeKilometresPerHour: Uint8Array;
  /** Shape of edge e: points `shapeStart[e]` … `shapeStart[e + 1] - 1`, both end nodes included. */
  readonly shapeStart: Uint32Array;
  readonly shapeX: Float64Array;
  readonly shapeY: Float64Array;
  readonly wayIds: readonly string[];
  readonly gates: readonly GateInput[];
  /** Passages through walls; `gate` is a position in `gates`. */
  readonly links: readonly GateLink[];
  /** The closed compounds; their walls are what `nodeCompound` and the links speak of. */
  readonly compounds: readonly CompoundInput[];
  /** The compound around each compound; -1 for none. */
  readonly compoundParents: Int32Array;
}

export interface GateLink {
  readonly gate: number;
  readonly from: number;
  readonly to: number;
}

/** Plane lengths of the straight pieces of an edge's shape. */
export function shapeLengths(network: Network, edge: number): number[] {
  const { shapeStart, shapeX, shapeY } = network;
  const lengths: number[] = [];
  const last = (shapeStart[edge + 1] ?? 0) - 1;
  for (let i = shapeStart[edge] ?? 0; i < last; i++) {
    const dx = (shapeX[i + 1] ?? 0) - (shapeX[i] ?? 0);
    const dy = (shapeY[i + 1] ?? 0) - (shapeY[i] ?? 0);
    lengths.push(Math.hypot(dx, dy));
  }
  return lengths;
}
