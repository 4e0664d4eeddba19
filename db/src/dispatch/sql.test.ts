import { DEFAULT_CONTACT_KEEPING, type Jurisdiction } from "@onegrid/core/access";
import {
  evolve,
  type BatchPlan,
  type BoardFacts,
  type BoardSpan,
  type Case,
  type CaseEvent,
  type Recommendation,
} from "@onegrid/core/dispatch";
import { expect, test } from "vitest";
import { recordQueries, type RecordedQuery } from "../../test/record-queries.ts";
import { DIRECTORY_QUERIES } from "../../test/directory-queries.ts";
import * as dispatch from "./index.ts";

const now = new Date(0);
const [day, place] = ["2026-11-20", { position: [0, 0], communityId: "c" }] as const;
const scope = ["a"];
const claim = { accountId: "p", idempotencyKey: "12345678", caseId: "c", intent: "{}" };
const event: CaseEvent = {
  caseId: "c",
  version: 1,
  at: 0,
  deviceAt: null,
  devicePosition: null,
  actor: { id: "p", role: "grid_staff", unitId: null, onBehalfOf: null },
  from: null,
  to: "reported",
  reason: null,
  note: null,
  verb: "report",
  fields: {
    place: {
      position: [0, 0],
      address: "",
      gridId: null,
      gridVersionId: null,
      laneId: null,
      communityId: null,
      streetId: null,
      districtId: "a",
    },
    categoryId: "event.01-02",
    description: "",
    channel: "desk",
    severity: "minor",
    condition: "ordinary",
    level: "district",
    reporterId: "p",
    photos: [],
  },
};
const folded: Case = evolve(null, event);
const logged = {
  event,
  texts: [{ field: "note", body: "x", salt: "s" }],
  previousHash: "",
  hash: "h",
};
const times = { dueAt: 0, soonAt: 0, alarmAt: 0, facts: 0, totalDueAt: 0 };
const shape = { rings: [], codes: ["62"] };
const row = { case: folded, number: "20261120-000001", scopePath: scope, ...times };
const result: Recommendation = { policyVersion: 1, ranked: [], excluded: [], isCertain: false };
const plan: BatchPlan = { policyVersion: 1, chosen: [], left: [], costSeconds: 0 };
const none = { areaId: null, category: null, memberId: null, level: null, severity: null };
const jurisdiction: Jurisdiction = {
  reaches: [{ areaIds: scope, categories: ["event.01"], maxLevel: "street" }],
  ownIds: ["p"],
};
const words = { jurisdiction, text: "x", limit: 1 };
const near = { position: [0, 0], halfSideDegrees: 0.003, closedSince: now, jurisdiction } as const;
const ended = {
  jurisdiction,
  text: "x",
  categoryIds: ["c"],
  level: "grid",
  memberId: "p",
  limit: 9,
};
const every = { areaId: "a", category: "event.01", text: "x", memberId: "p" };

