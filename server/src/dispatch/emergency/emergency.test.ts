import { randomUUID } from "node:crypto";
import type { CaseDetail, CaseListReply, CaseReply } from "@onegrid/core/dispatch/contract";
import type {
  ActivationField,
  ActivationsReply,
  CommunitySeatsReply,
  DryRunReply,
  PlanReply,
  PresentEmergencyReply,
  WorkPostsReply,
} from "@onegrid/core/dispatch/emergency-contract";
import type { FiguresReply } from "@onegrid/core/dispatch/figures-contract";
import type { Db } from "@onegrid/db";
import { insertAccounts, saveDuties } from "@onegrid/db/access";
import { readAfter } from "@onegrid/db/events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedInBrowser, type Ask } from "../../../test/browser.ts";
import { commandFor, newReport } from "../../../test/cases.ts";
import { openApp, type OpenedApp } from "../../../test/open-app.ts";
import {
  areaIdsOf,
  COMMUNITIES,
  DISTRICT,
  openSmallTown,
  SOUTH,
  STREETS,
  westOf,
} from "../../../test/small-town.ts";

const START = Date.parse("2026-11-23T09:00:00+08:00");
let clock = START;
const now = (): Date => new Date(clock);
let db: Db;
let opened: OpenedApp;
let command: Ask;
let worker: Ask;
let areaIds: ReadonlyMap<string, string>;
const areaOf = (code: string): string => areaIds.get(code) ?? "";

beforeAll(async () => {
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
  areaIds = await areaIdsOf(db);
  const people = COMMUNITIES.flatMap((code, at) =>
    Array.from({ length: 9 }, (_, index) => ({
      ...{ id: `p-${at}-${index}`, login: `p-${at}-${index}`, displayName: `人${at}-${index}` },
      ...{ role: index === 0 ? "grid_head" : "grid_staff", areaId: areaOf(code) },
    })),
  );
  await insertAccounts(
    db,
    people.map(({ id, login, displayName }) => ({
      ...{ id, login, displayName, passwordHash: "x", isDemo: false, waitingRoles: [] },
    })),
  );
  await saveDuties(
    db,
    people.map(({ id, displayName, role, areaId }) => ({
      ...{ id: `duty-${id}`, accountId: id, role, areaId, displayName, categories: [] },
      ...{ shift: "Mo-Su 00:00-24:00", maxOpenCases: 5, post: null },
    })),
  );
  command = await signedInBrowser(opened.app, "dispatcher");
  worker = await signedInBrowser(opened.app, "gridworker");
}, 60_000);
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

const planned = async (ask = command) =>
  ask<PlanReply>("GET", `/api/emergency/plan?areaId=${areaOf(DISTRICT)}`);
const version = async (): Promise<number> => (await planned()).body.version;
const tried = async (target: object) =>
  (
    await command<DryRunReply>("POST", "/api/emergency/dry-run", {
      ...{ areaId: areaOf(DISTRICT), mode: "emergency", target },
    })
  ).body;
const inStreet = () => ({ areaIds: [areaOf(STREETS[0])] });
const activation = async (changes: object = {}) => ({
  idempotencyKey: randomUUID(),
  areaId: areaOf(DISTRICT),
  expectedVersion: await version(),
  ...{ kind: "exercise", name: "防汛演练", target: inStreet() },
  ...changes,
});
const start = async (changes: object = {}, ask = command) =>
  ask<ActivationField & { code: string }>(
    "POST",
    "/api/emergency/activations",
    await activation(changes),
  );
const stop = (id: string, ask = command) =>
  ask<ActivationField>("POST", `/api/emergency/activations/${id}/stand-down`);
const report = async (at: number, changes: object = {}) => {
  const body = newReport([westOf(at) + 0.005, SOUTH + 0.005], changes);
  return (await command<CaseReply>("POST", "/api/cases", body)).body.card;
};
const activationEvents = async () =>
  (await readAfter(db, 0, 10_000)).filter(({ kind }) => kind === "dispatch.activation-changed");
const onNow = async (ask: Ask) =>
  (await ask<PresentEmergencyReply>("GET", "/api/emergency/now")).body.activations;

