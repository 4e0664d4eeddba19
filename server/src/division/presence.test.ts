import type { PlanReply, PresenceReply } from "@onegrid/core/division/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";

let town: DemoTown;
let planner: Asker;
let leader: Asker;
let address: string;

beforeAll(async () => {
  town = await openDemoTown();
  [planner, leader] = [await town.as("planner"), await town.as("leader")];
  const { body } = await planner.get<{ areas: { id: string; kind: string }[] }>("/api/areas");
  const communityId = body.areas.find((area) => area.kind === "community")?.id ?? "";
  const { body: plan } = await planner.post<PlanReply>("/api/plans", {
    name: "同场",
    communityIds: [communityId],
  });
  address = `/api/divisions/${plan.divisions[0]?.id}/presence`;
}, 120_000);
afterAll(() => town.close());

const say = (asker: Asker, pageId: string, says: string) =>
  asker.post<PresenceReply>(address, { pageId, says });

test("pages see each other, and one of them may draw alone until it lets go", async () => {
  expect((await say(planner, "page-one", "here")).body).toEqual({ others: [], claimedUntil: null });
  const second = await say(leader, "page-two", "here");
  expect(second.body.others.map(({ name, isMine }) => [name, isMine])).toEqual([
    ["网格规划员", false],
  ]);
  const again = await say(planner, "page-three", "here");
  expect(again.body.others.filter(({ isMine }) => isMine)).toHaveLength(1);

  const claimed = await say(planner, "page-one", "claim");
  // Ten minutes from the moment of the test.
  expect(claimed.body.claimedUntil).toBe("2026-11-20T02:10:00.000Z");
  const refused = await say(planner, "page-three", "claim");
  expect([refused.status, refused.body]).toMatchObject([409, { code: "division.claimed" }]);
  // Being heard of does not end it.
  expect((await say(planner, "page-one", "here")).body.claimedUntil).not.toBeNull();
  const told = await say(leader, "page-two", "here");
  expect(told.body.others[0]?.claimedUntil).toBe("2026-11-20T02:10:00.000Z");

  await say(planner, "page-one", "release");
  expect((await say(planner, "page-three", "claim")).status).toBe(200);
  await say(planner, "page-three", "leaves");
  const left = await say(leader, "page-two", "here");
  expect(left.body.others).toHaveLength(1);
});

test("whoever only reads plans is seen, but does not draw alone; a page is its own account's", async () => {
  const desk = await town.as("community");
  const read = await say(desk, "page-desk", "claim");
  expect([403, 404]).toContain(read.status);
  await say(planner, "page-one", "claim");
  // The id of somebody else's page neither moves nor ends it.
  await say(leader, "page-one", "leaves");
  const seen = await say(leader, "page-two", "here");
  expect(seen.body.others.some(({ claimedUntil }) => claimedUntil !== null)).toBe(true);
});
