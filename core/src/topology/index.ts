export { arcPositions, derivePositions, ringPositions, shapeGeometry } from "./map-geometry.ts";
export type { MapPositions } from "./map-geometry.ts";
export {
  departurePoint,
  endNode,
  indexUnitBorders,
  leftUnit,
  rightUnit,
  startNode,
  walkPoints,
} from "./arc-walk.ts";
export type { SignedArc, UnitBorders } from "./arc-walk.ts";
export { buildFromUnits } from "./build-from-units.ts";
export type { BuildError, BuiltMap, ReadyUnit } from "./build-from-units.ts";
export { checkMap } from "./check-map.ts";
export type { MapFault } from "./check-map.ts";
export { dissolve, dissolveUnits } from "./dissolve.ts";
export type { BorderPolygon, BorderRing, GridShape } from "./dissolve.ts";
export type { MapProblem, MapProblemKind } from "./map-problem.ts";
export type { BarrierLine } from "./match-barriers.ts";
export { BARRIER, OUTSIDE } from "./planar-map.ts";
export type { Arcs, BarrierClass, PlacedBuildings, PlanarMap, Units } from "./planar-map.ts";