const calledIn = { jurisdiction, from: now, to: now, areaId: "a", by: "area" } as const;
const line = {
  type: "LineString",
  coordinates: [
    [0, 0],
    [0, 1],
  ],
};
const dutyPlace = { id: "lane:L", kind: "lane", code: "L", name: "n", scopeId: "a" } as const;
const dutyPlaces = [
  { ...dutyPlace, bufferMetres: 9, geometry: line, validFrom: day, validTo: null },
];
const dutyEntry = {
  ...({ id: "e", unitId: "u", areaId: "a", areaKind: "district", categories: null } as const),
  ...{ priority: 1, clause: null, validFrom: day, validTo: null, scopeId: "a" },
};
const written = { accountId: "p", at: now };
const DUTY_LIST: Partial<Record<keyof typeof dispatch, RecordedQuery>> = {
  endDutyEntries: { ask: (db) => dispatch.endDutyEntries(db, [], written) },
  endDutyPlaces: { ask: (db) => dispatch.endDutyPlaces(db, [], written) },
  findDutyPlaceName: { ask: (db) => dispatch.findDutyPlaceName(db, "lane:L") },
  findDutyPlacesAt: { ask: (db) => dispatch.findDutyPlacesAt(db, [0, 0], day) },
  findScopeOf: { ask: (db) => dispatch.findScopeOf(db, line) },
  hasDutyList: { ask: (db) => dispatch.hasDutyList(db, { rootId: "a", day }) },
  listDutyEntries: { ask: (db) => dispatch.listDutyEntries(db, scope) },
  listDutyEntriesFor: { ask: (db) => dispatch.listDutyEntriesFor(db, { areaIds: scope, day }) },
  listDutyPlaces: { ask: (db) => dispatch.listDutyPlaces(db, null) },
  listDutyTargets: { ask: (db) => dispatch.listDutyTargets(db, day) },
  listPlacesNear: { ask: (db) => dispatch.listPlacesNear(db, ["c"]) },
  listGivenPlacesNear: { ask: (db) => dispatch.listGivenPlacesNear(db, ["c"], dutyPlaces) },
  lockDutyList: { ask: (db) => dispatch.lockDutyList(db) },
  saveDutyEntries: { ask: (db) => dispatch.saveDutyEntries(db, [dutyEntry], written) },
  saveDutyPlaces: { ask: (db) => dispatch.saveDutyPlaces(db, dutyPlaces, written) },
};
const DEPARTMENTS: Readonly<Record<string, RecordedQuery>> = {
  ...DUTY_LIST,
  ...DIRECTORY_QUERIES,
  listBodies: { ask: (db) => dispatch.listBodies(db, { scopePath: scope, day }) },
  listDepartments: { ask: (db) => dispatch.listDepartments(db, { areaIds: scope, day }) },
  listTeams: { ask: (db) => dispatch.listTeams(db, { areaIds: scope, roles: ["r"], day }) },
  countReported: { ask: (db) => dispatch.countReported(db, calledIn) },
  listCalledCases: { ask: (db) => dispatch.listCalledCases(db, calledIn) },
  listMeetingCases: { ask: (db) => dispatch.listMeetingCases(db, calledIn) },
  listMeetingPending: { ask: (db) => dispatch.listMeetingPending(db, jurisdiction, 9) },
  listStaffed: { ask: (db) => dispatch.listStaffed(db, { ids: ["d"], day }) },
  listHelpPending: { ask: (db) => dispatch.listHelpPending(db, jurisdiction, 9) },
  servesCase: {
    ask: (db) => dispatch.servesCase(db, { departmentId: "d", scopePath: scope, day }),
  },
};

const CLOCKS: Readonly<Record<string, RecordedQuery>> = {
  dropAlarm: { ask: (db) => dispatch.dropAlarm(db, "c") },
  hasDueAlarm: { ask: (db) => dispatch.hasDueAlarm(db, now) },
  putOffAlarm: { ask: (db) => dispatch.putOffAlarm(db, "c", now) },
};

/** Statements about who is on duty. */
const ADVICE: Readonly<Record<string, RecordedQuery>> = {
  listDutyHolders: {
    ask: (db) =>
      dispatch.listDutyHolders(db, {
        roles: ["grid_staff"],
        areaPath: scope,
        neighbourhoodId: "s",
        day,
      }),
  },
  saveBatch: {
    ask: (db) =>
      dispatch.saveBatch(db, {
        ...{ id: "b", accountId: "p", madeAt: now, inputs: {}, result: plan },
        advised: [{ id: "r", caseId: "c", caseVersion: 1, result }],
      }),
  },
  saveRecommendation: {
    ask: (db) =>
      dispatch.saveRecommendation(db, {
        ...{ id: "r", caseId: "c", caseVersion: 1, accountId: "p" },
        ...{ madeAt: now, inputs: {}, result },
      }),
  },
};

