import type {
  ConsultationFiguresReply,
  MeetingWorkReply,
} from "@onegrid/core/dispatch/consultation-contract";
import type { CaseCard, CaseDetail, CaseReply } from "@onegrid/core/dispatch/contract";
import type { FieldWorkReply } from "@onegrid/core/dispatch/field-contract";
import type { FigureCasesReply } from "@onegrid/core/dispatch/figures-contract";
import type { Db } from "@onegrid/db";
import { listAreas, listRootAreas } from "@onegrid/db/organisation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signedInBrowser, type Ask } from "../../../test/browser.ts";
import { commandFor, newReport } from "../../../test/cases.ts";
import { openApp, type OpenedApp } from "../../../test/open-app.ts";
import { COMMUNITIES, openSmallTown, SOUTH, westOf } from "../../../test/small-town.ts";
import { seedDepartments } from "../../access/demo-departments.ts";
import { sweepClocks } from "../clocks/sweep-clocks.ts";

// A Monday.
const START = Date.parse("2026-11-23T09:00:00+08:00");
const HOUR_MS = 3_600_000;
const MIDNIGHT = START + 15 * HOUR_MS;
const COMMITTEE = `demo-owners_committee-${COMMUNITIES[0]}`;
const PROPERTY = "demo-property";
let clock = START;
let db: Db;
let opened: OpenedApp;
let desk: Ask;
let property: Ask;

beforeAll(async () => {
  const now = (): Date => new Date(clock);
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
  const roots = (await listRootAreas(db)).map(({ id }) => id);
  await seedDepartments(db, await listAreas(db, roots));
  desk = await as("dispatcher");
  property = await as("property");
}, 60_000);
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

const as = (login: string): Promise<Ask> => signedInBrowser(opened.app, login);
const detailOf = async (ask: Ask, id: string): Promise<CaseDetail> =>
  (await ask<CaseDetail>("GET", `/api/cases/${id}`)).body;
const workOf = async (ask: Ask): Promise<MeetingWorkReply> =>
  (await ask<MeetingWorkReply>("GET", "/api/cases/meeting-work")).body;
const workOn = async (ask: Ask, id: string): Promise<MeetingWorkReply["work"]> =>
  (await workOf(ask)).work.filter(({ caseId }) => caseId === id);

async function act(ask: Ask, id: string, verb: string, more: object): Promise<CaseReply> {
  const { card } = await detailOf(desk, id);
  const url = `/api/cases/${id}/commands`;
  const answer = await ask<CaseReply>("POST", url, commandFor(card, verb, more));
  expect([verb, answer.status, answer.body]).toMatchObject([verb, 200, {}]);
  return answer.body;
}

/** A case in the sanitation centre's hands, with a meeting that is called for an hour from now. */
async function caseWithMeeting(): Promise<CaseCard> {
  const position = [westOf(0) + 0.004, SOUTH + 0.004] as const;
  const { body } = await desk<CaseReply>("POST", "/api/cases", newReport(position));
  const { id } = body.card;
  await act(desk, id, "file", { fields: { standardMet: true } });
  const assignee = { unitId: "demo-sanitation", memberId: null };
  const fields = { assignee, recommendationId: null, overrideReason: null };
  await act(desk, id, "dispatch", { fields });
  const heldAt = clock + HOUR_MS;
  const bodyIds = [COMMITTEE, PROPERTY];
  const topic = "楼道堆物反复";
  const call = { consultationId: "m1", template: "free", bodyIds, heldAt, topic, place: "" };
  return (await act(desk, id, "consult", { fields: call })).card;
}

const task = (id: string, ownerId: string) => ({
  ...{ id, ownerId, text: `${id} 清理楼道` },
  ...{ amount: 1, unit: "natural_days" },
});

async function hold(id: string): Promise<CaseReply> {
  clock += 2 * HOUR_MS;
  const tasks = [task("t1", PROPERTY), task("t2", COMMITTEE)];
  const said = { heldAt: clock, minutes: ["到会"], decision: "限期清理", tasks };
  return act(desk, id, "consult_hold", { fields: { consultationId: "m1", ...said } });
}

const about = (taskId: string) => ({
  reason: "任务已无必要",
  fields: { consultationId: "m1", taskId },
});

