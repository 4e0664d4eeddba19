export { AreaList } from "./area-list.tsx";
export { topArea, useAreas } from "./areas.ts";
export type { Area } from "./areas.ts";