const heldSeat = { communityId: "c", group: "g", post: "p", seat: 1, holderId: "a" };
const seated = { areaIds: ["a"], ids: ["p"], day };
const emergencyPlan = { areaId: "a", version: 2, groups: [] };
const square = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
] as const;
const EMERGENCY: Partial<Record<keyof typeof dispatch, RecordedQuery>> = {
  endActivation: {
    ask: (db) => dispatch.endActivation(db, "x", { at: now, by: "p" }),
  },
  findActivationAt: { ask: (db) => dispatch.findActivationAt(db, "c") },
  findActivationByKey: { ask: (db) => dispatch.findActivationByKey(db, "p", "12345678") },
  holdActivations: { ask: (db) => dispatch.holdActivations(db) },
  insertActivation: {
    ask: (db) =>
      dispatch.insertActivation(db, {
        ...{ id: "x", areaId: "a", planVersion: 1, kind: "exercise", name: "n", ring: square },
        ...{ startedAt: now, startedBy: "p", idempotencyKey: "12345678", intentHash: "h" },
        communityIds: ["c"],
      }),
  },
  listActivated: { ask: (db) => dispatch.listActivated(db, ["c"]) },
  listActivationAreas: { ask: (db) => dispatch.listActivationAreas(db, "x", scope) },
  listActivations: {
    ask: (db) => dispatch.listActivations(db, scope, { limit: 9, isOn: true }),
  },
  listCommunitiesMeeting: { ask: (db) => dispatch.listCommunitiesMeeting(db, square) },
  listOwnPosts: { ask: (db) => dispatch.listOwnPosts(db, "p") },
  listWorkPosts: { ask: (db) => dispatch.listWorkPosts(db, "x", "c") },
  loadActivation: { ask: (db) => dispatch.loadActivation(db, "x") },
  insertPlan: { ask: (db) => dispatch.insertPlan(db, emergencyPlan, now), answers: [{}] },
  listCommunitiesIn: { ask: (db) => dispatch.listCommunitiesIn(db, scope) },
  listHolders: { ask: (db) => dispatch.listHolders(db, "a", ["c"]) },
  listPlanPeople: { ask: (db) => dispatch.listPlanPeople(db, ["c"], day) },
  listPresentAccounts: { ask: (db) => dispatch.listPresentAccounts(db, ["p"], day) },
  listSeatAccounts: { ask: (db) => dispatch.listSeatAccounts(db, seated) },
  loadPlan: { ask: (db) => dispatch.loadPlan(db, "a") },
  putHolders: { ask: (db) => dispatch.putHolders(db, "a", [heldSeat]) },
  savePlan: { ask: (db) => dispatch.savePlan(db, emergencyPlan, now), answers: [{}] },
};

const ROSTER: Readonly<Record<string, RecordedQuery>> = {
  countRosterLines: {
    ask: (db) => dispatch.countRosterLines(db, "d"),
    answers: [{ count: 0 }],
  },
  deleteRosterLine: { ask: (db) => dispatch.deleteRosterLine(db, "l") },
  findRosterDuty: { ask: (db) => dispatch.findRosterDuty(db, "d", day) },
  findRosterLine: { ask: (db) => dispatch.findRosterLine(db, "l") },
  insertRosterLine: {
    ask: (db) =>
      dispatch.insertRosterLine(db, {
        ...{ id: "l", dutyId: "d", weekday: null, day, hours: null, restsOnHolidays: false },
      }),
  },
  listRosterDuties: { ask: (db) => dispatch.listRosterDuties(db, "a", { from: day, to: day }) },
  listHandedUp: {
    ask: (db) =>
      dispatch.listHandedUp(db, {
        ...{ accountId: "p", jurisdiction, areaIds: ["a"], since: now, limit: 9 },
      }),
  },
  forgetCasePage: {
    ask: (db) => dispatch.forgetCasePage(db, { pageId: "page", accountId: "p" }),
    answers: [{}],
  },
  listCasePages: { ask: dispatch.listCasePages },
  noteCasePage: {
    ask: (db) =>
      dispatch.noteCasePage(db, {
        ...{ pageId: "page", accountId: "p", caseId: "c" },
        ...{ role: "command_desk", isWriting: false, seenAt: now },
      }),
  },
  purgeCasePages: { ask: (db) => dispatch.purgeCasePages(db, now) },
  forgetStaffPosition: { ask: (db) => dispatch.forgetStaffPosition(db, "p") },
  keepStaffPosition: {
    ask: (db) =>
      dispatch.keepStaffPosition(
        db,
        { accountId: "p", position: [0, 0], accuracyMetres: 5, measuredAt: now, receivedAt: now },
        1000,
      ),
  },
  listShiftDuties: {
    ask: (db) => dispatch.listShiftDuties(db, { accountId: "p", roles: ["grid_staff"], day }),
  },
  listAllStaffPositions: { ask: (db) => dispatch.listAllStaffPositions(db, 9) },
  listLocatedDuties: {
    ask: (db) => dispatch.listLocatedDuties(db, { roles: ["grid_staff"], day }),
  },
  listStaffPositions: { ask: (db) => dispatch.listStaffPositions(db, ["p"]) },
  purgeStaffPositions: { ask: (db) => dispatch.purgeStaffPositions(db, now) },
  listRosterLines: { ask: (db) => dispatch.listRosterLines(db, ["a"], { from: day, to: day }) },
};