test("a task waits for its own body; for the desk wait the record, and what nobody with an account can do", async () => {
  const { id } = await caseWithMeeting();
  expect(await workOn(property, id)).toEqual([]);
  expect(await workOn(desk, id)).toMatchObject([
    {
      taskId: null,
      ownerName: null,
      text: "楼道堆物反复",
      deadline: { startedAt: START + HOUR_MS },
    },
  ]);
  await hold(id);
  expect(await workOn(property, id)).toMatchObject([
    { consultationId: "m1", taskId: "t1", ownerName: "和谐物业服务公司", text: "t1 清理楼道" },
  ]);
  expect((await workOf(property)).cards.map((card) => card.id)).toContain(id);
  // Nobody has an account for the committee: whoever calls meetings sees to it.
  expect((await workOn(desk, id)).map(({ taskId }) => taskId)).toEqual(["t2"]);
  expect(await workOn(await as("police"), id)).toEqual([]);
  await act(property, id, "consult_finish", about("t1"));
  await act(desk, id, "consult_waive", about("t2"));
  expect([...(await workOn(property, id)), ...(await workOn(desk, id))]).toEqual([]);
});

test("the phone has the case of a task, also where nothing else waits there", async () => {
  const { id } = await caseWithMeeting();
  await hold(id);
  const phone = await as("property-field");
  const mine = async () => (await phone<FieldWorkReply>("GET", "/api/cases/mine")).body;
  const found = (await mine()).cases.find(({ card }) => card.id === id);
  expect(found?.verbs).toEqual(["consult_finish"]);
  expect(found?.consultations?.[0]?.tasks.map(({ verbs }) => verbs)).toEqual([
    ["consult_finish"],
    [],
  ]);
  await act(phone, id, "consult_finish", about("t1"));
  expect((await mine()).cases.map(({ card }) => card.id)).not.toContain(id);
});

test("the day of a meeting that passes without a record is raised once, and a record ends it", async () => {
  clock = START;
  const { id } = await caseWithMeeting();
  const recorded = await caseWithMeeting();
  await hold(recorded.id);
  const raised = async (caseId: string): Promise<string[]> =>
    (await detailOf(desk, caseId)).entries.flatMap(({ verb }) =>
      verb.startsWith("consult_day") ? [verb] : [],
    );
  const sweepAt = async (instant: number): Promise<void> => {
    clock = instant;
    await sweepClocks(db, new Date(clock));
    await sweepClocks(db, new Date(clock));
    // Nobody stays signed in for that long.
    desk = await as("dispatcher");
  };
  const yellowAt = START + HOUR_MS + 0.7 * 14 * HOUR_MS;
  await sweepAt(yellowAt - 1);
  expect(await raised(id)).toEqual([]);
  await sweepAt(yellowAt);
  expect(await raised(id)).toEqual(["consult_day_yellow"]);
  await sweepAt(MIDNIGHT);
  await sweepAt(MIDNIGHT + 30 * HOUR_MS);
  expect(await raised(id)).toEqual(["consult_day_yellow", "consult_day_red"]);
  expect(await raised(recorded.id)).toEqual([]);
  await hold(id);
  expect((await workOn(desk, id)).map(({ taskId }) => taskId)).toEqual(["t2"]);
});

test("the figures count meetings by their day, and open the cases behind each number", async () => {
  const query = "from=2026-11-23&to=2026-11-24";
  const figures = async (ask: Ask): Promise<ConsultationFiguresReply> =>
    (await ask<ConsultationFiguresReply>("GET", `/api/cases/consultations?${query}`)).body;
  const { total, groups } = await figures(desk);
  // Four meetings on that Monday, one of them recorded a day later; two tasks each.
  expect(total.meetings).toBe(4);
  expect(total.rates[0]).toEqual({ figure: "consult_on_day", numerator: 3, denominator: 4 });
  expect(groups.reduce((sum, { meetings }) => sum + meetings, 0)).toBe(4);
  for (const { figure, numerator, denominator } of total.rates) {
    expect(denominator).toBeGreaterThan(numerator);
    expect(numerator).toBeGreaterThan(0);
    const url = `/api/cases/consultations/${figure}/cases?${query}`;
    const { body } = await desk<FigureCasesReply>("GET", url);
    expect(body.total).toBeGreaterThan(0);
    expect(body.cards).toHaveLength(body.total);
  }
  const late = `/api/cases/consultations/consult_on_day/cases?${query}&side=numerator`;
  expect((await desk<FigureCasesReply>("GET", late)).body.total).toBe(3);
  const other = "/api/cases/consultations?from=2026-11-24&to=2026-11-30";
  expect((await desk<ConsultationFiguresReply>("GET", other)).body.total.meetings).toBe(0);
});
