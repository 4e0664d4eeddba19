import type {
  CaseReply,
  NewRosterLine,
  RecommendationReply,
  RosterReply,
} from "@onegrid/core/dispatch/contract";
import type { Db } from "@onegrid/db";
import { insertAccounts, saveDuties } from "@onegrid/db/access";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedInBrowser, type Ask } from "../../../test/browser.ts";
import { newReport } from "../../../test/cases.ts";
import { openApp, type OpenedApp } from "../../../test/open-app.ts";
import { areaIdsOf, COMMUNITIES, openSmallTown, SOUTH, westOf } from "../../../test/small-town.ts";

// A Monday.
const START = Date.parse("2026-11-23T09:00:00+08:00");
let clock = START;
const now = (): Date => new Date(clock);
let db: Db;
let opened: OpenedApp;
let street: Ask;
let areaIds: ReadonlyMap<string, string>;
const areaOf = (code: string): string => areaIds.get(code) ?? "";

const signedInAs = (login: string): Promise<Ask> => signedInBrowser(opened.app, login);

beforeAll(async () => {
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
  areaIds = await areaIdsOf(db);
  const workers = ["wang", "li", "far"].map((login) => ({
    ...{ id: login, login, displayName: login, at: login === "far" ? 2 : 0 },
  }));
  await insertAccounts(
    db,
    workers.map(({ id, login, displayName }) => ({
      ...{ id, login, displayName, passwordHash: "x", isDemo: false, waitingRoles: [] },
    })),
  );
  await saveDuties(
    db,
    workers.map(({ id, displayName, at }) => ({
      ...{ id: `duty-${id}`, accountId: id, role: "grid_staff" },
      areaId: areaOf(COMMUNITIES[at] ?? ""),
      ...{ displayName, categories: [], shift: "Mo-Fr 08:00-18:00", maxOpenCases: 5, post: null },
    })),
  );
  street = await signedInAs("street");
}, 60_000);
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

/** Another moment; nobody stays signed in over days. */
async function moveTo(time: number): Promise<void> {
  clock = time;
  street = await signedInAs("street");
}

const weekOf = async (code: string, day = "2026-11-23", ask = street) =>
  ask<RosterReply>("GET", `/api/roster?areaId=${areaOf(code)}&day=${day}`);
const put = (change: Partial<NewRosterLine>, ask = street) =>
  ask("POST", "/api/roster/lines", {
    ...{ dutyId: "duty-wang", day: "2026-11-23", isWeekly: false, restsOnHolidays: false },
    ...{ hours: { startMinute: 480, endMinute: 720 }, ...change },
  });
const onDuty = async (): Promise<readonly string[]> =>
  (await weekOf(COMMUNITIES[0])).body.members
    .filter(({ dutyId, isOnDuty }) => isOnDuty && dutyId.startsWith("duty-"))
    .map(({ name }) => name);

/** Whom the recommendation leaves out because they are off. */
async function offShift(): Promise<readonly string[]> {
  const place = [westOf(0) + 0.005, SOUTH + 0.005] as const;
  const { body } = await street<CaseReply>("POST", "/api/cases", newReport(place));
  const url = `/api/cases/${body.card.id}/recommendation`;
  const { status, body: advice } = await street<RecommendationReply>("GET", url);
  expect({ status, advice }).toMatchObject({ status: 200 });
  return advice.excluded
    .filter(({ reasons }) => reasons.some(({ reason }) => reason === "off_shift"))
    .map(({ name }) => name)
    .filter((name) => ["wang", "li"].includes(name));
}

test("without a roster the hours of the duty decide, with one the roster does", async () => {
  expect(await onDuty()).toEqual(["li", "wang"]);
  expect(await offShift()).toEqual([]);
  expect((await put({})).status).toBe(204);
  expect(await onDuty()).toEqual(["wang"]);
  expect(await offShift()).toEqual(["li"]);
  await moveTo(START + 4 * 3_600_000);
  expect(await onDuty()).toEqual([]);
  // The next week has no roster.
  await moveTo(START + 7 * 86_400_000);
  expect(await onDuty()).toEqual(["li", "wang"]);
  await moveTo(START);
});

test("a night on duty reaches into the next day, and a day off takes a weekday's place", async () => {
  const night = { startMinute: 20 * 60, endMinute: 32 * 60 };
  await put({ dutyId: "duty-li", isWeekly: true, hours: night });
  await moveTo(Date.parse("2026-11-24T03:00:00+08:00"));
  expect(await onDuty()).toEqual(["li"]);
  await put({ dutyId: "duty-li", hours: null });
  expect(await onDuty()).toEqual([]);
  const { body } = await weekOf(COMMUNITIES[0]);
  const li = body.members.find(({ dutyId }) => dutyId === "duty-li");
  expect(li?.shifts).toMatchObject([{ day: "2026-11-23", startMinute: null, isWeekly: false }]);
  expect(body.rosteredRoles).toContain("grid_staff");
  const off = li?.shifts[0]?.lineId ?? "";
  expect((await street("DELETE", `/api/roster/lines/${off}`)).status).toBe(204);
  expect(await onDuty()).toEqual(["li"]);
  await moveTo(START);
});

test("a roster is made by whoever has its area, and by nobody else", async () => {
  expect((await weekOf(COMMUNITIES[2])).body).toMatchObject({ code: "dispatch.roster-area" });
  const nowhere = await street("GET", "/api/roster?areaId=nowhere");
  expect(nowhere.body.code).toBe("dispatch.roster-area");
  const planner = await signedInAs("planner");
  expect((await weekOf(COMMUNITIES[0], undefined, planner)).body).toMatchObject({
    code: "access.forbidden",
  });
  const admin = await signedInAs("admin");
  expect((await weekOf(COMMUNITIES[2], undefined, admin)).status).toBe(200);
  expect((await put({ dutyId: "duty-far" })).body.code).toBe("dispatch.roster-area");
  expect((await put({ dutyId: "duty-far" }, admin)).status).toBe(204);
  const theirs = (await weekOf(COMMUNITIES[2], undefined, admin)).body.members;
  const lineId = theirs.flatMap(({ shifts }) => shifts)[0]?.lineId ?? "";
  expect((await street("DELETE", `/api/roster/lines/${lineId}`)).body.code).toBe(
    "dispatch.roster-area",
  );
  const line = (await weekOf(COMMUNITIES[0])).body.members.flatMap(({ shifts }) => shifts)[0];
  const community = await signedInAs("community");
  const url = `/api/roster/lines/${line?.lineId ?? ""}`;
  expect((await planner("DELETE", url)).body.code).toBe("access.forbidden");
  expect((await community("DELETE", "/api/roster/lines/unknown")).status).toBe(404);
});

test("hours that cannot be are refused, and so is a day that does not exist", async () => {
  const code = async (change: Partial<NewRosterLine>) => (await put(change)).body.code;
  expect(await code({ hours: { startMinute: 480, endMinute: 480 } })).toBe("dispatch.roster-hours");
  expect(await code({ hours: { startMinute: 0, endMinute: 1441 } })).toBe("dispatch.roster-hours");
  expect(await code({ hours: null, isWeekly: true })).toBe("dispatch.roster-hours");
  expect(await code({ day: "2026-02-30" })).toBe("request.invalid");
});
