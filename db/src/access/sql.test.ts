import { expect, test } from "vitest";
import { recordQueries } from "../../test/record-queries.ts";
import * as access from "./index.ts";

const now = new Date(0);

test("sql/access.sql shows every statement of this folder", async () => {
  const text = await recordQueries(access, {
    countAccounts: { ask: access.countAccounts, answers: [{ count: 0 }] },
    countDuties: { ask: access.countDuties, answers: [{ count: 0 }] },
    deleteExpiredSessions: { ask: (db) => access.deleteExpiredSessions(db, now) },
    deleteSession: { ask: (db) => access.deleteSession(db, "t") },
    findAccount: { ask: (db) => access.findAccount(db, "planner") },
    findSession: { ask: (db) => access.findSession(db, "t") },
    insertAccounts: { ask: (db) => access.insertAccounts(db, []) },
    insertSession: {
      ask: (db) =>
        access.insertSession(db, { tokenHash: "t", accountId: "a", now, expiresAt: now }),
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
    writeAudit: {
      ask: (db) => access.writeAudit(db, { accountId: null, action: "x", object: "", detail: {} }),
    },
  });
  await expect(text).toMatchFileSnapshot("../../sql/access.sql");
});
