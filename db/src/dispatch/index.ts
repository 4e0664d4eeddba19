export { findAnswer, saveAnswer } from "./answers.ts";
export { appendCaseEvent, lastEventHash, listCaseEvents } from "./case-events.ts";
export type { LoggedCaseEvent, NewCaseEvent } from "./case-events.ts";
export {
  insertCase,
  listCases,
  loadCase,
  loadCaseForUpdate,
  nextCaseNumber,
  saveCase,
} from "./cases.ts";
export type { CaseQuery, CaseRow, StoredCase } from "./cases.ts";
export { listDutyHolders } from "./duty-holders.ts";
export type { DutyHolder } from "./duty-holders.ts";
export { findAddressNear, findGridAt, searchAddresses } from "./locate.ts";
export type { AddressHit, GridAtPoint } from "./locate.ts";