/** Statements about how reporters can be called back. */
const CONTACTS: Readonly<Record<string, RecordedQuery>> = {
  deleteContact: { ask: (db) => dispatch.deleteContact(db, "c"), answers: [{}] },
  hasContact: { ask: (db) => dispatch.hasContact(db, "c") },
  listContacts: { ask: dispatch.listContacts },
  loadContact: { ask: (db) => dispatch.loadContact(db, "c") },
  purgeContacts: {
    ask: (db) => dispatch.purgeContacts(db, { now, keeping: DEFAULT_CONTACT_KEEPING }),
  },
  saveContact: {
    ask: (db) =>
      dispatch.saveContact(db, {
        ...{ caseId: "c", sealed: Buffer.of(1), agreedAt: now, writtenBy: "p" },
      }),
  },
};

const facts: BoardFacts = {
  ...{ state: "filed", step: null, level: "grid", categoryId: "c", severity: "minor" },
  ...{ assignee: null, isRunning: true, yellowAt: 0, dueAt: 0 },
};
const span: BoardSpan = { version: 1, from: 0, to: null, facts, place: null };

/** Statements of the board at a past instant. */
const REPLAY: Readonly<Record<string, RecordedQuery>> = {
  countCasesWithoutSpans: { ask: (db) => dispatch.countCasesWithoutSpans(db, jurisdiction) },
  insertSpans: { ask: (db) => dispatch.insertSpans(db, [{ caseId: "c", spans: [span] }]) },
  listCasesAt: {
    ask: (db) => dispatch.listCasesAt(db, { jurisdiction, instant: now, limit: 9 }),
  },
  listDutiesOn: { ask: (db) => dispatch.listDutiesOn(db, scope, { day, instant: now }) },
  markSpansMade: { ask: (db) => dispatch.markSpansMade(db, ["c"]) },
  saveSpanStep: {
    ask: (db) =>
      dispatch.saveSpanStep(db, "c", { version: 1, at: 0, begins: facts, leftPlace: null }),
    answers: [{ at: now }],
  },
  takeCasesWithoutSpans: {
    ask: (db) => dispatch.takeCasesWithoutSpans(db, 9),
    answers: [{ id: "c" }],
  },
};

const told = { id: "w", epoch: "e", position: 9, now };
const delivery = { position: 9, caseId: "c", version: 1, verb: "file", at: now };

/** Statements about other systems that are told of cases. */
const WEBHOOKS: Readonly<Record<string, RecordedQuery>> = {
  endWebhook: { ask: (db) => dispatch.endWebhook(db, "w", now) },
  insertWebhook: {
    ask: (db) =>
      dispatch.insertWebhook(db, {
        ...{ id: "w", keyId: "k", name: "n", url: "https://x", secret: Buffer.of(1) },
        ...{ epoch: "e", position: 9, madeById: "p", madeAt: now },
      }),
  },
  listBehind: { ask: dispatch.listBehind },
  listDeliveries: {
    ask: (db) => dispatch.listDeliveries(db, "w", { state: "dead", limit: 9 }),
  },
  listWebhooks: { ask: (db) => dispatch.listWebhooks(db, ["k"]) },
  purgeDeliveries: {
    ask: (db) => dispatch.purgeDeliveries(db, { delivered: now, dead: now }),
  },
  reviveDeliveries: {
    ask: (db) => dispatch.reviveDeliveries(db, "w", { positions: [9], now }),
    answers: [{}],
  },
  saveDeliveries: { ask: (db) => dispatch.saveDeliveries(db, told, [delivery]) },
  saveTry: {
    ask: (db) =>
      dispatch.saveTry(db, {
        ...{ webhookId: "w", position: 9, state: "waiting", at: now, status: 500, fault: null },
      }),
  },
  takeDeliveries: {
    ask: (db) => dispatch.takeDeliveries(db, { now, leaseUntil: now, limit: 9 }),
  },
  takeWebhook: { ask: (db) => dispatch.takeWebhook(db, "w") },
};

const counted = { jurisdiction, from: now, to: now, areaId: "a", by: "area" } as const;
const placed = { jurisdiction, from: now, to: now, areaId: "a", category: "event.01" };
const wanted = { codes: [1], ids: ["c"], group: "g", offset: 0, limit: 9 };

