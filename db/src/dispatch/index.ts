export { claimAnswer, loadAnswer, saveAnswer } from "./answers.ts";
export type { AnswerClaim, GivenAnswer } from "./answers.ts";
export { countCasesWithoutSpans, listCasesAt } from "./board-at.ts";
export type { PastCaseRow } from "./board-at.ts";
export { insertSpans, markSpansMade, saveSpanStep, takeCasesWithoutSpans } from "./board-spans.ts";
export { appendCaseEvent, lastEventHash, listCaseEvents, listVerbsAfter } from "./case-events.ts";
export type { LoggedCaseEvent, NewCaseEvent } from "./case-events.ts";
export { forgetCasePage, listCasePages, noteCasePage, purgeCasePages } from "./case-presence.ts";
export type { CasePageRow, OpenPage } from "./case-presence.ts";
export {
  findPlaceNames,
  listCasesOfFacts,
  listLogsUntil,
  listUnsettledCases,
  tallyFacts,
} from "./case-figures.ts";
export type { FiguresAsked, UnsettledCase } from "./case-figures.ts";
export {
  insertCase,
  listCasesById,
  listCasesNear,
  loadCase,
  loadCaseForUpdate,
  nextCaseNumber,
  saveCase,
} from "./cases.ts";
export type { CaseRow, StoredCase } from "./cases.ts";
export { listCases } from "./case-list.ts";
export type { CaseQuery } from "./case-list.ts";
export { listBodies, listDepartments, listStaffed, servesCase } from "./departments.ts";
export {
  countEntriesOfBodies,
  listCasesOfBodies,
  listDepartmentVersions,
  listDirectory,
  lockDepartments,
  saveDepartments,
} from "./keep-departments.ts";
export type { DepartmentToSave, KeptDepartment } from "./keep-departments.ts";
export { bindSeats, listSeats } from "./seats.ts";
export type { SeatRow } from "./seats.ts";
export { countReported, listCalledCases } from "./whistle-figures.ts";
export type { CalledCase } from "./whistle-figures.ts";
export { listHelpPending } from "./pending-help.ts";
export { listMeetingCases, listMeetingPending } from "./meetings.ts";
export type { MeetingCase } from "./meetings.ts";
export { dropAlarm, hasDueAlarm, putOffAlarm, takeDueCases } from "./due-cases.ts";
export { findCaseByNumber, listEndedCases } from "./ended-cases.ts";
export type { EndedQuery } from "./ended-cases.ts";
export {
  endActivation,
  findActivationAt,
  findActivationByKey,
  holdActivations,
  insertActivation,
  listActivated,
  listActivationAreas,
  listActivations,
  listCommunitiesMeeting,
  listOwnPosts,
  listWorkPosts,
  loadActivation,
} from "./emergency/activations.ts";
export type { KeyedActivation, StoredActivation, WorkPost } from "./emergency/activations.ts";
export {
  insertPlan,
  listCommunitiesIn,
  listHolders,
  listPlanPeople,
  listPresentAccounts,
  listSeatAccounts,
  loadPlan,
  putHolders,
  savePlan,
} from "./emergency/plans.ts";
export type { NamedPlanPerson, PlanCommunity, StoredPlan } from "./emergency/plans.ts";
export {
  endDutyEntries,
  endDutyPlaces,
  findDutyPlaceName,
  findDutyPlacesAt,
  findScopeOf,
  hasDutyList,
  listDutyEntries,
  listDutyEntriesFor,
  listDutyPlaces,
  listDutyTargets,
  lockDutyList,
  saveDutyEntries,
  saveDutyPlaces,
} from "./duty-list.ts";
export type {
  DutyEnd,
  DutyEntryRow,
  DutyPlaceRow,
  EntryToSave,
  NamedDutyEntry,
  PlaceToSave,
  ScopedTarget,
} from "./duty-list.ts";
export { listGivenPlacesNear, listPlacesNear } from "./duty-places-near.ts";
export type { PlaceNearCase } from "./duty-places-near.ts";
export { findTeamArea, hasUnit, listDutyHolders, listTeams } from "./duty-holders.ts";
export type { DutyHolder, DutyHolderQuery } from "./duty-holders.ts";
export {
  endWarnings,
  findWarnedPath,
  findWarning,
  findWarningsAt,
  holdWarnings,
  insertWarning,
  listWarnings,
  readWarningsFirst,
  takeWarnedCases,
} from "./hazard-warnings.ts";
export type { WarningRow } from "./hazard-warnings.ts";
export { listGridPlaces, listPlacedReports, readGroundOfGrids } from "./hot-spots.ts";
export type { GridPlace, PlacedReport } from "./hot-spots.ts";
export { insertCaseHistories, findKnownSources, locateSet } from "./import-cases.ts";
export type { CaseHistory, PlacedPoint } from "./import-cases.ts";
export { listHandedUp } from "./handed-up.ts";
export type { HandedUpQuery, HandedUpRow } from "./handed-up.ts";
export { findAddressNear, findGridAt, findGridName, searchAddresses } from "./locate.ts";
export type { AddressHit, GridAtPoint } from "./locate.ts";
export { findNames } from "./names.ts";
export { findOpenCases, listGridCenters, listOpenColumns } from "./open-cases.ts";
export type { OpenCaseRow } from "./open-cases.ts";
export {
  countRosterLines,
  deleteRosterLine,
  findRosterDuty,
  findRosterLine,
  insertRosterLine,
  listDutiesOn,
  listRosterDuties,
  listRosterLines,
} from "./roster.ts";
export type { RosterDuty, RosterLineRow } from "./roster.ts";
export { findPhotos, loadPhoto, savePhoto } from "./photos.ts";
export { countOpenAt, listClosedCases, listPublicPlaces } from "./public-figures.ts";
export { listReportedCases } from "./reported-cases.ts";
export type { ReportedQuery } from "./reported-cases.ts";
export { findRecommendation, saveBatch, saveRecommendation } from "./recommendations.ts";
export type { StoredRecommendation } from "./recommendations.ts";
export {
  deleteContact,
  hasContact,
  listContacts,
  loadContact,
  purgeContacts,
  saveContact,
} from "./reporter-contacts.ts";
export type { SealedContact } from "./reporter-contacts.ts";
export {
  endWebhook,
  insertWebhook,
  listBehind,
  listDeliveries,
  listWebhooks,
  purgeDeliveries,
  reviveDeliveries,
  saveDeliveries,
  saveTry,
  takeDeliveries,
  takeWebhook,
} from "./webhooks.ts";
export type {
  CountedWebhook,
  DueDelivery,
  NewDelivery,
  StoredDelivery,
  Webhook,
} from "./webhooks.ts";
export {
  holdRuleHead,
  listOpenCases,
  listRuleEditions,
  listRuleVersions,
  lockRuleHead,
  ruleHead,
  saveCaseTimes,
  saveRuleEdition,
  takeOpenCases,
} from "./rule-book.ts";
export type { CaseTimes, RuleHead, SavedRules } from "./rule-book.ts";
export {
  forgetStaffPosition,
  keepStaffPosition,
  listAllStaffPositions,
  listLocatedDuties,
  listShiftDuties,
  listStaffPositions,
  purgeStaffPositions,
} from "./staff-positions.ts";
export type { LocatedDuty, StaffPositionRow } from "./staff-positions.ts";
