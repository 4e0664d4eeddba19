import type {
  CaseCard,
  CaseDetail,
  CaseReply,
  RecommendationReply,
} from "@onegrid/core/dispatch/contract";
import { foldCase } from "@onegrid/core/dispatch";
import { listCaseEvents, loadCase } from "@onegrid/db/dispatch";
import { readAfter } from "@onegrid/db/events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";
import { commandFor, homeOf, newReport, somePhoto, type Place } from "../../../test/cases.ts";
import { hashOf } from "./store-event.ts";

let town: DemoTown;
let dispatcher: Asker;
let worker: Asker;
let place: Place;

beforeAll(async () => {
  town = await openDemoTown();
  dispatcher = await town.as("dispatcher");
  worker = await town.as("gridworker");
  place = await homeOf(worker);
}, 120_000);
afterAll(() => town.close());

async function report(asker: Asker, changes: object = {}): Promise<CaseReply> {
  const { status, body } = await asker.post<CaseReply>("/api/cases", newReport(place, changes));
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
}

async function act(asker: Asker, card: CaseCard, verb: string, more: object = {}) {
  const url = `/api/cases/${card.id}/commands`;
  return asker.post<CaseReply>(url, commandFor(card, verb, more));
}

async function mustAct(asker: Asker, card: CaseCard, verb: string, more: object = {}) {
  const { status, body } = await act(asker, card, verb, more);
  expect({ verb, status, body }).toMatchObject({ status: 200 });
  return body;
}

async function dispatched(to = "gridworker"): Promise<CaseCard> {
  const filed = await mustAct(dispatcher, (await report(dispatcher)).card, "file", {
    fields: { standardMet: true },
  });
  const { body } = await dispatcher.get<RecommendationReply>(
    `/api/cases/${filed.card.id}/recommendation`,
  );
  const me = (await (await town.as(to)).get<{ id: string }>("/api/access/me")).body;
  const fields = {
    assignee: { unitId: null, memberId: me.id },
    recommendationId: body.recommendationId,
    overrideReason: null,
  };
  return (await mustAct(dispatcher, filed.card, "dispatch", { fields })).card;
}

test("a case goes from the report to the end, and everybody's step is in its history", async () => {
  const reported = await report(dispatcher);
  expect(reported.card).toMatchObject({ state: "reported", level: "grid", number: /^20261120-/ });
  expect(reported.card.place.gridId).not.toBeNull();
  expect(reported.verbs).toContain("file");
  expect(reported.verbs).not.toContain("dispatch");

  const filed = await mustAct(dispatcher, reported.card, "file", { fields: { standardMet: true } });
  expect(filed.verbs).toContain("dispatch");
  const { body: advice } = await dispatcher.get<RecommendationReply>(
    `/api/cases/${filed.card.id}/recommendation`,
  );
  const first = advice.ranked[0];
  if (!first) throw new Error("nobody was recommended");
  expect(first.terms.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(first.costSeconds);
  expect(first.sentence.zh).toMatch(/^到场 \d+ 分 \d+ 秒/);
  expect(advice.unit).toMatchObject({
    by: "duty_list",
    unitId: "demo-property",
    fallback: { unitId: filed.card.place.communityId },
  });

  const gridworker = advice.ranked.find(({ name }) => name === "网格员（演示）");
  if (!gridworker) throw new Error("the demo's grid worker is on duty and was left out");
  const sent = await mustAct(dispatcher, filed.card, "dispatch", {
    fields: {
      assignee: { unitId: null, memberId: gridworker.candidateId },
      recommendationId: advice.recommendationId,
      overrideReason: null,
    },
  });
  expect(sent.card).toMatchObject({ state: "dispatched", assigneeName: "网格员（演示）" });
  expect(sent.verbs).not.toContain("accept");

  let { card } = (await worker.get<CaseDetail>(`/api/cases/${sent.card.id}`)).body;
  for (const verb of ["accept", "set_out", "arrive"]) {
    card = (await mustAct(worker, card, verb)).card;
  }
  const refused = await act(worker, card, "finish", { fields: { photos: [], form: {} } });
  expect(refused).toMatchObject({ status: 422, body: { code: "dispatch.photos-missing" } });
  const photos = [await somePhoto(town, "gridworker")];
  card = (
    await mustAct(worker, card, "finish", { fields: { photos, form: { outcome: "已清运" } } })
  ).card;
  expect(card.state).toBe("resolved");
  card = (await mustAct(dispatcher, card, "pass", { fields: { standardMet: true } })).card;
  expect(card.state).toBe("closed");

  const { body: detail } = await dispatcher.get<CaseDetail>(`/api/cases/${card.id}`);
  expect(detail.entries.map(({ verb }) => verb)).toEqual([
    "report",
    "file",
    "dispatch",
    "accept",
    "set_out",
    "arrive",
    "finish",
    "pass",
  ]);
  expect(detail.entries.at(-2)).toMatchObject({
    actor: { name: "网格员（演示）" },
    fields: { form: { outcome: "已清运" } },
  });
  const sentTo = { name: "网格员（演示）", isTeam: false };
  expect(detail.entries.map((entry) => entry.sentTo)).toEqual([
    ...[null, null, sentTo],
    ...[null, null, null, null, null],
  ]);
  const photo = await dispatcher.raw(`/api/cases/${card.id}/photos/${photos[0]}`);
  expect(photo.headers["content-type"]).toBe("image/jpeg");
});

test("the history folds to the stored case, and its chain of hashes holds", async () => {
  const card = await dispatched();
  const logged = await listCaseEvents(town.db, card.id);
  const folded = foldCase(logged.map(({ event }) => event));
  const stored = await loadCase(town.db, card.id);
  expect({ ...folded, description: stored?.case.description }).toEqual(stored?.case);
  let before = "";
  for (const { event, hash, previousHash } of logged) {
    expect(previousHash).toBe(before);
    expect(hash).toBe(hashOf(event, before));
    expect(hash).not.toBe(hashOf({ ...event, at: event.at + 1 }, before));
    before = hash;
  }
});

test("the same key again gets the first answer, another intent under it is refused", async () => {
  const { card } = await report(dispatcher);
  const first = commandFor(card, "file", { fields: { standardMet: true } });
  const url = `/api/cases/${card.id}/commands`;
  const answers = await Promise.all([
    dispatcher.post<CaseReply>(url, first),
    dispatcher.post<CaseReply>(url, first),
    dispatcher.post<CaseReply>(url, first),
  ]);
  expect(answers.map(({ status, body }) => [status, body.card.version])).toEqual([
    [200, 2],
    [200, 2],
    [200, 2],
  ]);
  const other = await dispatcher.post(url, {
    ...first,
    verb: "reject",
    fields: {},
    reason: "not-true",
  });
  expect(other).toMatchObject({ status: 409, body: { code: "dispatch.key-reused" } });

  const twice = newReport(place, { description: "同一条上报" });
  const reports = await Promise.all([
    dispatcher.post<CaseReply>("/api/cases", twice),
    dispatcher.post<CaseReply>("/api/cases", twice),
  ]);
  expect(reports[0]?.body.card.id).toBe(reports[1]?.body.card.id);
});

test("of many who take a step at once one wins, and the others get the winner's card", async () => {
  const card = await dispatched();
  const { card: filed } = await mustAct(dispatcher, (await report(dispatcher)).card, "file", {
    fields: { standardMet: true },
  });
  const me = (await worker.get<{ id: string }>("/api/access/me")).body;
  const fields = {
    assignee: { unitId: null, memberId: me.id },
    recommendationId: null,
    overrideReason: null,
  };
  const tries = await Promise.all(
    Array.from({ length: 8 }, () => act(dispatcher, filed, "dispatch", { fields })),
  );
  expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const { status, body } of tries.filter((each) => each.status !== 200)) {
    expect({ status, body }).toMatchObject({
      status: 409,
      body: { code: "dispatch.stale", card: { state: "dispatched", version: filed.version + 1 } },
    });
  }
  expect((await loadCase(town.db, filed.id))?.case.version).toBe(filed.version + 1);
  expect(card.state).toBe("dispatched");
});

