export { createGeometryCheck } from "./check-geometry.ts";
export { isGeographic, toDegrees } from "./crs.ts";
export { gaussKrugerZone } from "./gauss-kruger-zone.ts";
export type { CrsCode } from "./gauss-kruger-zone.ts";
export { CsvParser, LONGEST_CELL, detectDelimiter } from "./csv-parser.ts";
export type { CsvRow } from "./csv-parser.ts";
export { describeLayer, tryPlan } from "./describe.ts";
export type {
  EncodingGuess,
  FieldDescription,
  HouseholdTrial,
  LayerDescription,
  LayerFacts,
  PlanTrial,
  SourceDescription,
} from "./describe.ts";
export { JsonSlicer, LARGEST_FEATURE } from "./json-slicer.ts";
export type { GeometrySource, HouseholdEstimate, ImportPlan } from "./plan.ts";
export type { AxisOrder, CrsFinding, CrsProposal } from "./propose-crs.ts";
export { SQUARE_METRES_PER_HOUSEHOLD } from "./propose-plan.ts";
export { matchGeometryColumns, matchHeadings } from "./match-headings.ts";
export { surveyedWayTags } from "./surveyed-way-tags.ts";
export { osmUses } from "./osm-layers.ts";
export { proposeCrs } from "./propose-crs.ts";
export { rowGeometry, samplePositions } from "./row-geometry.ts";
export { cellText, readNumber } from "./row-reader.ts";
export { osmFeatures } from "./osm-features.ts";
export { osmSample } from "./osm-sample.ts";
export { assembleMultipolygon, wayPositions } from "./osm/assemble-multipolygon.ts";
export type { OsmData, OsmError, OsmRejection } from "./osm/osm-data.ts";
export { OsmPbfReader } from "./osm/read-osm-pbf.ts";
export { OsmXmlReader } from "./osm/read-osm-xml.ts";
export { readGeoPackageGeometry, readWkb } from "./read-wkb.ts";
export { readAreaKind, readBarrierClass } from "./read-choice.ts";
export { readCrsText } from "./read-crs-text.ts";
export { readHours } from "./read-hours.ts";
export { reasonText } from "./reason-text.ts";
export { createRecordChecker, toRecords } from "./record-checker.ts";
export type { CheckedBatch, RecordChecker } from "./record-checker.ts";
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
  StationRecord,
  UnitRecord,
  WayBarrierRecord,
  WayRecord,
} from "./records.ts";
export type {
  FileRefusal,
  ImportRefusal,
  IngestCode,
  IngestRefusal,
  RowRefusal,
  SourceFormat,
} from "./refusals.ts";
export type { Reject, SourceFeature, SourceGeometry, SourcePlace } from "./source.ts";
export { TARGETS } from "./targets.ts";
export type { Target } from "./targets.ts";
