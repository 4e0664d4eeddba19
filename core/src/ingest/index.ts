export { STATION_KINDS } from "./records.ts";
export type {
  AreaRecord,
  BarrierRecord,
  BuildingRecord,
  CompoundRecord,
  EntranceRecord,
  GateRecord,
  IncidentRecord,
  LandRecord,
  LayerName,
  LayerRecord,
  StationKind,
  StationRecord,
  UnitRecord,
  WayRecord,
} from "./records.ts";