test("a plan begins with four groups and seven, is kept, and filled from the duties people have", async () => {
  const fresh = await planned();
  expect(fresh.body).toMatchObject({ version: 0, communities: [{}, {}, {}] });
  expect(fresh.body.groups).toHaveLength(11);
  expect((await start()).body.code).toBe("dispatch.plan-missing");
  const body = { areaId: areaOf(DISTRICT), expectedVersion: 0, groups: fresh.body.groups };
  expect((await command<PlanReply>("PUT", "/api/emergency/plan", body)).body.version).toBe(1);
  expect((await command("PUT", "/api/emergency/plan", body)).body).toMatchObject({
    ...{ code: "dispatch.plan-stale", version: 1 },
  });
  const filled = await command<PlanReply>("POST", "/api/emergency/plan/fill", {
    ...{ areaId: areaOf(DISTRICT), expectedVersion: 1 },
  });
  expect(filled.body.version).toBe(2);
  for (const community of filled.body.communities)
    expect(community).toMatchObject({
      heldCalm: expect.any(Number),
      heldEmergency: expect.any(Number),
    });
  expect(filled.body.communities[0]?.heldEmergency).toBeGreaterThanOrEqual(9);
});

test("a template that makes no sense is refused with its group, and a seat that there is not with its name", async () => {
  const { body } = await planned();
  const groups = body.groups.map((group, at) => (at === 0 ? { ...group, posts: [] } : group));
  const kept = { areaId: body.areaId, expectedVersion: body.version };
  expect((await command("PUT", "/api/emergency/plan", { ...kept, groups })).body).toMatchObject({
    ...{ code: "dispatch.plan-template", group: "综合协调组", fault: "no-post" },
  });
  const seat = { communityId: areaOf(COMMUNITIES[0]), group: "command", post: "lead", seat: 1 };
  const put = (change: object) =>
    command("PUT", "/api/emergency/plan/seats", {
      ...{ ...kept, seats: [{ ...seat, holderId: "p-0-0", ...change }] },
    });
  expect((await put({ seat: 2 })).body).toMatchObject({ code: "dispatch.plan-seat", seat: 2 });
  expect((await put({ communityId: areaOf(DISTRICT) })).body).toMatchObject({
    code: "dispatch.plan-seat",
  });
  expect((await put({ holderId: "nobody" })).body).toMatchObject({ code: "dispatch.plan-holder" });
  expect(await version()).toBe(body.version);
});

test("the dry run lists what was taken out of the plan, by name", async () => {
  const before = await tried(inStreet());
  expect(before).toMatchObject({
    groups: 14,
    seats: 42,
    counts: { leaderless: 0, doubleBooked: 0 },
  });
  const seats = [
    { communityId: areaOf(COMMUNITIES[0]), group: "rescue", post: "lead", seat: 1, holderId: null },
    {
      communityId: areaOf(COMMUNITIES[1]),
      group: "word",
      post: "lead",
      seat: 1,
      holderId: "p-0-0",
    },
  ];
  const put = await command<PlanReply>("PUT", "/api/emergency/plan/seats", {
    ...{ areaId: areaOf(DISTRICT), expectedVersion: await version(), seats },
  });
  expect(put.status).toBe(200);
  const after = await tried(inStreet());
  expect(after.leaderless).toEqual([
    { communityId: areaOf(COMMUNITIES[0]), community: `区域${COMMUNITIES[0]}`, group: "rescue" },
  ]);
  expect(after.doubleBooked.map(({ name, seats: held }) => [name, held.length])).toEqual([
    ["人0-0", 2],
  ]);
  expect(after.counts.unfilled).toBe(before.counts.unfilled + 1);
  const shown = await command<CommunitySeatsReply>(
    "GET",
    `/api/emergency/plan/seats?areaId=${areaOf(DISTRICT)}&communityId=${areaOf(COMMUNITIES[1])}`,
  );
  expect(shown.body.held).toContainEqual(expect.objectContaining({ group: "word", name: "人0-0" }));
  expect(shown.body.people.length).toBeGreaterThanOrEqual(9);
});

const ring = (west: number) => [
  [west, SOUTH + 0.001],
  [west + 0.004, SOUTH + 0.001],
  [west + 0.002, SOUTH + 0.004],
  [west, SOUTH + 0.001],
];

test("a drawn ring means the communities that it touches, and what it does not touch is refused", async () => {
  const found = await tried({ ring: ring(westOf(1) - 0.002) });
  expect(found.communities.map(({ id }) => id)).toEqual(
    [COMMUNITIES[0], COMMUNITIES[1]].map(areaOf),
  );
  expect(await tried({ ring: ring(90) })).toMatchObject({ code: "dispatch.activation-nowhere" });
  expect(
    await tried({
      ring: ring(westOf(1))
        .slice(0, 3)
        .concat([[0, 0]]),
    }),
  ).toMatchObject({
    code: "dispatch.activation-ring",
  });
});

