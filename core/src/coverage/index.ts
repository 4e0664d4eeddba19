export {
  attachPoints,
  DEFAULT_MAX_LEG_METRES,
  EdgeFinder,
  type AttachFailure,
  type Attachments,
  type AttachOptions,
} from "./attach-points.ts";
export { buildNetwork, type BuildOptions, type BuiltNetwork } from "./build-network.ts";
export type { Network, NetworkMode } from "./network.ts";
export type {
  CompoundInput,
  GateEvidence,
  GateInput,
  NetworkError,
  NetworkInput,
  NetworkNote,
  NetworkWay,
} from "./network-input.ts";
export type { Weighting } from "./pack-graph.ts";
export { reverseTravelTimes, travelMatrix, type MatrixRow } from "./travel-matrix.ts";
