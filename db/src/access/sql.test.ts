import { expect, test } from "vitest";
import { recordQueries, type RecordedQuery } from "../../test/record-queries.ts";
import * as access from "./index.ts";

const now = new Date(0);

/** Statements about people and their duties. */
const PEOPLE: Readonly<Record<string, RecordedQuery>> = {
  countDutiesByArea: { ask: (db) => access.countDutiesByArea(db, ["area"], "2026-11-20") },
  findPerson: { ask: (db) => access.findPerson(db, "a", ["area"]) },
  giveWaitingRoles: { ask: (db) => access.giveWaitingRoles(db, "area") },
  insertPerson: {
    ask: (db) =>
      access.insertPerson(db, {
        id: "a",
        login: "l",
        displayName: "n",
        passwordHash: "h",
        mustChangePassword: true,
        waitingRoles: [],
      }),
  },
  listPeople: {
    ask: (db) =>
      access.listPeople(db, {
        scope: ["area"],
        text: "x",
        role: "planner",
        isClosed: false,
        offset: 0,
        limit: 50,
      }),
    answers: [{ count: 0 }],
  },
  insertStaff: { ask: (db) => access.insertStaff(db, []) },
  listStaffAccounts: { ask: (db) => access.listStaffAccounts(db, ["l"], ["area"]) },
  listStaffAreas: { ask: (db) => access.listStaffAreas(db, ["area"]) },
  saveStaffDuties: { ask: (db) => access.saveStaffDuties(db, [], "2026-11-20") },
  lockAccount: { ask: (db) => access.lockAccount(db, "a") },
  lockAccounts: { ask: access.lockAccounts },
  replaceDuties: {
    ask: (db) =>
      access.replaceDuties(db, { id: "a", displayName: "n" }, { scope: ["area"], duties: [] }),
  },
  setClosed: { ask: (db) => access.setClosed(db, "a", null) },
  setPassword: {
    ask: (db) => access.setPassword(db, "a", { passwordHash: "h", mustChange: false }),
  },
};

const day = "2026-11-20";
const before: access.SightOf = {
  cases: { reaches: [], ownIds: ["a"] },
  mapScope: ["area"],
  planScope: ["area"],
};
/** Statements behind an explanation and a preview. */
const EXPLAINED: Readonly<Record<string, RecordedQuery>> = {
  countSightChange: {
    ask: (db) =>
      access.countSightChange(db, { ...{ before, after: before }, openStates: ["filed"], day }),
  },
  listAreasWithout: {
    ask: (db) =>
      access.listAreasWithout(db, {
        ...{ areaIds: ["area"], roles: ["administrator"], exceptAccountId: "a", day },
      }),
  },
  listGridsWithout: {
    ask: (db) =>
      access.listGridsWithout(db, {
        ...{ communityId: "area", role: "grid_head", exceptAccountId: "a", day },
      }),
  },
  findExplainedThing: { ask: (db) => access.findExplainedThing(db, "plan", "p") },
  listAreaFacts: { ask: (db) => access.listAreaFacts(db, ["area"]) },
  listRoleHolders: {
    ask: (db) =>
      access.listRoleHolders(db, {
        ...{ roles: ["administrator"], areaIds: ["area"], day: "2026-11-20", limit: 5 },
      }),
  },
  loadExplainedPerson: { ask: (db) => access.loadExplainedPerson(db, "a"), answers: [{ id: "a" }] },
  searchExplainedThings: {
    ask: (db) =>
      access.searchExplainedThings(db, { kind: "grid", text: "x", scope: ["area"], limit: 20 }),
  },
};

/** Statements about interface keys. */
const KEYS: Readonly<Record<string, RecordedQuery>> = {
  findKey: { ask: (db) => access.findKey(db, "k") },
  insertKey: {
    ask: (db) =>
      access.insertKey(db, {
        ...{ id: "k", accountId: "a", name: "n", purpose: "p", permissions: ["map.read"] },
        ...{ areaIds: ["area"], categories: [], addresses: [], perMinute: 600, secretHash: "h" },
        ...{ madeById: "m", madeAt: now, expiresAt: now },
      }),
  },
  isOpenAccount: { ask: (db) => access.isOpenAccount(db, "a") },
  listKeys: { ask: (db) => access.listKeys(db, ["area"]) },
  revokeKey: { ask: (db) => access.revokeKey(db, "k", now) },
  rotateKey: { ask: (db) => access.rotateKey(db, "k", { secretHash: "h", previousUntil: now }) },
  setKeyAnswering: { ask: (db) => access.setKeyAnswering(db, "k", "a") },
  touchKey: { ask: (db) => access.touchKey(db, "k", { now, from: "::1" }) },
};

/** Statements about duties in others' hands. */
const DELEGATIONS: Readonly<Record<string, RecordedQuery>> = {
  endDelegation: { ask: (db) => access.endDelegation(db, "l", now) },
  findDelegation: { ask: (db) => access.findDelegation(db, "l", "2026-11-20") },
  findLentAreas: { ask: (db) => access.findLentAreas(db, ["area"]) },
  insertDelegation: {
    ask: (db) =>
      access.insertDelegation(db, {
        ...{ id: "l", dutyId: "d", receiverId: "a", areaIds: ["area"], categories: [] },
        ...{ from: now, to: now, madeAt: now },
      }),
  },
  listColleagues: {
    ask: (db) =>
      access.listColleagues(db, {
        ...{ exceptId: "a", path: ["d", "s"], day: "2026-11-20", text: "x", only: "b", limit: 50 },
      }),
  },
  listDelegations: {
    ask: (db) => access.listDelegations(db, "a", { since: now, day: "2026-11-20" }),
  },
  listLent: { ask: (db) => access.listLent(db, "a", { at: now, day: "2026-11-20" }) },
};