test("one key makes every group and post, once, with one event that holds no name", async () => {
  const body = await activation();
  const made = await command<ActivationField>("POST", "/api/emergency/activations", body);
  expect(made).toMatchObject({ status: 201, body: { communities: 2, groups: 14, posts: 42 } });
  const again = await command<ActivationField>("POST", "/api/emergency/activations", body);
  expect(again.body).toEqual(made.body);
  const others = [
    { ...body, name: "另一次" },
    { ...body, kind: "actual" },
    { ...body, target: { areaIds: [areaOf(COMMUNITIES[0])] } },
    { ...body, target: { ring: ring(westOf(1) + 0.001) } },
  ];
  for (const other of others)
    expect(await command("POST", "/api/emergency/activations", other)).toMatchObject({
      status: 409,
      body: { code: "dispatch.key-reused" },
    });
  const events = await activationEvents();
  expect(events).toHaveLength(1);
  expect(events[0]?.payload).toEqual({
    ...{ activationId: made.body.id, kind: "exercise", name: "防汛演练", isOn: true },
    communityIds: [areaOf(COMMUNITIES[0]), areaOf(COMMUNITIES[1])],
  });
  expect(JSON.stringify(events)).not.toContain("人0-");
  expect((await start({ target: { areaIds: [areaOf(COMMUNITIES[1])] } })).body).toMatchObject({
    ...{ code: "dispatch.activation-overlaps", count: 1, activation: "防汛演练" },
  });
  expect(await activationEvents()).toHaveLength(1);
  expect(await onNow(command)).toMatchObject([{ id: made.body.id, communities: [{}, {}] }]);
  const posts = await command<WorkPostsReply>(
    "GET",
    `/api/emergency/activations/${made.body.id}/posts?communityId=${areaOf(COMMUNITIES[1])}`,
  );
  expect(posts.body.posts).toHaveLength(21);
  expect(posts.body.posts).toContainEqual({
    ...{ group: "宣传引导组", post: "组长", seat: 1, isLead: true, holder: "人0-0" },
  });
});

test("only who commands there may turn it on or off; others see what is on in their own area", async () => {
  const [on] = (await command<ActivationsReply>("GET", "/api/emergency/activations")).body
    .activations;
  const id = on?.id ?? "";
  for (const login of ["street", "gridworker", "leader"]) {
    const ask = await signedInBrowser(opened.app, login);
    expect((await planned(ask)).status).toBe(403);
    expect((await ask("POST", "/api/emergency/activations", await activation())).status).toBe(403);
    expect((await stop(id, ask)).status).toBe(403);
  }
  const mine = await onNow(worker);
  expect(mine.map((each) => each.communities.map((one) => one.id))).toEqual([
    [areaOf(COMMUNITIES[0])],
  ]);
  const elsewhere = await worker<WorkPostsReply>(
    "GET",
    `/api/emergency/activations/${id}/posts?communityId=${areaOf(COMMUNITIES[1])}`,
  );
  expect(elsewhere.body.posts).toEqual([]);
});

test("what staff report during an exercise is practised: labelled, shorter, and in no figure", async () => {
  const drill = await report(0);
  const meant = await report(0, { isReal: true });
  const outside = await report(2);
  expect(drill.emergency).toMatchObject({ isRehearsal: true });
  expect(meant.emergency).toMatchObject({ isRehearsal: false });
  expect(outside.emergency).toBeUndefined();
  expect(drill.dueAt ?? 0).toBeLessThan(outside.dueAt ?? 0);
  const listed = await command<CaseListReply>("GET", "/api/cases");
  expect(listed.body.cards.map(({ id }) => id)).toContain(drill.id);
  const figures = await command<FiguresReply>(
    "GET",
    "/api/cases/figures?from=2026-11-23&to=2026-11-24",
  );
  const filed = figures.body.total.figures.find(({ figure }) => figure === "filed");
  expect(filed).toMatchObject({ denominator: 2 });
  const behind = await command<CaseListReply>(
    "GET",
    "/api/cases/figures/filed/cases?from=2026-11-23&to=2026-11-24",
  );
  expect(behind.body.cards.map(({ id }) => id).toSorted()).toEqual(
    [meant.id, outside.id].toSorted(),
  );
});

