import type { CompareReply, DivisionReply, PlanReply } from "@onegrid/core/division/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";

let town: DemoTown;
let planner: Asker;
let communityId: string;

beforeAll(async () => {
  town = await openDemoTown();
  planner = await town.as("planner");
  const { body } = await planner.get<{ areas: { id: string; kind: string }[] }>("/api/areas");
  communityId = body.areas.find((area) => area.kind === "community")?.id ?? "";
}, 120_000);
afterAll(() => town.close());

let key = 0;
const edit = (id: string, revision: number, intent: object) =>
  planner.post(`/api/divisions/${id}/edits`, {
    revision,
    idempotencyKey: `compare-key-${(key += 1)}`,
    intent,
  });
const makePlan = async (from: object): Promise<{ planId: string; division: DivisionReply }> => {
  const made = await planner.post<PlanReply>("/api/plans", {
    name: "对比",
    communityIds: [communityId],
    ...from,
  });
  const id = made.body.divisions[0]?.id ?? "";
  const division = await planner.get<DivisionReply>(`/api/divisions/${id}`);
  return { planId: made.body.id, division: division.body };
};
const compare = (planId: string, other = "present") =>
  planner.get<CompareReply>(
    `/api/plans/${planId}/comparison?community=${communityId}&with=${other}`,
  );

test("a copy of the grids in force changes nothing", async () => {
  const { planId } = await makePlan({ fromPresent: true });
  const { status, body } = await compare(planId);
  expect(status).toBe(200);
  expect(body.before.kind).toBe("present");
  expect(body.before.divisionId).not.toBeNull();
  expect(body.before.grids.every(({ code }) => code !== null)).toBe(true);
  expect(body.pairs.length).toBeGreaterThan(1);
  expect(body.pairs.every(({ isSame }) => isSame)).toBe(true);
  expect([body.movedHouseholds, body.movedBuildings, body.stations, body.cases]).toEqual([
    0,
    [],
    [],
    [],
  ]);
  expect(body.after.metrics).toEqual(body.before.metrics);
});

test("a merged grid shows what changes hands, house by house, and who is handed over", async () => {
  const { planId, division } = await makePlan({ fromPresent: true });
  // Two neighbours become one: the smaller one's households all change hands.
  const pairs = division.grids.flatMap((one, at) =>
    division.grids.slice(at + 1).map((other) => [one, other] as const),
  );
  let merged: readonly [DivisionReply["grids"][number], DivisionReply["grids"][number]] | undefined;
  for (const pair of pairs) {
    const gridIds = pair.map(({ id }) => id);
    const tried = await edit(division.id, division.revision, {
      edit: "merge-grids",
      gridIds,
      allowOversized: true,
    });
    if (tried.status === 200) merged = pair;
    if (merged) break;
  }
  const smaller = Math.min(...(merged ?? []).map(({ households }) => households));
  const { body } = await compare(planId);
  expect(body.movedHouseholds).toBe(smaller);
  const sum = body.movedBuildings.reduce((all, { households }) => all + households, 0);
  expect(sum).toBe(smaller);
  expect(body.movedBuildings.every(({ position }) => position !== null)).toBe(true);
  expect(body.pairs.filter(({ after }) => after === null)).toHaveLength(1);
  const gone = body.pairs.find(({ after }) => after === null)?.before;
  const heir = body.pairs.find(({ after, isSame }) => after !== null && !isSame)?.after;
  expect(body.flows.filter(({ before }) => before === gone).map(({ after }) => after)).toEqual([
    heir,
  ]);
  // Stations and cases of the ground that is gone belong to the heir now.
  for (const thing of [...body.stations, ...body.cases])
    expect([thing.before, thing.after]).toEqual([gone, heir]);
});

test("two plans are compared the same way, and each other way round", async () => {
  const one = await makePlan({ fromPresent: true });
  const other = await makePlan({});
  await edit(other.division.id, 0, {
    edit: "divide-community",
    preset: "standard",
    seed: "1",
    effort: 1,
  });
  const [there, back] = [
    await compare(other.planId, one.planId),
    await compare(one.planId, other.planId),
  ];
  expect([there.status, back.status]).toEqual([200, 200]);
  expect(there.body.before.metrics).toEqual(back.body.after.metrics);
  expect(there.body.before.planName).toBe("对比");
  const flow = (body: CompareReply) => body.flows.reduce((all, each) => all + each.households, 0);
  expect(flow(there.body)).toBe(flow(back.body));
  expect(flow(there.body)).toBe(
    there.body.after.grids.reduce((all, each) => all + each.households, 0),
  );
});

test("a plan or a community that the asker does not see is not compared", async () => {
  const { planId } = await makePlan({ fromPresent: true });
  expect((await compare(planId, "no-such-plan")).status).toBe(404);
  const elsewhere = await planner.get(`/api/plans/${planId}/comparison?community=nowhere`);
  expect(elsewhere.status).toBe(404);
});

test("a copy may begin from a plan as it was, without what others have changed since", async () => {
  const { planId, division } = await makePlan({ fromPresent: true });
  const from = { divisionId: division.id, revision: division.revision };
  const changed = await edit(division.id, division.revision, {
    edit: "divide-community",
    preset: "shape-first",
    seed: "9",
    effort: 1,
    count: division.grids.length + 1,
  });
  expect(changed.status).toBe(200);
  const copy = await makePlan({ fromPlanId: planId, fromRevision: from });
  expect(copy.division.gridOf).toEqual(division.gridOf);
  const newest = await makePlan({ fromPlanId: planId });
  expect(newest.division.grids).toHaveLength(division.grids.length + 1);
});
