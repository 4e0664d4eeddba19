import type {
  CaseReply,
  EndedListReply,
  RecommendationReply,
} from "@onegrid/core/dispatch/contract";
import { saveDuties } from "@onegrid/db/access";
import { findRecommendation, listCaseEvents, loadCase } from "@onegrid/db/dispatch";
import { readAfter } from "@onegrid/db/events";
import {
  recommend,
  unpackRows,
  type Candidate,
  type PackedRows,
  type RecommendTask,
} from "@onegrid/core/dispatch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandFor, newReport, type Place } from "../../../test/cases.ts";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";
import { importIncidents } from "../cases/import-incidents.ts";
import { seedDemoWork } from "../cases/seed-demo-work.ts";
import { sweepClocks } from "../clocks/sweep-clocks.ts";

interface Areas {
  readonly areas: readonly { readonly id: string; readonly kind: string; readonly center: Place }[];
}

let town: DemoTown;
let dispatcher: Asker;
let communities: Areas["areas"];

beforeAll(async () => {
  town = await openDemoTown();
  dispatcher = await town.as("dispatcher");
  const { body } = await dispatcher.get<Areas>("/api/areas");
  communities = body.areas.filter(({ kind }) => kind === "community");
}, 120_000);
afterAll(() => town.close());

async function reportAt(place: Place | undefined, changes: object = {}): Promise<CaseReply> {
  if (!place) throw new Error("the demo has too few communities");
  const { status, body } = await dispatcher.post<CaseReply>(
    "/api/cases",
    newReport(place, changes),
  );
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
}

test("a community's desk sees and touches its own cases only, and the stream keeps to that", async () => {
  const desk = await town.as("community");
  const own = (await desk.get<Areas>("/api/areas")).body.areas.find(
    ({ kind }) => kind === "community",
  );
  const other = communities.find(({ id }) => id !== own?.id);
  const { card: near } = await reportAt(own?.center);
  const { card: far } = await reportAt(other?.center);

  expect((await desk.get(`/api/cases/${near.id}`)).status).toBe(200);
  for (const answer of [
    await desk.get(`/api/cases/${far.id}`),
    await desk.get(`/api/cases/${far.id}/recommendation`),
    await desk.post(
      `/api/cases/${far.id}/commands`,
      commandFor(far, "file", { fields: { standardMet: true } }),
    ),
    await desk.post(
      `/api/cases/${near.id}/commands`,
      commandFor(near, "merge", { fields: { targetCaseId: far.id } }),
    ),
  ]) {
    expect(answer).toMatchObject({ status: 404, body: { code: "dispatch.not-found" } });
  }
  const listed = await desk.get<{ cards: { id: string }[] }>("/api/cases?limit=500");
  expect(listed.body.cards.map(({ id }) => id)).not.toContain(far.id);
  const events = await readAfter(town.db, 0, 10_000);
  expect(events.find(({ subject }) => subject === far.id)?.scopePath).not.toContain(own?.id);
});

test("a case above one's level is out of one's reach, in every door", async () => {
  const desk = await town.as("community");
  const own = (await desk.get<Areas>("/api/areas")).body.areas.find(
    ({ kind }) => kind === "community",
  );
  const { card } = await reportAt(own?.center);
  expect((await desk.get(`/api/cases/${card.id}`)).status).toBe(200);
  const command = commandFor(card, "escalate", {
    fields: { toLevel: "street" },
    reason: "above-power",
  });
  const raised = await dispatcher.post<CaseReply>(`/api/cases/${card.id}/commands`, command);
  expect(raised).toMatchObject({ status: 200, body: { card: { level: "street" } } });

  const list = (await desk.get<{ cards: { id: string }[] }>("/api/cases?limit=500")).body;
  expect(list.cards.map(({ id }) => id)).not.toContain(card.id);
  const gone = [
    await desk.get(`/api/cases/${card.id}`),
    await desk.get(`/api/cases/${card.id}/recommendation`),
    await desk.post(
      `/api/cases/${card.id}/commands`,
      commandFor(raised.body.card, "hand_down", { fields: { toLevel: "community" } }),
    ),
  ];
  expect(gone.map(({ status }) => status)).toEqual([404, 404, 404]);
  const found = await desk.get<EndedListReply>(`/api/cases/ended?text=${card.number}`);
  expect(found.body.cards).toEqual([]);
  const street = await town.as("street");
  expect((await street.get(`/api/cases/${card.id}`)).status).toBe(200);
});

