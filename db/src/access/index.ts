export {
  countAccounts,
  findAccount,
  insertAccounts,
  listDemoAccounts,
  listDuties,
} from "./accounts.ts";
export { countDutiesByArea } from "./area-duties.ts";
export type { AreaDutyCount } from "./area-duties.ts";
export type { AccountRow, DutyGiver, DutyRow, NewAccount } from "./accounts.ts";
export {
  endDelegation,
  findDelegation,
  findLentAreas,
  insertDelegation,
  listColleagues,
  listDelegations,
  listLent,
} from "./delegations.ts";
export type { ColleagueRow, DelegationRow, LentArea, NewDelegation } from "./delegations.ts";
export {
  findKey,
  insertKey,
  isOpenAccount,
  listKeys,
  revokeKey,
  rotateKey,
  setKeyAnswering,
  touchKey,
} from "./keys.ts";
export type { KeyArea, KeyRow, NewKey } from "./keys.ts";
export { appendAudit, listAudit, verifyAudit } from "./audit.ts";
export type { AuditEntry, AuditQuery, AuditRow, AuditVerdict } from "./audit.ts";
export { countSightChange, listAreasWithout, listGridsWithout } from "./duty-preview.ts";
export type { SightChange, SightOf } from "./duty-preview.ts";
export {
  findExplainedThing,
  listAreaFacts,
  listRoleHolders,
  loadExplainedPerson,
  searchExplainedThings,
} from "./explained.ts";
export type {
  AreaFacts,
  DatedDutyRow,
  ExplainedKind,
  ExplainedPerson,
  ExplainedThing,
} from "./explained.ts";
export {
  confirmFactor,
  deleteFactor,
  findFactor,
  replaceRecoveryCodes,
  resealFactor,
  savePendingFactor,
  spendRecoveryCode,
  spendStep,
} from "./factors.ts";
export type { FactorRow } from "./factors.ts";
export { deleteSignInStep, findSignInStep, insertSignInStep } from "./sign-in-steps.ts";
export type { SignInStepRow } from "./sign-in-steps.ts";
export {
  allowSso,
  findSsoAccount,
  insertSsoAttempt,
  linkSso,
  takeSsoAttempt,
} from "./single-sign-on.ts";
export type { SsoAttempt } from "./single-sign-on.ts";
export { CASE_COLUMNS, isReachedSql } from "./is-reached.ts";
export type { ReachColumns } from "./is-reached.ts";
export { countDuties, saveDuties } from "./duties.ts";
export {
  findPerson,
  giveWaitingRoles,
  insertPerson,
  listPeople,
  lockAccount,
  lockAccounts,
  replaceDuties,
  setClosed,
  setPassword,
} from "./people.ts";
export type { DutyToGive, NewPerson, PeopleAsked, PersonDutyRow, PersonRow } from "./people.ts";
export type { NewDuty } from "./duties.ts";
export { insertStaff, listStaffAccounts, listStaffAreas, saveStaffDuties } from "./staff.ts";
export type { StaffDutyToSave, StaffToAdd } from "./staff.ts";
export {
  deleteExpiredSessions,
  deleteSession,
  endSessions,
  findSession,
  insertSession,
  listSessions,
  replaceToken,
  touchSession,
} from "./sessions.ts";
export type { OwnSessionRow, SessionRow, SessionVia } from "./sessions.ts";