const head = { position: 1, hash: "h", now };
/** Statements of the audit log. */
const AUDIT: Readonly<Record<string, RecordedQuery>> = {
  appendAudit: {
    ask: (db) =>
      access.appendAudit(db, {
        ...{ accountId: "a", role: null, onBehalfOf: null, source: null },
        ...{ action: "access.sign-in", object: "", detail: {} },
      }),
    answers: [head],
  },
  isReachedSql: {
    ask: (db) =>
      db
        .selectFrom("dispatch_case")
        .select("id")
        .where(
          access.isReachedSql(access.CASE_COLUMNS, {
            reaches: [{ areaIds: ["a"], categories: ["c"], maxLevel: "community" }],
            ownIds: ["p"],
          }),
        )
        .execute(),
  },
  listAudit: {
    ask: (db) =>
      access.listAudit(db, {
        of: { accountId: "a", scope: ["area"] },
        ...{ person: "p", action: "access.", object: "o", from: now, to: now },
        ...{ before: 9, limit: 50 },
      }),
  },
  verifyAudit: { ask: access.verifyAudit, answers: [head] },
};

const bytes = Buffer.alloc(16);
const identity = { issuer: "https://id.example", subject: "s" };
/** Statements of the second factor and of single sign-on. */
const DOORS: Readonly<Record<string, RecordedQuery>> = {
  findFactor: { ask: (db) => access.findFactor(db, "a") },
  savePendingFactor: {
    ask: (db) => access.savePendingFactor(db, "a", { secret: bytes, until: now, salt: bytes }),
  },
  confirmFactor: { ask: (db) => access.confirmFactor(db, "a", { secret: bytes, step: 1, now }) },
  spendStep: { ask: (db) => access.spendStep(db, "a", 1) },
  resealFactor: { ask: (db) => access.resealFactor(db, "a", { before: bytes, after: bytes }) },
  deleteFactor: { ask: (db) => access.deleteFactor(db, "a") },
  replaceRecoveryCodes: { ask: (db) => access.replaceRecoveryCodes(db, "a", [bytes]) },
  spendRecoveryCode: { ask: (db) => access.spendRecoveryCode(db, "a", { hash: bytes, now }) },
  insertSignInStep: {
    ask: (db) =>
      access.insertSignInStep(db, {
        ...{ tokenHash: "t", accountId: "a", via: "password", now, expiresAt: now },
      }),
  },
  findSignInStep: { ask: (db) => access.findSignInStep(db, "t", now) },
  deleteSignInStep: { ask: (db) => access.deleteSignInStep(db, "t") },
  insertSsoAttempt: {
    ask: (db) =>
      access.insertSsoAttempt(db, {
        ...{ tokenHash: "t", state: "s", nonce: "n", codeVerifier: "v", returnAddress: "r" },
        ...{ now, expiresAt: now },
      }),
  },
  takeSsoAttempt: { ask: (db) => access.takeSsoAttempt(db, "t", now) },
  findSsoAccount: { ask: (db) => access.findSsoAccount(db, identity) },
  allowSso: {
    ask: async (db) => {
      await access.allowSso(db, "a", true);
      await access.allowSso(db, "a", false);
    },
  },
  linkSso: { ask: (db) => access.linkSso(db, "a", { ...identity, now }) },
};

test("sql/access.sql shows every statement of this folder", async () => {
  const text = await recordQueries(access, {
    ...AUDIT,
    ...PEOPLE,
    ...EXPLAINED,
    ...KEYS,
    ...DELEGATIONS,
    ...DOORS,
    countAccounts: { ask: access.countAccounts, answers: [{ count: 0 }] },
    countDuties: { ask: access.countDuties, answers: [{ count: 0 }] },
    deleteExpiredSessions: { ask: (db) => access.deleteExpiredSessions(db, now) },
    deleteSession: { ask: (db) => access.deleteSession(db, "t") },
    endSessions: { ask: (db) => access.endSessions(db, "a", { only: "s", except: "t" }) },
    listSessions: { ask: (db) => access.listSessions(db, "a") },
    replaceToken: { ask: (db) => access.replaceToken(db, "s", "t") },
    findAccount: { ask: (db) => access.findAccount(db, "planner") },
    findSession: { ask: (db) => access.findSession(db, "t") },
    insertAccounts: { ask: (db) => access.insertAccounts(db, []) },
    insertSession: {
      ask: (db) =>
        access.insertSession(db, {
          tokenHash: "t",
          accountId: "a",
          device: "",
          via: "password",
          now,
          expiresAt: now,
        }),
    },
    listDemoAccounts: { ask: (db) => access.listDemoAccounts(db, ["planner"]) },
    listDuties: { ask: (db) => access.listDuties(db, "a", "2026-11-20") },
    saveDuties: {
      ask: (db) =>
        access.saveDuties(db, [
          {
            id: "d",
            accountId: null,
            role: "planner",
            areaId: "a",
            displayName: "x",
            categories: [],
            shift: "",
            maxOpenCases: 1,
            post: null,
          },
        ]),
    },
    touchSession: { ask: (db) => access.touchSession(db, "t", now) },
  });
  await expect(text).toMatchFileSnapshot("../../sql/access.sql");
});
