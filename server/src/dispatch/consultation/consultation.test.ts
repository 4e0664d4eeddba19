import type { BodiesReply } from "@onegrid/core/dispatch/consultation-contract";
import type { CaseCard, CaseDetail, CaseReply } from "@onegrid/core/dispatch/contract";
import type { DepartmentsReply } from "@onegrid/core/dispatch/whistle-contract";
import { foldCase } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import { listCaseEvents, loadCase } from "@onegrid/db/dispatch";
import { listAreas, listRootAreas } from "@onegrid/db/organisation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedInBrowser, type Ask } from "../../../test/browser.ts";
import { commandFor, newReport } from "../../../test/cases.ts";
import { openApp, type OpenedApp } from "../../../test/open-app.ts";
import { COMMUNITIES, openSmallTown, SOUTH, westOf } from "../../../test/small-town.ts";
import { seedDepartments } from "../../access/demo-departments.ts";
import { hashOf } from "../cases/store-event.ts";
import { sweepClocks } from "../clocks/sweep-clocks.ts";

// A Monday.
const START = Date.parse("2026-11-23T09:00:00+08:00");
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const COMMITTEE = `demo-owners_committee-${COMMUNITIES[0]}`;
const RESIDENTS = `demo-residents_committee-${COMMUNITIES[0]}`;
const PROPERTY = "demo-property";
let clock = START;
let db: Db;
let opened: OpenedApp;
let desk: Ask;
let property: Ask;
let police: Ask;

beforeAll(async () => {
  const now = (): Date => new Date(clock);
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
  const roots = (await listRootAreas(db)).map(({ id }) => id);
  await seedDepartments(db, await listAreas(db, roots));
  desk = await signedInBrowser(opened.app, "dispatcher");
  property = await signedInBrowser(opened.app, "property");
  police = await signedInBrowser(opened.app, "police");
}, 60_000);
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

const detailOf = async (ask: Ask, id: string) => ask<CaseDetail>("GET", `/api/cases/${id}`);

/** Litter that the sanitation centre has in hand: none of the property company's classes. */
async function caseInHand(): Promise<CaseCard> {
  const position = [westOf(0) + 0.004, SOUTH + 0.004] as const;
  const { body } = await desk<CaseReply>("POST", "/api/cases", newReport(position));
  await act(desk, body.card.id, "file", { fields: { standardMet: true } });
  const assignee = { unitId: "demo-sanitation", memberId: null };
  const fields = { assignee, recommendationId: null, overrideReason: null };
  return (await act(desk, body.card.id, "dispatch", { fields })).card;
}

async function act(ask: Ask, id: string, verb: string, more: object): Promise<CaseReply> {
  const answer = await tryTo(ask, id, verb, more);
  expect([verb, answer.status, answer.body]).toMatchObject([verb, 200, {}]);
  return answer.body;
}

async function tryTo(ask: Ask, id: string, verb: string, more: object) {
  const { card } = (await detailOf(desk, id)).body;
  const url = `/api/cases/${id}/commands`;
  return ask<CaseReply>("POST", url, commandFor(card, verb, more));
}

const call = (more: object = {}) => ({
  fields: {
    consultationId: "m1",
    template: "three_party",
    bodyIds: [RESIDENTS, COMMITTEE, PROPERTY],
    heldAt: clock,
    topic: "楼道堆物反复",
    place: "居委会会议室",
    ...more,
  },
});
const task = (id: string, ownerId: string, amount: number) => ({
  ...{ id, ownerId, text: "清理楼道并张贴告示" },
  ...{ amount, unit: "natural_days" },
});
const record = (more: object = {}) => ({
  fields: {
    consultationId: "m1",
    heldAt: clock,
    minutes: ["三方到会，一致同意清理"],
    decision: "三日内清理，物业每周巡查",
    tasks: [task("t1", PROPERTY, 1), task("t2", COMMITTEE, 3)],
    ...more,
  },
});
const about = (taskId: string) => ({
  reason: "任务已无必要",
  fields: { consultationId: "m1", taskId },
});

