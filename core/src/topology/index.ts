export { BARRIER, OUTSIDE } from "./planar-map.ts";
export type { Arcs, BarrierClass, PlacedBuildings, PlanarMap, Units } from "./planar-map.ts";