test("an ended case is found by its number and its words, by those whose it was", async () => {
  const description = "特别的描述";
  const { card } = await reportAt(communities.at(-1)?.center, { description });
  const found = async (asker: Asker, text: string) => {
    const url = `/api/cases/ended?text=${encodeURIComponent(text)}`;
    const { body } = await asker.get<EndedListReply>(url);
    return body.cards.filter(({ id }) => id === card.id).map(({ state }) => state);
  };
  expect(await found(dispatcher, description)).toEqual([]);
  expect(await found(dispatcher, card.number)).toEqual(["reported"]);
  const reject = commandFor(card, "reject", { reason: "not-true" });
  expect((await dispatcher.post(`/api/cases/${card.id}/commands`, reject)).status).toBe(200);
  for (const words of [description, card.number, card.number.slice(-6), "暴露垃圾"]) {
    expect(await found(dispatcher, words)).toEqual(["rejected"]);
    expect(await found(await town.as("community"), words)).toEqual([]);
  }
  expect(await found(dispatcher, "没有这样的字")).toEqual([]);
  const { body } = await dispatcher.get<EndedListReply>("/api/cases/ended?limit=1");
  expect(body).toMatchObject({ cards: [{ id: card.id }], hasMore: true });
});

test("a planner sees the map and no case", async () => {
  const planner = await town.as("planner");
  const { card } = await reportAt(communities[0]?.center);
  expect((await planner.get("/api/cases")).status).toBe(403);
  expect((await planner.get(`/api/cases/${card.id}`)).status).toBe(403);
});