test("committees of the place and the district's bodies may come, the nearest first; none is whistled for", async () => {
  const { id } = await caseInHand();
  const { bodies } = (await desk<BodiesReply>("GET", `/api/cases/${id}/bodies`)).body;
  expect(bodies.slice(0, 3).map((each) => each.id)).toEqual(
    expect.arrayContaining([RESIDENTS, COMMITTEE]),
  );
  expect(bodies.every((each) => !each.id.endsWith(COMMUNITIES[1]))).toBe(true);
  expect(bodies.find((each) => each.id === PROPERTY)).toMatchObject({
    kind: "property",
    isStaffed: true,
  });
  const { departments } = (await desk<DepartmentsReply>("GET", "/api/departments")).body;
  expect(departments.filter((each) => each.id.includes("committee"))).toEqual([]);
  expect((await police("GET", `/api/cases/${id}/bodies`)).status).toBe(404);
});

test("a meeting is called and recorded, its tasks are done, and its bodies see the case", async () => {
  const { id, assignee } = await caseInHand();
  expect((await detailOf(property, id)).status).toBe(404);
  const called = await act(desk, id, "consult", call());
  expect(called.consultations).toMatchObject([
    {
      state: "called",
      topic: "楼道堆物反复",
      parties: [{ id: RESIDENTS }, { id: COMMITTEE }, { id: PROPERTY, name: "和谐物业服务公司" }],
      verbs: ["consult_hold", "consult_cancel"],
    },
  ]);
  expect((await detailOf(property, id)).body.consultations?.[0]?.verbs).toEqual([]);
  expect((await detailOf(police, id)).status).toBe(404);

  clock += 60 * MINUTE_MS;
  const held = await act(desk, id, "consult_hold", record());
  expect(held.consultations).toMatchObject([
    { state: "held", decision: "三日内清理，物业每周巡查" },
  ]);
  const [first] = held.consultations?.[0]?.tasks ?? [];
  expect(first).toMatchObject({
    ownerName: "和谐物业服务公司",
    deadline: { status: "running", startedAt: clock },
    verbs: ["consult_finish", "consult_waive"],
  });

  const seen = (await detailOf(property, id)).body;
  expect(seen.consultations?.[0]?.tasks.map(({ verbs }) => verbs)).toEqual([
    ["consult_finish"],
    [],
  ]);
  expect(seen.verbs).toEqual(["consult_finish"]);
  expect((await tryTo(property, id, "consult_finish", about("t2"))).status).toBe(422);
  expect((await tryTo(property, id, "consult_waive", about("t1"))).status).toBe(403);
  await act(property, id, "consult_finish", about("t1"));
  const settled = await act(desk, id, "consult_waive", about("t2"));
  expect(settled.card.assignee).toEqual(assignee);
  expect(settled.consultations).toMatchObject([
    {
      state: "settled",
      tasks: [
        { isWaived: false, verbs: [] },
        { isWaived: true, verbs: [] },
      ],
    },
  ]);

  const { entries } = (await detailOf(desk, id)).body;
  const lines = entries.filter(({ verb }) => verb.startsWith("consult"));
  expect(lines.map(({ verb, sentTo }) => [verb, sentTo?.name ?? null])).toEqual([
    ["consult", null],
    ["consult_hold", null],
    ["consult_finish", "和谐物业服务公司"],
    ["consult_waive", "区域620302001001社区业委会"],
  ]);
  expect(lines[0]?.fields["topic"]).toBe("楼道堆物反复");
  expect(lines[1]?.fields["decision"]).toBe("三日内清理，物业每周巡查");
});