/** Statements behind the leader's figures. */
const LEADER: Readonly<Record<string, RecordedQuery>> = {
  findPlaceNames: { ask: (db) => dispatch.findPlaceNames(db, ["a"]) },
  listCasesOfFacts: { ask: (db) => dispatch.listCasesOfFacts(db, counted, wanted) },
  listGridPlaces: { ask: (db) => dispatch.listGridPlaces(db, "a") },
  listPlacedReports: { ask: (db) => dispatch.listPlacedReports(db, placed) },
  readGroundOfGrids: { ask: (db) => dispatch.readGroundOfGrids(db, ["g"]) },
  listLogsUntil: { ask: (db) => dispatch.listLogsUntil(db, ["c"], now) },
  listUnsettledCases: { ask: (db) => dispatch.listUnsettledCases(db, counted) },
  tallyFacts: { ask: (db) => dispatch.tallyFacts(db, counted) },
};

/** Statements behind the figures for anybody, and of the lists for other systems. */
const PUBLIC: Readonly<Record<string, RecordedQuery>> = {
  countOpenAt: { ask: (db) => dispatch.countOpenAt(db, now) },
  listClosedCases: {
    ask: (db) => dispatch.listClosedCases(db, { from: now, to: now, after: "", limit: 9 }),
  },
  listPublicPlaces: { ask: dispatch.listPublicPlaces },
  listReportedCases: {
    ask: (db) =>
      dispatch.listReportedCases(db, {
        ...{ jurisdiction, numbers: null, states: ["filed"], categoryIds: ["event.01-02"] },
        ...{ from: now, to: now, limit: 9, offset: 0 },
      }),
  },
};

const head = { edition: 1, token: "t" };
const aRule = { kind: "category", id: "x", validFrom: day, edition: 2, rule: null } as const;
const aPage = { after: "", limit: 9 };

/** Statements behind the rule book. */
const RULES: Readonly<Record<string, RecordedQuery>> = {
  holdRuleHead: { ask: dispatch.holdRuleHead, answers: [{}, head] },
  lockRuleHead: { ask: dispatch.lockRuleHead, answers: [{}, head] },
  ruleHead: { ask: dispatch.ruleHead, answers: [head] },
  listRuleEditions: { ask: dispatch.listRuleEditions },
  listRuleVersions: { ask: dispatch.listRuleVersions },
  holdWarnings: { ask: dispatch.holdWarnings },
  readWarningsFirst: { ask: dispatch.readWarningsFirst },
  findWarnedPath: { ask: (db) => dispatch.findWarnedPath(db, shape, scope) },
  insertWarning: {
    ask: (db) =>
      dispatch.insertWarning(
        db,
        {
          ...{ id: "w", sender: "s", identifier: "i", status: "actual", event: "e", headline: "h" },
          ...{ areaWords: "a", severity: "extreme", urgency: "immediate", certainty: "likely" },
          ...{ floor: "severe", shape, scopePath: scope, sentAt: 0, effectiveAt: 0, expiresAt: 1 },
          ...{ receivedAt: now, receivedBy: "p" },
        },
        scope,
      ),
  },
  findWarning: {
    ask: (db) => dispatch.findWarning(db, { sender: "s", identifier: "i" }),
  },
  endWarnings: {
    ask: (db) => dispatch.endWarnings(db, { sender: "s", identifiers: ["i"], scope }, now),
  },
  findWarningsAt: { ask: (db) => dispatch.findWarningsAt(db, [0, 0], { path: scope, now }) },
  listWarnings: { ask: (db) => dispatch.listWarnings(db, scope, { now, limit: 9 }) },
  takeWarnedCases: {
    ask: (db) =>
      dispatch.takeWarnedCases(db, {
        ...{ warningId: "w", scope, severities: ["minor"], states: ["filed"], ...aPage },
      }),
  },
  listOpenCases: { ask: (db) => dispatch.listOpenCases(db, ["filed"], aPage) },
  takeOpenCases: { ask: (db) => dispatch.takeOpenCases(db, ["filed"], aPage) },
  saveCaseTimes: { ask: (db) => dispatch.saveCaseTimes(db, [{ id: "c", yellowAt: 0, ...times }]) },
  saveRuleEdition: {
    ask: (db) =>
      dispatch.saveRuleEdition(db, { edition: 2, savedAt: 0, accountId: "p", note: "" }, [aRule]),
  },
};

/** Statements behind the desk. */
const DESK: Readonly<Record<string, RecordedQuery>> = {
  findOpenCases: { ask: (db) => dispatch.findOpenCases(db, words) },
  listGridCenters: { ask: (db) => dispatch.listGridCenters(db, ["g"]) },
  listOpenColumns: { ask: (db) => dispatch.listOpenColumns(db, jurisdiction) },
  putOffAlarm: { ask: (db) => dispatch.putOffAlarm(db, "c", now) },
};

