import type {
  DepartmentChangesBody,
  DepartmentsSavedReply,
  DirectoryReply,
  SeatsReply,
} from "@onegrid/core/dispatch/departments-contract";
import type { CaseDetail, CaseReply } from "@onegrid/core/dispatch/contract";
import type { DepartmentsReply } from "@onegrid/core/dispatch/whistle-contract";
import type { Db } from "@onegrid/db";
import { listDemoAccounts, saveDuties } from "@onegrid/db/access";
import { listAreas, listRootAreas } from "@onegrid/db/organisation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedInBrowser, type Ask } from "../../../test/browser.ts";
import { commandFor, newReport } from "../../../test/cases.ts";
import { openApp, type OpenedApp } from "../../../test/open-app.ts";
import { areaIdsOf, openSmallTown, SOUTH, STREETS, westOf } from "../../../test/small-town.ts";
import { seedDepartments } from "../../access/demo-departments.ts";

// A Monday.
const START = Date.parse("2026-11-23T09:00:00+08:00");
const DAY_MS = 86_400_000;
const NOTHING: DepartmentChangesBody = { add: [], change: [], retire: [], restore: [] };
let clock = START;
let db: Db;
let opened: OpenedApp;
let admin: Ask;
let desk: Ask;
let areaIds: ReadonlyMap<string, string>;

beforeAll(async () => {
  const now = (): Date => new Date(clock);
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
  const roots = (await listRootAreas(db)).map(({ id }) => id);
  await seedDepartments(db, await listAreas(db, roots));
  areaIds = await areaIdsOf(db);
  admin = await as("admin");
  desk = await as("dispatcher");
}, 60_000);
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

const as = (login: string): Promise<Ask> => signedInBrowser(opened.app, login);
const idOf = (code: string): string => areaIds.get(code) ?? "";
const change = (part: Partial<DepartmentChangesBody>, ask = admin) =>
  ask<DepartmentsSavedReply & { code?: string; faults?: { fault: string; value: string }[] }>(
    "POST",
    "/api/departments/changes",
    { ...NOTHING, ...part },
  );
const bodyOf = async (id: string, ask = admin): Promise<DirectoryReply["bodies"][number]> => {
  const { body } = await ask<DirectoryReply>("GET", "/api/departments/directory");
  const found = body.bodies.find((each) => each.id === id);
  if (!found) throw new Error(`no body ${id}`);
  return found;
};
const callable = async (): Promise<string[]> =>
  (await desk<DepartmentsReply>("GET", "/api/departments")).body.departments.map(({ id }) => id);
const facts = (name: string, codes: readonly string[]) => ({
  ...{ name, kind: "market" as const, categories: [] },
  areaIds: codes.map(idOf),
});

test("a body is added with several areas, renamed and given up from a day, and every state stays", async () => {
  const { body, status } = await change({ add: [facts("市场监管所", STREETS)] });
  expect([status, body.added?.length]).toEqual([200, 1]);
  const [id = ""] = body.added;
  expect(await callable()).toContain(id);
  expect(await bodyOf(id)).toMatchObject({ name: "市场监管所", isMine: true, isStaffed: false });

  clock += DAY_MS;
  [admin, desk] = [await as("admin"), await as("dispatcher")];
  await change({ change: [{ id, ...facts("市场监督管理所", [STREETS[0]]) }] });
  clock += DAY_MS;
  [admin, desk] = [await as("admin"), await as("dispatcher")];
  expect((await change({ retire: [id] })).body.retired).toBe(1);
  expect(await callable()).not.toContain(id);
  const kept = await bodyOf(id);
  expect(kept.validTo).toBe("2026-11-25");
  expect(kept.past.map(({ name, since, validTo }) => [name, since, validTo])).toEqual([
    ["市场监督管理所", "2026-11-25", "2026-11-25"],
    ["市场监督管理所", "2026-11-24", null],
    ["市场监管所", "2026-11-23", null],
  ]);
  expect(kept.past.map(({ madeBy, areas }) => [madeBy, areas.length])).toEqual([
    ["系统管理员", 1],
    ["系统管理员", 1],
    ["系统管理员", 2],
  ]);
  await change({ restore: [id] });
  expect(await callable()).toContain(id);
});

