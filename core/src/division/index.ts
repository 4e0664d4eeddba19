export {
  CITY_UNIT_SQUARE_METRES,
  cityUnitGraph,
  crosswalk,
  MOST_UNIT_SQUARE_METRES,
} from "./city-units/city-units.ts";
export type { CrosswalkRow } from "./city-units/city-units.ts";
export { halveLargeGround } from "./city-units/halve-large.ts";
export { countNearHectare, makeCityUnits } from "./city-units/make-city-units.ts";
export type { CityUnit, MadeCityUnits } from "./city-units/make-city-units.ts";
export { needsReason, offerRepairs } from "./ground/base-repairs.ts";
export type { BaseProblem, BaseRepair } from "./ground/base-repairs.ts";
export { groundFindings } from "./ground/ground-findings.ts";
export { absorbLeftovers, dissolveGrid } from "./edit/absorb-leftovers.ts";
export { applyChange, checkUndo, findConflict, invert, rewind } from "./change/apply-change.ts";
export { assignUnits, createGrid } from "./edit/assign-units.ts";
export type { AssignUnits } from "./edit/assign-units.ts";
export { carryDivision } from "./ground/carry-division.ts";
export type { BuiltGround, Carried } from "./ground/carry-division.ts";
export { countChoices, equalShares } from "./measure/equal-shares.ts";
export { cutOutGraph, unitsByCommunity } from "./model/community-graph.ts";
export { changeFlows, lockedByChange } from "./plan/change-flows.ts";
export type { ChangeFlow } from "./plan/change-flows.ts";
export { countByGrid, impactOfMoves, staffNeeded } from "./plan/change-impact.ts";
export type { ChangeImpact, Surroundings } from "./plan/change-impact.ts";
export {
  assignCodes,
  checkScheme,
  CODE_SCHEME_IDS,
  CODE_SCHEMES,
  sequenceOf,
  shortCode,
} from "./plan/code-schemes.ts";
export type { ChosenScheme, CodeError, CodeScheme, CodeSchemeId } from "./plan/code-schemes.ts";
export { compareDivisions } from "./plan/compare-divisions.ts";
export type { Comparison, GridFlow, GridPair } from "./plan/compare-divisions.ts";
export { divideUnits, forecast } from "./solve/divide-units.ts";
export type { DividedUnits, DivideOptions, PartFacts } from "./solve/divide-units.ts";
export { divisionFacts } from "./measure/division-facts.ts";
export type { DivisionFacts } from "./measure/division-facts.ts";
export { editAtOnce, editDivision } from "./edit/edit-division.ts";
export type { BorderEdit, DivisionEdit, QuickEdit } from "./edit/edit-division.ts";
export { BUILDING_FIELDS, CITY_UNIT_FIELDS, GRID_FIELDS } from "./out/export-fields.ts";
export type { ExportBuilding, ExportCityUnit, ExportGrid } from "./out/export-fields.ts";
export { findFlaws, fixesOf } from "./edit/find-flaws.ts";
export type { Flaw, FlawKind } from "./edit/find-flaws.ts";
export { gridCount, shareGrids } from "./model/grid-count.ts";
export { gridFacts } from "./measure/grid-facts.ts";
export type { Assignment, GridFacts } from "./measure/grid-facts.ts";
export { arcsAround, arcsFrom, landOf, leftOf, nodePoint, rightOf, walkOf } from "./model/land.ts";
export type { Land, PlanePoint } from "./model/land.ts";
export {
  classCost,
  distanceToLine,
  layWire,
  narrowNet,
  nearestNode,
  netOfGrids,
  sketchCost,
  wireTo,
} from "./border/live-wire.ts";
export type { Wire, WireNet } from "./border/live-wire.ts";
export { householdsByGrid } from "./change/check-moves.ts";
export { cutsOf, groundWithCuts } from "./model/cut-ground.ts";
export { borderArcs } from "./border/redraw-border.ts";
export { gripBorder, pullBorder, stretchAt } from "./border/pull-border.ts";
export type { Grip } from "./border/pull-border.ts";
export { edgeNodeNear, pairUnderStroke, traceBorder } from "./border/trace-border.ts";
export { findCrossing } from "./border/drawn-line.ts";
export { fillUnits } from "./edit/fill-units.ts";
export type { FillRules } from "./edit/fill-units.ts";
export { unitsInLasso, withoutKnots } from "./border/lasso.ts";
export type { Lasso } from "./border/lasso.ts";
export { addLock, removeLock } from "./change/lock.ts";
export { findParts } from "./model/ground-parts.ts";
export { emptyDivision, makeGround, makeGrounds } from "./model/make-ground.ts";
export { mergeGrids } from "./edit/merge-grids.ts";
export { measure, METRICS, onBarriers } from "./measure/metrics.ts";
export type { Metric, MetricValues } from "./measure/metrics.ts";
export { EDIT_NAMES, lockKey } from "./model/model.ts";
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
} from "./model/model.ts";
export { matchUnits } from "./ground/match-units.ts";
export type { UnitFate, UnitMatch } from "./ground/match-units.ts";
export { numberGrids, orderOfGrids } from "./measure/number-grids.ts";
export type { NumberedGrid } from "./measure/number-grids.ts";
export { paintable } from "./edit/paint-mask.ts";
export type { PaintMask } from "./edit/paint-mask.ts";
export { costOfBalance } from "./solve/partition.ts";
export { PLAN_STATES, PLAN_STEPS, PLAN_TABLE, stepPlan } from "./plan/plan-life-cycle.ts";
export type {
  PlanError,
  PlanFacts,
  PlanRequest,
  PlanState,
  PlanStep,
} from "./plan/plan-life-cycle.ts";
export { PRESET_NAMES, PRESETS } from "./solve/presets.ts";
export type { PresetName, Weights } from "./solve/presets.ts";
export { divideCommunity } from "./edit/divide-community.ts";
export { rebalanceGrids, splitGrid } from "./edit/redivide.ts";
export type { RedivideOptions } from "./edit/redivide.ts";
export { postsOn, straightPost, walkFigures } from "./measure/walk-to-posts.ts";
export type { Post, Walk, WalkFigures } from "./measure/walk-to-posts.ts";
export { TEAM_ROLES } from "./plan/team-roles.ts";
export { swapUnits } from "./edit/swap-units.ts";
export { takeAlong } from "./edit/take-along.ts";
export type { HandEdit } from "./edit/take-along.ts";
export { buildUnitGraph } from "./model/unit-graph.ts";
export { membersOf, unitsOfGrid } from "./model/grid-members.ts";
export { groupUnits, UNIT_LEVELS } from "./model/unit-levels.ts";
export type { UnitGroup, UnitLevel } from "./model/unit-levels.ts";
export type { UnitGraph, UnitPair } from "./model/unit-graph.ts";
export { boardTeam } from "./out/board-team.ts";
export type { TeamMember } from "./out/board-team.ts";
export { listBuildings } from "./out/list-buildings.ts";
export { sheetColors } from "./out/sheet-colors.ts";
export { frameSheet, scaleBar } from "./out/sheet-frame.ts";
export { barLabels, northArrowOf, scaleBarOf, starOutline } from "./out/sheet-furniture.ts";
export type { SheetFrame, SheetSize } from "./out/sheet-frame.ts";
export type { SheetLabel } from "./out/sheet-labels.ts";
export { drawSheetMap, SHEET_STYLE } from "./out/sheet-map.ts";
export type { SheetContent, SheetGrid, SheetMap } from "./out/sheet-model.ts";
export { readAssignment } from "./edit/read-assignment.ts";
export type { AssignmentFault, ReadAssignment, RefusedLine } from "./edit/read-assignment.ts";
