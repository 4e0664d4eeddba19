export { breakAt, breakAtEnd, CHAIN_START, chainText } from "./audit-chain.ts";
export type { AuditFacts, ChainBreak, ChainedEntry, ChainLink } from "./audit-chain.ts";
export { dutiesAfter, firstDifference, permissionChanges } from "./duty-change.ts";
export type { PermissionChange, WantedDuty } from "./duty-change.ts";
export { explain, isDutyInForce } from "./explain.ts";
export type {
  AccessTest,
  AccountFault,
  DatedDuty,
  DutyVerdict,
  Explanation,
  ThingAsked,
} from "./explain.ts";
export { EVENT_RULES, eventRuleOf } from "./event-rules.ts";
export type { EventKind } from "./event-rules.ts";
export { personalWordIn } from "./personal-heading.ts";
export {
  FACTOR_DIGITS,
  FACTOR_POLICIES,
  inFours,
  isFactorDemanded,
  makeRecoveryCode,
  readFactorCode,
  RECOVERY_CODES,
} from "./second-factor.ts";
export type { FactorPolicy } from "./second-factor.ts";
export { isIdentityNumber, maskText, scanText } from "./scan-text.ts";
export type { ScanOptions, TextFinding } from "./scan-text.ts";
export {
  DELEGABLE,
  delegationFault,
  isLent,
  lentDuties,
  LONGEST_DELEGATION_DAYS,
} from "./delegation.ts";
export type { AreaOfDuty, Lent, LentDuty } from "./delegation.ts";
export {
  keyDuties,
  keyIdIn,
  keyTokenOf,
  LONGEST_KEY_DAYS,
  maskKeys,
  readKeyToken,
  USUAL_KEY_DAYS,
} from "./interface-key.ts";
export type { KeyBounds, KeyToken } from "./interface-key.ts";
export {
  dutyGrants,
  isInScope,
  KEY_PERMISSIONS,
  MACHINE_ROLE,
  mayAnywhere,
  mayAt,
  PERMISSIONS,
  roleGrants,
  ROLES,
  scopeOf,
} from "./permissions.ts";
export {
  denialOfReach,
  holdsCategory,
  isReached,
  levelRank,
  LEVELS,
  reachesOf,
  reachOf,
} from "./reach.ts";
export type { BoundedDuty, Jurisdiction, Level, Reach, Reachable } from "./reach.ts";
export type { Duty, KeyPermission, Permission, Role, Subject } from "./permissions.ts";
export { LONGEST_PASSWORD, passwordFault, SHORTEST_PASSWORD } from "./password-rules.ts";
export { isCaseSeen, sightOf } from "./sight.ts";
export type { BoundSight, Sight } from "./sight.ts";
export type { PasswordFault, PasswordOwner } from "./password-rules.ts";
export { isLogin, mayBecomeLogin } from "./login.ts";
export { guessColumns, headingRow, NEEDED_FIELDS, STAFF_FIELDS } from "./staff-columns.ts";
export type { ColumnGuess, StaffField } from "./staff-columns.ts";
export { dayNamed, roleWord } from "./staff-cells.ts";
export { STAFF_FIELD_WORDS, staffRefusalWords } from "./staff-words.ts";
export { planStaff } from "./staff-plan.ts";
export type { PlannedRow, StaffAccount, StaffContext, StaffDuty } from "./staff-plan.ts";
export type { StaffFault, StaffRefusal, StaffRow } from "./staff-row.ts";
export {
  contactContext,
  contactPurgeAt,
  contactReadingOf,
  DEFAULT_CONTACT_KEEPING,
  LONGEST_CONTACT_DAYS,
} from "./reporter-contact.ts";
export type { ContactKeeping, ReporterContact } from "./reporter-contact.ts";
