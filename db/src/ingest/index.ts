export { applyBatch, dropForeignRows, dropInvalidRows } from "./apply-batch.ts";
export type { Applied } from "./apply-batch.ts";
export {
  dropUnusedBatch,
  endBatch,
  findOwnBatch,
  lastImportAt,
  measureBatch,
  openBatch,
  sweepUnfinishedBatches,
  wasImported,
} from "./batches.ts";
export type { BatchEnd, BatchRow, NewBatch } from "./batches.ts";
export { extendRootDuties, liftRootDuties, linkAreas, linkObjects } from "./link-places.ts";
export { listHomelessPlaces, listHomelessUnits } from "./staged-places.ts";
export type { StagedUnit } from "./staged-places.ts";
export { listRejects, listStagedIncidents, stageRecords, stageRejects } from "./staging.ts";
export type { StagedRecord, StagedReject } from "./staging.ts";
export {
  adoptKnownAreas,
  dropDoubledCodes,
  dropHomelessEntrances,
  holdBatch,
  renumberStandIns,
} from "./fit-batch.ts";
export type { UnfitRow } from "./fit-batch.ts";