test("a rehearsal that turns out to be so is made real: by a desk, with a reason, and everywhere", async () => {
  const drill = await report(0, { description: "真的漏水" });
  const told = async () => {
    const query = "from=2026-11-23&to=2026-11-24";
    const { total } = (await command<FiguresReply>("GET", `/api/cases/figures?${query}`)).body;
    const requests = await command<{ service_request_id: string }[]>(
      "GET",
      "/open311/v2/requests.json",
    );
    const number = await command("GET", `/open311/v2/requests/${drill.number}.json`);
    return {
      reported: total.figures.find(({ figure }) => figure === "filed")?.denominator ?? 0,
      isListed: requests.body.some((each) => each.service_request_id === drill.number),
      byNumber: number.status,
    };
  };
  const before = await told();
  expect(before).toMatchObject({ isListed: false, byNumber: 404 });
  const url = `/api/cases/${drill.id}/commands`;
  const make = (more: object, ask = command) =>
    ask<CaseReply & { code: string }>("POST", url, commandFor(drill, "make_real", more));
  expect((await make({})).body.code).toBe("dispatch.reason-required");
  expect((await make({ reason: "really-so" }, worker)).body.code).toBe("dispatch.not-allowed");
  clock += 60_000;
  const { status, body } = await make({ reason: "really-so", note: "现场确认" });
  expect({ status, ...body.card.emergency }).toMatchObject({ status: 200, isRehearsal: false });
  expect(body.card).toMatchObject({ dueAt: drill.dueAt, reportedAt: drill.reportedAt });
  expect(body.verbs).not.toContain("make_real");
  expect(await told()).toEqual({ reported: before.reported + 1, isListed: true, byNumber: 200 });
  const { entries } = (await command<CaseDetail>("GET", `/api/cases/${drill.id}`)).body;
  expect(entries.at(-1)).toMatchObject({
    verb: "make_real",
    reason: "really-so",
    note: "现场确认",
  });
  const [event] = (await readAfter(db, 0, 10_000)).slice(-1);
  expect(event?.payload).toMatchObject({
    verb: "make_real",
    card: { emergency: { isRehearsal: false } },
  });
});

test("other systems hear of it as CAP, each of its own areas only", async () => {
  const feedOf = async (login: string) => {
    const ask = await signedInBrowser(opened.app, login);
    const { cookie = "" } = await ask("GET", "/api/access/me");
    const url = "/api/emergency/alerts.xml";
    return (await opened.app.inject({ method: "GET", url, headers: { cookie } })).body;
  };
  const whole = await feedOf("dispatcher");
  expect(whole).toContain("<status>Exercise</status>");
  expect(whole).toContain("<msgType>Alert</msgType>");
  expect(whole).not.toContain("人0-");
  const part = await feedOf("gridworker");
  for (const code of COMMUNITIES.slice(0, 2)) expect(whole).toContain(`<value>${code}</value>`);
  expect(part).toContain(COMMUNITIES[0]);
  expect(part).not.toContain(COMMUNITIES[1]);
});

test("standing down ends it once, in one event; the groups stay as what was, and the next may begin", async () => {
  const [on] = await onNow(command);
  const id = on?.id ?? "";
  clock += 60_000;
  const ended = await stop(id);
  expect(ended.body).toMatchObject({ endedAt: clock, groups: 14 });
  clock += 60_000;
  expect((await stop(id)).body).toEqual(ended.body);
  expect((await activationEvents()).map(({ payload }) => payload)).toMatchObject([
    { isOn: true },
    { isOn: false },
  ]);
  expect(await onNow(worker)).toEqual([]);
  expect((await report(0)).emergency).toBeUndefined();
  expect((await stop("unknown")).status).toBe(404);
});

test("of two who press at once one wins, and the other is told where", async () => {
  const both = await Promise.all([
    start({ kind: "actual" }),
    start({ kind: "actual", name: "另一次" }),
  ]);
  expect(both.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(both.find(({ status }) => status === 409)?.body.code).toBe("dispatch.activation-overlaps");
  expect(await onNow(command)).toHaveLength(1);
  const real = await report(1, { channel: "public" });
  expect(real.emergency).toMatchObject({ isRehearsal: false });
});

test("what is made real on a later day is counted on the day of its report", async () => {
  for (const { id } of await onNow(command)) await stop(id);
  expect((await start()).status).toBe(201);
  const drill = await report(0);
  const day = new Date(clock + 8 * 3_600_000).toISOString().slice(0, 10);
  clock += 26 * 3_600_000;
  command = await signedInBrowser(opened.app, "dispatcher");
  const counted = async (): Promise<number> => {
    const to = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    const url = `/api/cases/figures?from=${day}&to=${to}`;
    const { total } = (await command<FiguresReply>("GET", url)).body;
    return total.figures.find(({ figure }) => figure === "filed")?.denominator ?? 0;
  };
  const before = await counted();
  const made = await command("POST", `/api/cases/${drill.id}/commands`, {
    // Clocks have told of themselves meanwhile: nobody's move, and no other version.
    ...commandFor(drill, "make_real", { reason: "really-so" }),
  });
  expect(made.status).toBe(200);
  expect(await counted()).toBe(before + 1);
});