test("a body that a case waits for is not given up: the answer says which case, and once it is settled it goes", async () => {
  const position = [westOf(0) + 0.004, SOUTH + 0.004] as const;
  const { body } = await desk<CaseReply>("POST", "/api/cases", newReport(position));
  const { id, number } = body.card;
  const act = async (verb: string, more: object): Promise<void> => {
    const { card } = (await desk<CaseDetail>("GET", `/api/cases/${id}`)).body;
    const url = `/api/cases/${id}/commands`;
    expect((await desk("POST", url, commandFor(card, verb, more))).status).toBe(200);
  };
  await act("file", { fields: { standardMet: true } });
  const assignee = { unitId: "demo-sanitation", memberId: null };
  await act("dispatch", { fields: { assignee, recommendationId: null, overrideReason: null } });
  const called = { cooperationId: "w1", calledUnitId: "demo-police", kind: "emergency" };
  await act("whistle", { reason: "需多部门联合处置", fields: called });
  for (const retired of ["demo-police", "demo-sanitation"]) {
    const refused = await change({ retire: [retired] });
    expect(refused).toMatchObject({
      status: 422,
      body: { code: "dispatch.departments-refused" },
    });
    expect(refused.body.faults).toEqual([
      { part: "retire", index: 0, fault: "busy", field: "body", value: number },
    ]);
  }
  await act("whistle_waive", { reason: "情况已解除", fields: { cooperationId: "w1" } });
  expect((await change({ retire: ["demo-police"] })).status).toBe(200);
  const again = { ...called, cooperationId: "w2" };
  const { card } = (await desk<CaseDetail>("GET", `/api/cases/${id}`)).body;
  const late = commandFor(card, "whistle", { reason: "需多部门联合处置", fields: again });
  expect((await desk("POST", `/api/cases/${id}/commands`, late)).body).toMatchObject({
    code: "dispatch.no-department",
  });
  await change({ restore: ["demo-police"] });
});

/** A duty in the first street, named by its role. */
async function giveDuty(login: string, role: string): Promise<void> {
  const [account] = await listDemoAccounts(db, [login]);
  const duty = {
    ...{ id: `street-${role}`, accountId: account?.id ?? "", role, displayName: login },
    ...{ areaId: idOf(STREETS[0]), categories: [], shift: "Mo-Su 00:00-24:00" },
    ...{ maxOpenCases: 1, post: null },
  };
  await saveDuties(db, [duty]);
}

test("whoever looks after a street keeps what serves it alone, and seats nobody in what serves more", async () => {
  await giveDuty("planner", "administrator");
  const street = await as("planner");
  const made = await change({ add: [facts("街道食药站", [STREETS[0]])] }, street);
  expect(made.status).toBe(200);
  expect(await bodyOf("demo-police", street)).toMatchObject({ isMine: false });
  const refusals = [
    { add: [facts("二街食药站", [STREETS[1]])] },
    { change: [{ id: "demo-police", ...facts("公安", [STREETS[0]]) }] },
    { retire: ["demo-police"] },
  ];
  for (const part of refusals) expect((await change(part, street)).status).toBe(422);
  for (const login of ["dispatcher", "street", "auditor"]) {
    const other = await as(login);
    expect((await other("GET", "/api/departments/directory")).status).toBe(403);
    expect((await change({ retire: ["demo-fire"] }, other)).status).toBe(403);
  }
});

test("a duty is bound to a body and released; nobody seats people in what serves more than is theirs", async () => {
  const seatsOf = async (ask = admin): Promise<SeatsReply["seats"]> =>
    (await ask<SeatsReply>("GET", "/api/departments/seats")).body.seats;
  const bind = (dutyId: string, unitId: string | null, ask = admin) =>
    ask<SeatsReply>("POST", "/api/departments/seats", { seats: [{ dutyId, unitId }] });
  const seat = (await seatsOf()).find(({ login }) => login === "property");
  expect(seat).toMatchObject({ unitId: "demo-property", role: "unit_intake" });
  const dutyId = seat?.dutyId ?? "";
  const { body } = await change({ add: [facts("综合执法二中队", [STREETS[0]])] });
  const [squad = ""] = body.added;
  expect(
    (await bind(dutyId, squad)).body.seats.find((each) => each.dutyId === dutyId)?.unitId,
  ).toBe(squad);
  expect((await bodyOf(squad)).isStaffed).toBe(true);
  expect((await bodyOf("demo-property")).isStaffed).toBe(true);
  expect((await bind(dutyId, null)).status).toBe(200);
  expect((await bodyOf(squad)).isStaffed).toBe(false);
  for (const [duty, unit] of [
    ["nobody", squad],
    [dutyId, "nobody"],
    ["demo-gridworker-grid_staff", squad],
  ] as const)
    expect(await bind(duty, unit)).toMatchObject({
      status: 422,
      body: { code: "dispatch.seat-refused" },
    });
  const street = await as("planner");
  expect((await bind(dutyId, squad, street)).status).toBe(422);
  // Whoever sits in a body sees its cases wherever they are: a street's own squad is theirs to seat, no more.
  await giveDuty("gridworker", "unit_handler");
  expect((await bind("street-unit_handler", squad, street)).status).toBe(200);
  expect((await bind("street-unit_handler", "demo-police", street)).status).toBe(422);
  expect((await desk("GET", "/api/departments/seats")).status).toBe(403);
  await bind(dutyId, "demo-property");
});