test("sql/dispatch.sql shows every statement of this folder", async () => {
  const text = await recordQueries(dispatch, {
    ...WEBHOOKS,
    ...CONTACTS,
    ...PUBLIC,
    ...LEADER,
    ...REPLAY,
    appendCaseEvent: { ask: (db) => dispatch.appendCaseEvent(db, logged) },
    claimAnswer: { ask: (db) => dispatch.claimAnswer(db, claim), answers: [{}] },
    findAddressNear: { ask: (db) => dispatch.findAddressNear(db, [0, 0]) },
    findCaseByNumber: { ask: (db) => dispatch.findCaseByNumber(db, row.number, jurisdiction) },
    findGridAt: { ask: (db) => dispatch.findGridAt(db, place, day) },
    findGridName: { ask: (db) => dispatch.findGridName(db, "g") },
    findKnownSources: { ask: (db) => dispatch.findKnownSources(db, ["s"]) },
    findNames: { ask: (db) => dispatch.findNames(db, ["p"], ["a"]) },
    findPhotos: { ask: (db) => dispatch.findPhotos(db, ["h"]) },
    findRecommendation: { ask: (db) => dispatch.findRecommendation(db, "r", "c") },
    findTeamArea: { ask: (db) => dispatch.findTeamArea(db, ["a"], ["grid_staff"]) },
    hasUnit: { ask: (db) => dispatch.hasUnit(db, "u", ["grid_staff"]) },
    insertCase: { ask: (db) => dispatch.insertCase(db, row) },
    insertCaseHistories: {
      ask: (db) =>
        dispatch.insertCaseHistories(db, [
          { row: { ...row, sourceId: "s" }, day, events: [logged], spans: [span] },
        ]),
    },
    lastEventHash: { ask: (db) => dispatch.lastEventHash(db, "c") },
    listCaseEvents: { ask: (db) => dispatch.listCaseEvents(db, "c") },
    listCases: {
      ask: (db) =>
        dispatch.listCases(db, {
          ...{ ...none, ...every, level: "grid", severity: "minor" },
          ...{ jurisdiction, states: ["filed"], limit: 9, after: "2.1.c" },
          ...{ unitId: "u", reportedFrom: now, reportedTo: now, bbox: [0, 0, 1, 1] },
          ...{ order: "updated", colour: { name: "yellow", at: now } },
        }),
      answers: [{ total: 0 }],
    },
    listCasesNear: { ask: (db) => dispatch.listCasesNear(db, near) },
    listEndedCases: { ask: (db) => dispatch.listEndedCases(db, ended) },
    ...{ ...DEPARTMENTS, ...ADVICE, ...CLOCKS, ...ROSTER, ...EMERGENCY, ...RULES, ...DESK },
    listVerbsAfter: { ask: (db) => dispatch.listVerbsAfter(db, "c", 1) },
    loadAnswer: { ask: (db) => dispatch.loadAnswer(db, claim), answers: [{ answer: {} }] },
    listCasesById: { ask: (db) => dispatch.listCasesById(db, ["c"], jurisdiction) },
    loadCase: { ask: (db) => dispatch.loadCase(db, "c") },
    loadCaseForUpdate: { ask: (db) => dispatch.loadCaseForUpdate(db, "c") },
    loadPhoto: { ask: (db) => dispatch.loadPhoto(db, "h") },
    locateSet: { ask: (db) => dispatch.locateSet(db, [{ position: [0, 0], day }]) },
    nextCaseNumber: { ask: (db) => dispatch.nextCaseNumber(db, day) },
    saveAnswer: { ask: (db) => dispatch.saveAnswer(db, claim, row) },
    saveCase: { ask: (db) => dispatch.saveCase(db, row, 1), answers: [{}] },
    savePhoto: {
      ask: (db) =>
        dispatch.savePhoto(db, {
          hash: "h",
          accountId: "p",
          takenInAt: now,
          bytes: new Uint8Array(1),
        }),
    },
    searchAddresses: { ask: (db) => dispatch.searchAddresses(db, "x", scope, 9) },
    takeDueCases: { ask: (db) => dispatch.takeDueCases(db, now, 9) },
  });
  await expect(text).toMatchFileSnapshot("../../sql/dispatch.sql");
});
