export { replaceAssignment } from "./cut-assignment.ts";
export {
  findRepairedCommunity,
  insertBaseRepair,
  lastGroundRepairAt,
  listBaseRepairs,
  withdrawBaseRepair,
} from "./base-repairs.ts";
export type { BaseRepairRow } from "./base-repairs.ts";
export { moveDivisionToBase } from "./rebase.ts";
export {
  listCommunitiesNear,
  listStrayBuildings,
  loadBaseInputs,
  namesOfPlaces,
} from "./base-inputs.ts";
export type { BaseBuilding, BaseInputs } from "./base-inputs.ts";
export { findBase, insertBase, loadBase } from "./bases.ts";
export type { BaseRow, NewBase, StoredBase } from "./bases.ts";
export {
  findDivisionId,
  listChanges,
  loadAssignment,
  loadDivision,
  loadDivisionForUpdate,
  loadGrids,
  saveAssignment,
  saveChange,
  saveGrids,
  saveSettings,
} from "./divisions.ts";
export type {
  DivisionChangeRow,
  DivisionGridRow,
  DivisionRow,
  GridToStore,
  NewDivisionChange,
} from "./divisions.ts";
export { insertAliases, removeAliases } from "./grid-aliases.ts";
export type { NewGridAlias } from "./grid-aliases.ts";
export {
  countTeams,
  listBuildingPlaces,
  listCasesBetween,
  listStationsBetween,
} from "./moved-things.ts";
export type {
  BuildingPlace,
  CaseBetween,
  DivisionsBetween,
  TeamCount,
  ThingBetween,
} from "./moved-things.ts";
export {
  holdsOpenStreetMap,
  listCommunitiesOfGrids,
  listExportBuildings,
  listExportCommunities,
  listGridShapes,
  listGridTeams,
  loadSheetGround,
} from "./export-rows.ts";
export type {
  ExportBuildingRow,
  ExportCommunityRow,
  GridShapeRow,
  TeamRow,
} from "./export-rows.ts";
export {
  endGrids,
  findPlanAfter,
  findPlanFrom,
  holdCommunities,
  insertGridVersions,
  listGridsOn,
  listRetiredGrids,
  listUsedCodes,
  removePlannedGrids,
} from "./grid-versions.ts";
export type { GridVersionRow, NewGridVersion } from "./grid-versions.ts";
export { forgetPresence, listPresence, notePresence } from "./presence.ts";
export type { PresenceRow } from "./presence.ts";
export { findCodeElsewhere, findScheme, saveScheme } from "./code-schemes.ts";
export type { CodeSchemeRow } from "./code-schemes.ts";
export { insertComment, isAnswerable, listComments, resolveComment } from "./plan-comments.ts";
export type { NewPlanComment, PlanCommentRow } from "./plan-comments.ts";
export { deletePlan, insertPlan, listPlans, loadPlan, setPlanState } from "./plans.ts";
export type { PlanRow, PlanState } from "./plans.ts";
export {
  insertCityUnitGrids,
  insertCityUnits,
  measureCityUnits,
  removeCityUnits,
  listCityUnitShapes,
} from "./city-units.ts";
export type { CityUnitsOf, NewCityUnit, NewCityUnitGrid } from "./city-units.ts";
export { findPublicGrid, findServiceLine, saveServiceLine } from "./service-lines.ts";
export type { PublicGrid } from "./service-lines.ts";