test("a stored recommendation can be computed again, bit for bit", async () => {
  const { card } = await reportAt(communities[0]?.center, { categoryId: "event.05-01" });
  const url = `/api/cases/${card.id}/recommendation`;
  const { body } = await dispatcher.get<RecommendationReply>(url);
  const stored = await findRecommendation(town.db, body.recommendationId, card.id);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the use case stored
  const inputs = stored?.inputs as {
    task: RecommendTask;
    candidates: PackedRows;
    travel: PackedRows;
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the use case packed
  const candidates = unpackRows(inputs.candidates) as unknown as Candidate[];
  const seconds = new Map(
    unpackRows(inputs.travel).map((way) => [way["candidateId"], way["seconds"]]),
  );
  const again = recommend(inputs.task, candidates, (id) => {
    const taken = seconds.get(id);
    return typeof taken === "number" ? taken : null;
  });
  expect(again).toEqual(stored?.result);
  expect(body.ranked.map(({ candidateId }) => candidateId)).toEqual(
    again.ranked.map(({ candidateId }) => candidateId),
  );
  expect(body.ranked.length).toBeGreaterThan(3);
  const costs = body.ranked.map(({ costSeconds }) => costSeconds);
  expect(costs).toEqual(costs.toSorted((a, b) => a - b));
});

test("who is off shift, out of area or without the class is left out with the reason", async () => {
  const [here, there] = communities;
  if (!here || !there) throw new Error("the demo has too few communities");
  const me = (await (await town.as("staff00001")).get<{ id: string }>("/api/access/me")).body;
  const duty = {
    accountId: me.id,
    role: "grid_staff",
    displayName: "测试网格员",
    categories: [],
    shift: "Mo-Su 00:00-24:00",
    maxOpenCases: 5,
    post: [here.center[0], here.center[1]] as [number, number],
  };
  const reasonsWith = async (change: object): Promise<string[]> => {
    await town.db.deleteFrom("duty").where("account_id", "=", me.id).execute();
    await saveDuties(town.db, [{ id: "test-duty", areaId: here.id, ...duty, ...change }]);
    const { card } = await reportAt(here.center);
    const { body } = await dispatcher.get<RecommendationReply>(
      `/api/cases/${card.id}/recommendation`,
    );
    const found = body.excluded.find(({ candidateId }) => candidateId === me.id);
    return (found?.reasons ?? []).map(({ reason }) => reason);
  };
  expect(await reasonsWith({})).toEqual([]);
  expect(await reasonsWith({ shift: "Mo-Fr 20:00-23:00" })).toEqual(["off_shift"]);
  expect(await reasonsWith({ areaId: there.id })).toEqual(["no_right"]);
  expect(await reasonsWith({ categories: ["community"] })).toEqual(["no_capability"]);
  expect(await reasonsWith({ post: null })).toEqual(["no_position"]);
});

test("a clock raises each colour once, however often and however late it is swept", async () => {
  const { card } = await reportAt(communities[0]?.center);
  const due = card.dueAt ?? 0;
  const verbs = async () => (await listCaseEvents(town.db, card.id)).map(({ event }) => event.verb);
  await sweepClocks(town.db, new Date(due - 1));
  expect(await verbs()).toEqual(["report", "clock_yellow"]);
  await Promise.all([1, 2, 3].map(() => sweepClocks(town.db, new Date(due))));
  await sweepClocks(town.db, new Date(due + 1000));
  const raised = (await verbs()).filter((verb) => verb === "clock_red");
  expect(raised.length).toBe(1);
  // A screen that still has the version before the colours is not out of date for it.
  const filed = await dispatcher.post<CaseReply>(
    `/api/cases/${card.id}/commands`,
    commandFor(card, "file", { fields: { standardMet: true } }),
  );
  expect(filed).toMatchObject({ status: 200, body: { card: { state: "filed" } } });
});

const incident = {
  layer: "incidents",
  category: "event.01-02",
  description: "垃圾未清运",
  address: "滨河南路52号",
  reportedAt: "2026-11-10T09:00:00+08:00",
  closedAt: "2026-11-10T15:00:00+08:00",
} as const;
const at = (place: Place | undefined) =>
  ({ type: "Point", coordinates: [place?.[0] ?? 0, place?.[1] ?? 0] }) as const;

test("imported incidents keep their times, and the same ones again change nothing", async () => {
  const records = [
    { ...incident, sourceId: "closed", geometry: at(communities[0]?.center) },
    { ...incident, sourceId: "open", closedAt: null, geometry: at(communities[0]?.center) },
    { ...incident, sourceId: "nowhere", closedAt: null, geometry: null },
    { ...incident, sourceId: "outside", closedAt: null, geometry: at([2, 48]) },
    { ...incident, sourceId: "foreign", category: "SW-Bulk", geometry: null },
    {
      ...incident,
      sourceId: "future",
      reportedAt: "2030-01-01T00:00:00Z",
      closedAt: null,
      geometry: null,
    },
  ];
  const once = await town.db.transaction().execute((trx) => importIncidents(trx, records, NOW));
  expect(once).toEqual({ added: 6, known: 0 });
  const again = await town.db.transaction().execute((trx) => importIncidents(trx, records, NOW));
  expect(again).toEqual({ added: 0, known: 6 });

  const stored = await Promise.all(
    records.map(async ({ sourceId }) => {
      const { id } = await town.db
        .selectFrom("dispatch_case")
        .select("id")
        .where("source_id", "=", sourceId)
        .executeTakeFirstOrThrow();
      return (await loadCase(town.db, id))?.case;
    }),
  );
  const [closed, open, nowhere, outside, foreign, future] = stored;
  expect(closed).toMatchObject({
    state: "closed",
    reportedAt: Date.parse(incident.reportedAt),
    closedAt: Date.parse(incident.closedAt),
    place: { communityId: communities[0]?.id },
  });
  expect(open).toMatchObject({ state: "filed" });
  expect(open?.raised.map(({ colour }) => colour)).toContain("red");
  expect(nowhere?.place).toMatchObject({
    position: null,
    communityId: null,
    address: "滨河南路52号",
  });
  expect(outside?.place).toMatchObject({ position: [2, 48], communityId: null });
  expect(foreign).toMatchObject({
    categoryId: "community.99-99",
    description: "【SW-Bulk】垃圾未清运",
  });
  expect(future?.reportedAt).toBe(NOW.getTime());
  const verbs = (await listCaseEvents(town.db, closed?.id ?? "")).map(({ event }) => event.verb);
  expect(verbs).toEqual(["report", "file", "dispatch", "accept", "finish", "pass"]);
});

test("the demo's people take its newest cases through the steps, each in their own area", async () => {
  const reportedAt = new Date(NOW.getTime() - 3 * 3_600_000).toISOString();
  const records = communities.flatMap(({ center }, k) =>
    ["event.01-02", "community.10-01"].map((category, n) => ({
      ...incident,
      ...{ sourceId: `work-${k}-${n}`, category, reportedAt, closedAt: null },
      geometry: at(center),
    })),
  );
  await town.db.transaction().execute((trx) => importIncidents(trx, records, NOW));
  await seedDemoWork(town.db, "dispatcher", NOW);
  const rows = await town.db
    .selectFrom("dispatch_case")
    .select(["id", "state"])
    .where("source_id", "like", "work-%")
    .execute();
  const states = new Set(rows.map(({ state }) => state));
  expect(states.has("in_progress") || states.has("dispatched")).toBe(true);
  expect(states).toContain("resolved");
  for (const { id } of rows) {
    const stored = await loadCase(town.db, id);
    expect(stored?.case.updatedAt).toBeLessThanOrEqual(NOW.getTime());
  }
  const meetings = await town.db
    .selectFrom("case_event")
    .select("verb")
    .where("verb", "like", "consult%")
    .execute();
  expect(meetings.map(({ verb }) => verb).toSorted()).toEqual(["consult", "consult_hold"]);
});
