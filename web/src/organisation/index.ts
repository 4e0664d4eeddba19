export { AreaList } from "./area-list.tsx";
export { rootAreas, useAreas } from "./areas.ts";
export type { Area } from "./areas.ts";
export { exportFileAddress, useExportJob, useJobOf } from "./export-job.ts";
export { hoursWords } from "./hours-words.ts";
export type { ExportJob, ExportRun } from "./export-job.ts";
