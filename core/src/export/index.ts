export { crsText, epsgOf, EXPORT_MERIDIANS, placeIn } from "./export-crs.ts";
export type { ExportCrs } from "./export-crs.ts";
export type { ExportCell, ExportField } from "./export-field.ts";
export type { ExportState } from "./export-state.ts";
