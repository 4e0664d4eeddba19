export {
  attachPoints,
  DEFAULT_MAX_LEG_METRES,
  EdgeFinder,
  type AttachFailure,
  type Attachments,
  type AttachOptions,
} from "./attach/attach-points.ts";
export {
  allHouseholds,
  coveredShare,
  percentDown,
  sumByArea,
  type AreaMembership,
  type AreaSum,
} from "./answer/area-sums.ts";
export { buildNetwork, type BuildOptions, type BuiltNetwork } from "./network/build-network.ts";
export { attachBuildings } from "./attach/attach-buildings.ts";
export {
  computeCoverage,
  StationReach,
  walkOf,
  type BuildingCoverage,
  type BuildingPoint,
  type Coverage,
  type CoverageError,
  type CoverageInput,
  type CoverageReason,
  type CoverageState,
  type StationPoint,
} from "./answer/compute-coverage.ts";
export {
  dueSquareMetres,
  loadOf,
  measureCapacity,
  NORM_SQUARE_METRES_PER_100_HOUSEHOLDS,
  type Capacity,
} from "./answer/capacity.ts";
export { measureEquity, type Equity } from "./answer/equity.ts";
export { isGateOpenUnder, slotsByGates } from "./answer/gates-open.ts";
export { hoursOfWeek, type HoursOfWeek } from "./answer/hours-of-week.ts";
export { pastFigure, type PastFigure } from "./answer/past-figure.ts";
export { findNearestTwo, type NearestTwo } from "./reach/nearest-two.ts";
export {
  checkMeasure,
  DEFAULT_SPEEDS,
  limitUnits,
  speedOf,
  type Covered,
  type CoverageDefinition,
  type GatePolicy,
  type Measure,
  type MeasureError,
  type Profile,
} from "./answer/definition.ts";
export { BallFinder, type Ball } from "./reach/ball-finder.ts";
export {
  clockWords,
  dayKindOf,
  DAYS,
  momentOf,
  MINUTES_PER_SLOT,
  parseMoment,
  slotOf,
  SLOTS_PER_DAY,
  WEEK_SLOTS,
  writeMoment,
  type DayKind,
  type Moment,
  type MomentError,
  type SpecialDays,
} from "./answer/moment.ts";
export {
  isOpenIn,
  parseOpeningHours,
  type OpeningHoursError,
  type OpenSlots,
} from "./answer/opening-hours.ts";
export { isOpenAt } from "./answer/open-at.ts";
export { definitionLabel, momentLabel } from "./answer/definition-label.ts";
export { LiveCoverage, type LiveCoverageInput } from "./live/live-coverage.ts";
export { LiveScenario, type LiveFrame } from "./live/live-scenario.ts";
export { type NearStation } from "./live/live-stations.ts";
export { innerPoint, radiusMetres } from "./attach/inner-point.ts";
export { isochrone, type IsochroneError, type IsochroneInput } from "./isochrone/isochrone.ts";
export { nestedRings, ringMeasures } from "./isochrone/nested-rings.ts";
export {
  joinLines,
  type JoinedLines,
  type JoinOptions,
  type NetworkLine,
  type NetworkPoint,
} from "./network/join-lines.ts";
export {
  gatelessCompounds,
  islandsOf,
  type GatelessCompound,
  type Island,
} from "./network/network-quality.ts";
export type { Network, NetworkMode } from "./network/network.ts";
export type {
  CompoundInput,
  GateEvidence,
  GateInput,
  NetworkError,
  NetworkInput,
  NetworkNote,
  NetworkWay,
} from "./network/network-input.ts";
export { stationSetVersion } from "./network/network-version.ts";
export {
  proposeDatum,
  type Datum,
  type DatumPair,
  type DatumProposal,
} from "./attach/propose-datum.ts";
export { osmNetworkInput, type OsmElements } from "./network/osm-network.ts";
export {
  packGraph,
  type PackedGraph,
  type PackOptions,
  type Weighting,
} from "./reach/pack-graph.ts";
export { decodeNetwork, encodeNetwork, type SnapshotError } from "./network/snapshot.ts";
export { buildFieldGeometry, fieldValues, type FieldGeometry } from "./isochrone/time-field.ts";
export { readNearest } from "./reach/read-nearest.ts";
export { Sweep, UNBOUNDED, type Seeds } from "./reach/sweep.ts";
export { SameEdge, seedsOf } from "./reach/travel-times.ts";
export { comparableMatrix } from "./comparable/comparable-matrix.ts";
export { comparableNetwork, type ComparableNetwork } from "./comparable/comparable-network.ts";
export { comparablePoints, type ComparablePoints } from "./comparable/comparable-points.ts";
export { ReverseTravel, travelMatrix, type MatrixRow } from "./reach/travel-matrix.ts";
export {
  gatesUnder,
  layersUnder,
  needsOwnNetwork,
  stationsUnder,
  type NetworkLayers,
  type NewStation,
  type ScenarioStation,
} from "./scenario/apply-scenario.ts";
export {
  checkScenario,
  findGate,
  type ScenarioError,
  type ScenarioGround,
} from "./scenario/check-scenario.ts";
export { normaliseChanges, objectOfChange, scenarioVersion } from "./scenario/scenario.ts";
export type { ScenarioChange } from "./scenario-contract.ts";
export {
  drawReportMap,
  REPORT_STYLE,
  type ReportMap,
  type ReportMapInput,
} from "./answer/report-map.ts";
