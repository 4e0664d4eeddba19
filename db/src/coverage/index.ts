export {
  deleteScenario,
  insertScenario,
  listScenarios,
  loadScenario,
  updateScenario,
} from "./scenarios.ts";
export type { NewScenario, ScenarioReader, ScenarioRow, ScenarioUpdate } from "./scenarios.ts";
export {
  insertGateSurvey,
  listCompoundNames,
  listCompoundsOfBuildings,
  listGateSurveys,
} from "./gate-surveys.ts";
export type { GateSurveyRow } from "./gate-surveys.ts";
export { listCompounds, listGates, listWayBarriers, listWays } from "./network-rows.ts";
export type { CompoundRow, GateRow, WayBarrierRow, WayRow } from "./network-rows.ts";
export { lockStationPath, updateStation } from "./stations.ts";
export {
  hasSnapshot,
  insertSnapshot,
  listSnapshots,
  MOST_OTHER_SERIES,
  MOST_STATES_OF_A_DAY,
} from "./snapshots.ts";
export type { SnapshotRow } from "./snapshots.ts";
export {
  listBuildingNames,
  listBuildingPlaces,
  listCommunityPaths,
  listFootprints,
  listGridNames,
  listPublicBuildings,
  listStations,
} from "./places.ts";
export type {
  BuildingPlace,
  FootprintRow,
  GridName,
  PublicBuilding,
  StationPlace,
} from "./places.ts";
export { loadReportGround } from "./report-ground.ts";
