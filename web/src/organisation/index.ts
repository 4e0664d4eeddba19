export { AreaList } from "./area-list.tsx";
export { topArea, useAreas } from "./areas.ts";
export type { Area } from "./areas.ts";
export { exportFileAddress, useExportJob } from "./export-job.ts";
export type { ExportRun } from "./export-job.ts";