test("who handled a case does not check it", async () => {
  let card = await dispatched();
  card = (await mustAct(worker, card, "accept")).card;
  const photos = [await somePhoto(town, "gridworker")];
  const done = await mustAct(worker, card, "finish", { fields: { photos, form: {} } });
  expect(done.verbs).not.toContain("pass");
  const own = await act(worker, done.card, "pass", { fields: { standardMet: true } });
  expect(own).toMatchObject({
    status: 403,
    body: { code: "dispatch.not-allowed", why: "handler" },
  });
});

test("only the one who was sent may accept, and nobody is sent who could not", async () => {
  const card = await dispatched();
  const other = await town.as("staff00001");
  expect((await act(other, card, "accept")).body).toMatchObject({ code: "dispatch.not-assignee" });
  const { card: filed } = await mustAct(dispatcher, (await report(dispatcher)).card, "file", {
    fields: { standardMet: true },
  });
  const planner = (await (await town.as("planner")).get<{ id: string }>("/api/access/me")).body;
  const fields = {
    assignee: { unitId: null, memberId: planner.id },
    recommendationId: null,
    overrideReason: null,
  };
  expect(await act(dispatcher, filed, "dispatch", { fields })).toMatchObject({
    status: 403,
    body: { code: "dispatch.not-allowed", why: "role" },
  });
  const unknown = { ...fields, recommendationId: "made-up" };
  const me = (await worker.get<{ id: string }>("/api/access/me")).body;
  const assignee = { unitId: null, memberId: me.id };
  expect(
    await act(dispatcher, filed, "dispatch", { fields: { ...unknown, assignee } }),
  ).toMatchObject({
    status: 422,
    body: { code: "dispatch.unknown-recommendation" },
  });
});

test("personal numbers are refused wherever people write", async () => {
  const words = "住户身份证 11010519491231002X 已登记";
  const refused = await dispatcher.post("/api/cases", newReport(place, { description: words }));
  expect(refused).toMatchObject({ status: 422, body: { code: "access.personal-text" } });
  expect(JSON.stringify(refused.body)).not.toContain("11010519491231002X");
  const { card } = await report(dispatcher);
  const note = await act(dispatcher, card, "file", { fields: { standardMet: true }, note: words });
  expect(note).toMatchObject({
    status: 422,
    body: { code: "access.personal-text", field: "note" },
  });
});

test("every step is in the log of events once, with the card that screens show", async () => {
  const card = await dispatched();
  const events = await readAfter(town.db, 0, 10_000);
  const own = events.filter(({ subject }) => subject === card.id);
  expect(own).toMatchObject([
    { payload: { verb: "report" } },
    { payload: { verb: "file" } },
    { payload: { verb: "dispatch" } },
  ]);
  expect(own.at(-1)).toMatchObject({
    kind: "dispatch.case-changed",
    payload: { version: 3, card: { assigneeName: "网格员（演示）" } },
  });
  expect(NOW.getTime()).toBe(card.updatedAt);
});
