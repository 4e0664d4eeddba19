import type { CommentsReply, PlanReply } from "@onegrid/core/division/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";

let town: DemoTown;
let planner: Asker;
let leader: Asker;
let plan: PlanReply;
let address: string;

beforeAll(async () => {
  town = await openDemoTown();
  [planner, leader] = [await town.as("planner"), await town.as("leader")];
  const desk = await town.as("community");
  const { body } = await desk.get<{ areas: { id: string; kind: string }[] }>("/api/areas");
  const communityId = body.areas.find((area) => area.kind === "community")?.id ?? "";
  const made = await planner.post<PlanReply>("/api/plans", {
    name: "会审",
    communityIds: [communityId],
    fromPresent: true,
  });
  plan = made.body;
  address = `/api/plans/${plan.id}/comments`;
}, 120_000);
afterAll(() => town.close());

const communityId = () => plan.divisions[0]?.communityId ?? "";
const pin = { body: "这里过马路不安全", position: [102.19, 38.52], gridId: "001" };

test("a reviewer pins words to a place, the planner answers, and the reviewer settles it", async () => {
  await planner.post(`/api/plans/${plan.id}/steps`, { step: "submit" });
  const said = await leader.post<CommentsReply>(address, { ...pin, communityId: communityId() });
  expect(said.status).toBe(201);
  const [first] = said.body.comments;
  expect(first).toMatchObject({ ...pin, resolvedAt: null, answers: null });
  const answered = await planner.post<CommentsReply>(address, {
    body: "改沿天桥走",
    answers: first?.id,
  });
  expect(answered.body.comments.map(({ answers }) => answers)).toEqual([null, first?.id]);
  const settled = await leader.put<CommentsReply>(`${address}/${first?.id}`, { isResolved: true });
  expect(settled.body.comments[0]?.resolvedBy).not.toBeNull();
  const open = await leader.put<CommentsReply>(`${address}/${first?.id}`, { isResolved: false });
  expect(open.body.comments[0]?.resolvedAt).toBeNull();
});

test("an answer is not answered, a foreign comment or community is not found", async () => {
  const { body } = await planner.get<CommentsReply>(address);
  const answer = body.comments.find(({ answers }) => answers !== null);
  expect((await planner.post(address, { body: "x", answers: answer?.id })).status).toBe(404);
  expect((await planner.post(address, { body: "x", answers: "nobody's" })).status).toBe(404);
  expect((await planner.post(address, { body: "x", communityId: "elsewhere" })).status).toBe(404);
  expect((await planner.put(`${address}/${answer?.id}`, { isResolved: true })).status).toBe(404);
});

test("nothing that belongs to a person may be said", async () => {
  const refused = await leader.post(address, { body: "联系 13912345678" });
  expect(refused.status).toBe(422);
});

test("whoever only reads plans reads the words and says none; a published plan is closed", async () => {
  const desk = await town.as("community");
  const read = await desk.get<CommentsReply>(address);
  expect([read.status, read.body.mayWrite]).toEqual([200, false]);
  expect((await desk.post(address, { body: "我也说" })).status).toBe(403);
  const approved = await leader.post(`/api/plans/${plan.id}/steps`, {
    step: "approve",
    effectiveOn: "2026-12-01",
  });
  // The grids in force were taken over unchanged by the planner: somebody else approves.
  expect([approved.status, approved.body["state"]]).toEqual([200, "published"]);
  expect((await leader.post(address, { body: "太晚了" })).status).toBe(409);
});
