export { AreaList } from "./area-list.tsx";
export { areaRows, topArea, useAreas } from "./areas.ts";
export type { Area, AreaRow } from "./areas.ts";
