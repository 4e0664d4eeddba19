export { FACILITY_KINDS, facilityOfText } from "./facility-kinds.ts";
export type { FacilityKind } from "./facility-kinds.ts";
export { outlineAround } from "./outline-around.ts";
export { STATION_KINDS } from "./station-kinds.ts";
export type { StationKind } from "./station-kinds.ts";
