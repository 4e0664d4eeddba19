export { listCompounds, listGates, listWays } from "./network-rows.ts";
export type { CompoundRow, GateRow, WayRow } from "./network-rows.ts";
export {
  listBuildingNames,
  listBuildingPlaces,
  listFootprints,
  listGridNames,
  listStations,
} from "./places.ts";
export type { BuildingPlace, FootprintRow, GridName, StationPlace } from "./places.ts";
