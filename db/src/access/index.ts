export {
  countAccounts,
  findAccount,
  insertAccounts,
  listDemoAccounts,
  listDuties,
} from "./accounts.ts";
export type { AccountRow, DutyRow, NewAccount } from "./accounts.ts";
export { writeAudit } from "./audit.ts";
export type { AuditEntry } from "./audit.ts";
export { countDuties, saveDuties } from "./duties.ts";
export type { NewDuty } from "./duties.ts";
export {
  deleteExpiredSessions,
  deleteSession,
  findSession,
  insertSession,
  touchSession,
} from "./sessions.ts";
export type { SessionRow } from "./sessions.ts";
