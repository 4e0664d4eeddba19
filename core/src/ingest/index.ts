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
export { assembleMultipolygon, wayPositions } from "./osm/assemble-multipolygon.ts";
export type {
  OsmData,
  OsmError,
  OsmMember,
  OsmNodes,
  OsmRejection,
  OsmRelation,
  OsmTags,
  OsmWay,
} from "./osm/osm-data.ts";
export { MAX_BLOB_BYTES, PbfBlobSplitter, type PbfBlob } from "./osm/pbf-blobs.ts";
export { OsmPbfReader, type Inflate } from "./osm/read-osm-pbf.ts";
export { OsmXmlReader } from "./osm/read-osm-xml.ts";
