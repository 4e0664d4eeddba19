import { holdsCategory } from "@onegrid/core/access";
import { DEMO_DEPARTMENTS } from "@onegrid/core/demo";
import { CATEGORIES } from "@onegrid/core/dispatch";
import type { CaseReply } from "@onegrid/core/dispatch/contract";
import type { DepartmentsReply } from "@onegrid/core/dispatch/whistle-contract";
import type { Db } from "@onegrid/db";
import { saveDepartments } from "@onegrid/db/dispatch";
import { listAreas, listRootAreas } from "@onegrid/db/organisation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedInBrowser, type Ask } from "../../../test/browser.ts";
import { commandFor, newReport } from "../../../test/cases.ts";
import { openApp, type OpenedApp } from "../../../test/open-app.ts";
import { areaIdsOf, openSmallTown, SOUTH, STREETS, westOf } from "../../../test/small-town.ts";
import { seedDepartments } from "../../access/demo-departments.ts";

// A Monday.
const NOW = new Date("2026-11-23T09:00:00+08:00");
let db: Db;
let opened: OpenedApp;
let dispatcher: Ask;

beforeAll(async () => {
  db = await openSmallTown(() => NOW);
  opened = await openApp(db, { now: () => NOW });
  const roots = (await listRootAreas(db)).map(({ id }) => id);
  await seedDepartments(db, await listAreas(db, roots));
  const areaIds = await areaIdsOf(db);
  const [first = "", second = ""] = STREETS.map((code) => areaIds.get(code) ?? "");
  const rest = { kind: "other", categories: [] };
  await saveDepartments(db, [
    { id: "first", areaIds: [first], name: "第一街道所", ...rest },
    { id: "second", areaIds: [second], name: "第二街道所", ...rest },
  ]);
  dispatcher = await signedInBrowser(opened.app, "dispatcher");
}, 60_000);
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

const departmentsOf = async (ask: Ask): Promise<DepartmentsReply["departments"]> =>
  (await ask<DepartmentsReply>("GET", "/api/departments")).body.departments;

test("every class on the duty list of a made-up body is one that there is", () => {
  for (const { categories } of DEMO_DEPARTMENTS)
    for (const held of categories)
      expect([held, CATEGORIES.some(({ id }) => holdsCategory([held], id))]).toEqual([held, true]);
});

test("a desk is shown the bodies of its own part and those that serve all of it", async () => {
  const all = await departmentsOf(dispatcher);
  expect(all).toHaveLength(DEMO_DEPARTMENTS.length + 2);
  expect(all.find(({ id }) => id === "demo-police")).toEqual({
    id: "demo-police",
    name: "公安分局",
    kind: "police",
    categories: ["community.20", "event.05-05"],
    isStaffed: true,
  });
  expect(all.filter(({ isStaffed }) => !isStaffed).map(({ id }) => id)).toEqual([
    "first",
    "second",
  ]);
  const street = await departmentsOf(await signedInBrowser(opened.app, "street"));
  expect(street.map(({ id }) => id)).toEqual(all.flatMap(({ id }) => (id === "second" ? [] : id)));
  const planner = await signedInBrowser(opened.app, "planner");
  expect((await planner("GET", "/api/departments")).status).toBe(403);
});

test("only a body that serves the place and has somebody to answer can be called", async () => {
  const position = [westOf(0) + 0.004, SOUTH + 0.004] as const;
  const reported = await dispatcher<CaseReply>("POST", "/api/cases", newReport(position));
  let { card } = reported.body;
  const send = async (verb: string, more: object) => {
    const url = `/api/cases/${card.id}/commands`;
    const answer = await dispatcher<CaseReply>("POST", url, commandFor(card, verb, more));
    if (answer.status < 300) card = answer.body.card;
    return answer;
  };
  await send("file", { fields: { standardMet: true } });
  const assignee = { unitId: "demo-sanitation", memberId: null };
  const fields = { assignee, recommendationId: null, overrideReason: null };
  expect((await send("dispatch", { fields })).body.card.assigneeName).toBe("区环境卫生中心");
  const call = (calledUnitId: string) =>
    send("whistle", {
      reason: "需多部门联合处置",
      fields: { cooperationId: "w1", calledUnitId, kind: "joint_enforcement" },
    });
  for (const unitId of ["first", "second", "nobody"])
    expect(await call(unitId)).toMatchObject({
      status: 422,
      body: { code: "dispatch.no-department", departmentId: unitId },
    });
  expect((await call("demo-police")).status).toBe(200);
});
