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
export { buildFromBuildings } from "./build-from-buildings.ts";
export type { BuildingsInput } from "./build-from-buildings.ts";
export { buildFromUnits } from "./build-from-units.ts";
export type { BuiltMap, GivenGround, ReadyUnit } from "./build-from-units.ts";
export type { BuildError } from "./check-rows.ts";
export type { NamedArea } from "./enclose.ts";
export type { BuildingInput } from "./place-buildings.ts";
export { unitAt, unitsAt } from "./unit-at.ts";
export { tidyOutline } from "./tidy-outline.ts";
export type { TidyOutline } from "./tidy-outline.ts";
export { pullInside } from "./pull-inside.ts";
export { checkMap } from "./check-map.ts";
export type { MapFault } from "./check-map.ts";
export { dissolve, dissolveUnits } from "./dissolve.ts";
export type { BorderPolygon, BorderRing, GridShape } from "./dissolve.ts";
export { PLANAR_MAP_FORMAT, decodePlanarMap, encodePlanarMap } from "./encode-map.ts";
export type { DecodedMap, DecodeError } from "./encode-map.ts";
export { boxOfPoints } from "./box-of-points.ts";
export { cutsAlong } from "./cut-line.ts";
export type { LooseEnd } from "./cut-line.ts";
export { cutMap } from "./cut-map.ts";
export { cutPositions } from "./cut-positions.ts";
export type { CutFault, UnitCut } from "./cut-map.ts";
export { findFaults } from "./find-faults.ts";
export { makeProblem, sortProblems } from "./map-problem.ts";
export type { MapProblem, MapProblemKind } from "./map-problem.ts";
export type { BarrierLine } from "./match-barriers.ts";
export { BARRIER, OUTSIDE } from "./planar-map.ts";
export type {
  Arcs,
  BarrierClass,
  Footprints,
  PlacedBuildings,
  PlanarMap,
  Units,
} from "./planar-map.ts";
export { AREA2_OF_SQUARE_METRE } from "./square-metres.ts";
export { byte, float, int, item, num, uint } from "./typed-access.ts";