test("people's words stand beside the log, whose chain holds", async () => {
  const { id } = await caseInHand();
  await act(desk, id, "consult", call());
  await act(desk, id, "consult_hold", record());
  const logged = await listCaseEvents(db, id);
  const kept = JSON.stringify(logged.map(({ event }) => event));
  for (const words of ["楼道堆物反复", "居委会会议室", "三方到会", "每周巡查", "张贴告示"])
    expect([words, kept.includes(words)]).toEqual([words, false]);
  let before = "";
  for (const { event, hash, previousHash } of logged) {
    expect([previousHash, hash]).toEqual([before, hashOf(event, before)]);
    before = hash;
  }
  const folded = foldCase(logged.map(({ event }) => event));
  const stored = await loadCase(db, id);
  expect(folded?.consultations?.[0]?.tasks.map((each) => each.setAt)).toEqual(
    stored?.case.consultations?.[0]?.tasks.map((each) => each.setAt),
  );
});

test("strangers to the place, too few bodies, dates before the report and people's numbers are refused", async () => {
  const { id } = await caseInHand();
  const refusal = async (verb: string, more: object): Promise<unknown> =>
    (await tryTo(desk, id, verb, more)).body;
  const other = `demo-owners_committee-${COMMUNITIES[1]}`;
  expect(await refusal("consult", call({ bodyIds: [RESIDENTS, other] }))).toMatchObject({
    code: "dispatch.no-body",
    bodyId: other,
  });
  expect(await refusal("consult", call({ bodyIds: [RESIDENTS, RESIDENTS] }))).toMatchObject({
    code: "dispatch.consultation-bodies",
  });
  expect(await refusal("consult", call({ heldAt: clock - DAY_MS }))).toMatchObject({
    code: "dispatch.consultation-date",
  });
  const phone = { topic: "请联系 13912345678 到会" };
  expect((await tryTo(desk, id, "consult", call(phone))).status).toBe(422);
  await act(desk, id, "consult", call());
  const naming = record({ tasks: [{ ...task("t1", PROPERTY, 1), text: "电话13912345678" }] });
  expect((await tryTo(desk, id, "consult_hold", naming)).status).toBe(422);
  expect((await tryTo(police, id, "consult_hold", record())).status).toBe(404);
  expect((await tryTo(property, id, "consult_hold", record())).status).toBe(403);
  await act(desk, id, "consult_cancel", {
    reason: "参会单位无法到会",
    fields: { consultationId: "m1" },
  });
  expect((await detailOf(property, id)).status).toBe(404);
});

test("the sweeper raises yellow and red of a task once each, beside the clocks of the case", async () => {
  const { id } = await caseInHand();
  await act(desk, id, "consult", call());
  const { card: before } = await act(
    desk,
    id,
    "consult_hold",
    record({ tasks: [task("t1", PROPERTY, 1)] }),
  );
  const due = (await detailOf(desk, id)).body.consultations?.[0]?.tasks[0]?.deadline;
  const raised = async (): Promise<string[]> =>
    (await detailOf(desk, id)).body.entries.flatMap(({ verb, sentTo }) =>
      verb === "consult_yellow" || verb === "consult_red" ? `${verb} ${sentTo?.name}` : [],
    );
  const sweepAt = async (instant: number): Promise<void> => {
    clock = instant;
    await sweepClocks(db, new Date(clock));
    await sweepClocks(db, new Date(clock));
    // Nobody stays signed in for that long.
    desk = await signedInBrowser(opened.app, "dispatcher");
  };
  const yellow = "consult_yellow 和谐物业服务公司";
  const red = "consult_red 和谐物业服务公司";
  await sweepAt((due?.yellowAt ?? 0) - 1);
  expect(await raised()).toEqual([]);
  await sweepAt(due?.yellowAt ?? 0);
  expect(await raised()).toEqual([yellow]);
  await sweepAt(due?.dueAt ?? 0);
  expect(await raised()).toEqual([yellow, red]);
  const { card } = (await detailOf(desk, id)).body;
  expect(card.deadlines).toEqual(before.deadlines);
  // A colour makes nobody's screen out of date.
  const url = `/api/cases/${id}/commands`;
  const done = commandFor(before, "consult_finish", about("t1"));
  property = await signedInBrowser(opened.app, "property");
  expect((await property("POST", url, done)).status).toBe(200);
  await sweepAt(clock + DAY_MS);
  expect(await raised()).toEqual([yellow, red]);
});
