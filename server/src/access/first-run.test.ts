import type { Me } from "@onegrid/core/access/contract";
import type { Db } from "@onegrid/db";
import { listRootAreas } from "@onegrid/db/organisation";
import { openTestDatabase } from "@onegrid/db/test-database";
import { afterEach, beforeEach, expect, test } from "vitest";
import { browser } from "../../test/browser.ts";
import { openApp, type OpenedApp } from "../../test/open-app.ts";
import { areaRecord, COMMUNITIES, square } from "../../test/small-town.ts";
import { importRecords } from "../ingest/import-records.ts";

const now = (): Date => new Date("2026-11-16T08:00:00+08:00");
const GOOD = "seven red lanterns at noon";
const FIRST = { login: "zhang", displayName: "张主任", password: GOOD, withDesks: true };

let db: Db;
let opened: OpenedApp;
beforeEach(async () => {
  db = await openTestDatabase();
  opened = await openApp(db, { now });
}, 60_000);
afterEach(async () => {
  await opened.close();
  await db.destroy();
});

test("the first account is made by whoever reads the server's terminal, once", async () => {
  const { app, firstRun } = opened;
  const ask = browser(app);
  expect((await ask("GET", "/api/access/set-up")).body).toEqual({ isOpen: true });

  const stranger = await ask("POST", "/api/access/set-up", { ...FIRST, token: "guessed" });
  expect([stranger.status, stranger.body.code]).toEqual([403, "access.set-up-closed"]);
  const weak = { ...FIRST, token: firstRun.token, password: "password2026" };
  const refused = await ask("POST", "/api/access/set-up", weak);
  expect([refused.status, refused.body.code]).toEqual([422, "access.password-common"]);

  const right = { ...FIRST, token: firstRun.token };
  const two = await Promise.all([
    browser(app)("POST", "/api/access/set-up", { ...right, login: "other" }),
    ask<Me>("POST", "/api/access/set-up", right),
  ]);
  expect(two.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 403]));
  const [, made] = two;
  const winner = made.status === 200 ? made : two[0];
  expect(winner.body).toMatchObject({ isDemo: false, canImport: true, canManagePeople: true });
  expect((await ask("GET", "/api/access/set-up")).body).toEqual({ isOpen: false });
});

test("the administrator of an empty store brings the first areas and answers for them", async () => {
  const { app, firstRun } = opened;
  const ask = browser(app);
  await ask("POST", "/api/access/set-up", { ...FIRST, token: firstRun.token });
  const area = areaRecord(COMMUNITIES[0], "community", null, square(102, 38, 0.1));
  await importRecords(db, [{ records: [area], rejects: [] }], {
    fileName: "areas.geojson",
    accountId: null,
    now,
  });
  const { body } = await ask<Me>("GET", "/api/access/me");
  const [root] = await listRootAreas(db);
  expect(body.duties.map(({ role }) => role).toSorted()).toEqual(
    ["administrator", "command_desk", "leader", "planner", "supervision_desk"].toSorted(),
  );
  expect(body.duties.every(({ areaId }) => areaId === root?.id)).toBe(true);
});
