export {
  CITY_UNIT_SQUARE_METRES,
  cityUnitGraph,
  crosswalk,
  MOST_UNIT_SQUARE_METRES,
} from "./city-units.ts";
export type { CrosswalkRow } from "./city-units.ts";
export { halveLargeGround } from "./halve-large.ts";
export { countNearHectare, makeCityUnits } from "./make-city-units.ts";
export type { CityUnit, MadeCityUnits } from "./make-city-units.ts";
export { needsReason, offerRepairs } from "./base-repairs.ts";
export type { BaseProblem, BaseRepair } from "./base-repairs.ts";
export { groundFindings } from "./ground-findings.ts";
export { absorbLeftovers, dissolveGrid } from "./absorb-leftovers.ts";
export { applyChange, checkUndo, findConflict, invert, rewind } from "./apply-change.ts";
export { assignUnits, createGrid } from "./assign-units.ts";
export type { AssignUnits } from "./assign-units.ts";
export { carryDivision } from "./carry-division.ts";
export type { BuiltGround, Carried } from "./carry-division.ts";
export { countChoices, equalShares } from "./equal-shares.ts";
export { cutOutGraph, unitsByCommunity } from "./community-graph.ts";
export { changeFlows, lockedByChange } from "./change-flows.ts";
export type { ChangeFlow } from "./change-flows.ts";
export { countByGrid, impactOfMoves, staffNeeded } from "./change-impact.ts";
export type { ChangeImpact, Surroundings } from "./change-impact.ts";
export {
  assignCodes,
  checkScheme,
  CODE_SCHEME_IDS,
  CODE_SCHEMES,
  sequenceOf,
  shortCode,
} from "./code-schemes.ts";
export type { ChosenScheme, CodeError, CodeScheme, CodeSchemeId } from "./code-schemes.ts";
export { compareDivisions } from "./compare-divisions.ts";
export type { Comparison, GridFlow, GridPair } from "./compare-divisions.ts";
export { divideUnits, forecast } from "./divide-units.ts";
export type { DividedUnits, DivideOptions, PartFacts } from "./divide-units.ts";
export { divisionFacts } from "./division-facts.ts";
export type { DivisionFacts } from "./division-facts.ts";
export { editAtOnce, editDivision } from "./edit-division.ts";
export type { BorderEdit, DivisionEdit, QuickEdit } from "./edit-division.ts";
export { crsText, epsgOf, EXPORT_MERIDIANS, placeIn } from "./export-crs.ts";
export type { ExportCrs } from "./export-crs.ts";
export { BUILDING_FIELDS, GRID_FIELDS } from "./export-fields.ts";
export type { ExportBuilding, ExportCell, ExportField, ExportGrid } from "./export-fields.ts";
export { findFlaws, fixesOf } from "./find-flaws.ts";
export type { Flaw, FlawKind } from "./find-flaws.ts";
export { gridCount, shareGridCount } from "./grid-count.ts";
export { gridFacts } from "./grid-facts.ts";
export type { Assignment, GridFacts } from "./grid-facts.ts";
export { arcsAround, arcsFrom, landOf, leftOf, nodePoint, rightOf, walkOf } from "./land.ts";
export type { Land, PlanePoint } from "./land.ts";
export {
  classCost,
  distanceToLine,
  layWire,
  narrowNet,
  nearestNode,
  netOfGrids,
  sketchCost,
  wireTo,
} from "./live-wire.ts";
export type { Wire, WireNet } from "./live-wire.ts";
export { householdsByGrid } from "./check-moves.ts";
export { cutsOf, groundWithCuts } from "./cut-ground.ts";
export { borderArcs } from "./redraw-border.ts";
export { gripBorder, pullBorder, stretchAt } from "./pull-border.ts";
export type { Grip } from "./pull-border.ts";
export { edgeNodeNear, pairUnderStroke, traceBorder } from "./trace-border.ts";
export { findCrossing } from "./drawn-line.ts";
export { fillUnits } from "./fill-units.ts";
export type { FillRules } from "./fill-units.ts";
export { unitsInLasso, withoutKnots } from "./lasso.ts";
export type { Lasso } from "./lasso.ts";
export { addLock, removeLock } from "./lock.ts";
export { findParts } from "./ground-parts.ts";
export { emptyDivision, makeGround, makeGrounds } from "./make-ground.ts";
export { mergeGrids } from "./merge-grids.ts";
export { measure, METRICS, onBarriers } from "./metrics.ts";
export type { Metric, MetricValues } from "./metrics.ts";
export { EDIT_NAMES, lockKey } from "./model.ts";
export type {
  ContiguityRule,
  Division,
  DivisionChange,
  DivisionError,
  EditName,
  GridId,
  Ground,
  Lock,
  LockedThing,
  UnitId,
  UnitMove,
} from "./model.ts";
export { matchUnits } from "./match-units.ts";
export type { UnitFate, UnitMatch } from "./match-units.ts";
export { numberGrids, orderOfGrids } from "./number-grids.ts";
export type { NumberedGrid } from "./number-grids.ts";
export { paintable } from "./paint-mask.ts";
export type { PaintMask } from "./paint-mask.ts";
export { costOfBalance } from "./partition.ts";
export { PLAN_STATES, PLAN_STEPS, PLAN_TABLE, stepPlan } from "./plan-life-cycle.ts";
export type { PlanError, PlanFacts, PlanRequest, PlanState, PlanStep } from "./plan-life-cycle.ts";
export { PRESET_NAMES, PRESETS } from "./presets.ts";
export type { PresetName, Weights } from "./presets.ts";
export { divideCommunity } from "./divide-community.ts";
export { rebalanceGrids, splitGrid } from "./redivide.ts";
export type { RedivideOptions } from "./redivide.ts";
export { postsOn, straightPost, walkFigures } from "./walk-to-posts.ts";
export type { Post, Walk, WalkFigures } from "./walk-to-posts.ts";
export { TEAM_ROLES } from "./team-roles.ts";
export { swapUnits } from "./swap-units.ts";
export { takeAlong } from "./take-along.ts";
export type { HandEdit } from "./take-along.ts";
export { buildUnitGraph } from "./unit-graph.ts";
export { membersOf, unitsOfGrid } from "./grid-members.ts";
export { groupUnits, UNIT_LEVELS } from "./unit-levels.ts";
export type { UnitGroup, UnitLevel } from "./unit-levels.ts";
export type { UnitGraph, UnitPair } from "./unit-graph.ts";
export { boardTeam } from "./board-team.ts";
export type { TeamMember } from "./board-team.ts";
export { listBuildings } from "./list-buildings.ts";
export { sheetColors } from "./sheet-colors.ts";
export { frameSheet } from "./sheet-frame.ts";
export type { SheetFrame, SheetSize } from "./sheet-frame.ts";
export type { SheetLabel } from "./sheet-labels.ts";
export { drawSheetMap, SHEET_STYLE } from "./sheet-map.ts";
export type { SheetContent, SheetGrid, SheetMap } from "./sheet-model.ts";
export { readAssignment } from "./read-assignment.ts";
export type { AssignmentFault, ReadAssignment, RefusedLine } from "./read-assignment.ts";
