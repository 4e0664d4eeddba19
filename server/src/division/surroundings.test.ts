import type { CompareReply, PlanReply, SurroundingsReply } from "@onegrid/core/division/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";

let town: DemoTown;
let planner: Asker;
let communityId: string;
let plan: PlanReply;

beforeAll(async () => {
  town = await openDemoTown();
  planner = await town.as("planner");
  const { body } = await planner.get<{ areas: { id: string; kind: string }[] }>("/api/areas");
  communityId = body.areas.find((area) => area.kind === "community")?.id ?? "";
  const made = await planner.post<PlanReply>("/api/plans", {
    name: "周边",
    communityIds: [communityId],
    fromPresent: true,
  });
  plan = made.body;
}, 120_000);
afterAll(() => town.close());

const surroundings = () =>
  planner.get<SurroundingsReply>(`/api/divisions/${plan.divisions[0]?.id}/surroundings`);

test("a planner gets the stations, open cases and teams of the community, and no name", async () => {
  const { status, body } = await surroundings();
  expect(status).toBe(200);
  expect(body.stations.length).toBeGreaterThan(0);
  for (const team of body.teams)
    expect(Object.keys(team).toSorted()).toEqual(["gridCode", "holders", "role"]);
  expect(body.cases.every((place) => place.length === 2)).toBe(true);
});

test("the stations are those that a comparison with today knows", async () => {
  // Everything goes to one grid: whatever is compared there is among what was listed here.
  const { body } = await planner.get<CompareReply>(
    `/api/plans/${plan.id}/comparison?community=${communityId}`,
  );
  const { body: around } = await surroundings();
  const ids = new Set(around.stations.map(({ id }) => id));
  expect(body.stations.every(({ id }) => ids.has(id))).toBe(true);
  expect(body.withoutStation.after.length).toBeLessThan(body.after.grids.length);
});

test("a division that is none is not found", async () => {
  expect((await planner.get("/api/divisions/none/surroundings")).status).toBe(404);
});
