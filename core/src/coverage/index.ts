export {
  attachPoints,
  DEFAULT_MAX_LEG_METRES,
  EdgeFinder,
  type AttachFailure,
  type Attachments,
  type AttachOptions,
} from "./attach-points.ts";
export {
  allHouseholds,
  coveredShare,
  percentDown,
  sumByArea,
  type AreaMembership,
  type AreaSum,
} from "./area-sums.ts";
export { buildNetwork, type BuildOptions, type BuiltNetwork } from "./build-network.ts";
export { attachBuildings } from "./attach-buildings.ts";
export {
  computeCoverage,
  StationReach,
  type BuildingCoverage,
  type BuildingPoint,
  type Coverage,
  type CoverageError,
  type CoverageInput,
  type CoverageReason,
  type CoverageState,
  type StationPoint,
} from "./compute-coverage.ts";
export {
  dueSquareMetres,
  loadOf,
  measureCapacity,
  NORM_SQUARE_METRES_PER_100_HOUSEHOLDS,
  type Capacity,
} from "./capacity.ts";
export { measureEquity, type Equity } from "./equity.ts";
export { hoursOfWeek, type HoursOfWeek } from "./hours-of-week.ts";
export { findNearestTwo, type NearestTwo } from "./nearest-two.ts";
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
} from "./definition.ts";
export { BallFinder, type Ball } from "./ball-finder.ts";
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
} from "./moment.ts";
export {
  isOpenIn,
  parseOpeningHours,
  type OpeningHoursError,
  type OpenSlots,
} from "./opening-hours.ts";
export { definitionLabel, momentLabel } from "./definition-label.ts";
export { LiveCoverage, type LiveCoverageInput } from "./live-coverage.ts";
export { LiveScenario, type LiveFrame } from "./live-scenario.ts";
export { type NearStation } from "./live-stations.ts";
export { innerPoint, radiusMetres } from "./inner-point.ts";
export { isochrone, type IsochroneError, type IsochroneInput } from "./isochrone.ts";
export {
  joinLines,
  type JoinedLines,
  type JoinOptions,
  type NetworkLine,
  type NetworkPoint,
} from "./join-lines.ts";
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
export { stationSetVersion } from "./network-version.ts";
export { proposeDatum, type Datum, type DatumProposal } from "./propose-datum.ts";
export { osmNetworkInput, type OsmElements } from "./osm-network.ts";
export { packGraph, type PackedGraph, type PackOptions, type Weighting } from "./pack-graph.ts";
export { decodeNetwork, encodeNetwork, type SnapshotError } from "./snapshot.ts";
export { buildFieldGeometry, fieldValues, type FieldGeometry } from "./time-field.ts";
export { Sweep, UNBOUNDED, type Seeds } from "./sweep.ts";
export { seedsOf } from "./travel-times.ts";
export { comparableMatrix } from "./comparable-matrix.ts";
export { comparableNetwork, type ComparableNetwork } from "./comparable-network.ts";
export { comparablePoints, type ComparablePoints } from "./comparable-points.ts";
export { reverseTravelTimes, travelMatrix, type MatrixRow } from "./travel-matrix.ts";
export {
  gatesUnder,
  layersUnder,
  needsOwnNetwork,
  stationsUnder,
  type NetworkLayers,
  type NewStation,
  type ScenarioStation,
} from "./apply-scenario.ts";
export {
  checkScenario,
  findGate,
  type ScenarioError,
  type ScenarioGround,
} from "./check-scenario.ts";
export { normaliseChanges, objectOfChange, scenarioVersion } from "./scenario.ts";
export type { ScenarioChange } from "./scenario-contract.ts";
export { drawReportMap, REPORT_STYLE, type ReportMap, type ReportMapInput } from "./report-map.ts";
