import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { solveSiting, type SitingProblem } from "@onegrid/core/coverage/siting";
import type { SitingDemand } from "@onegrid/core/coverage/siting/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";

let town: DemoTown;
let leader: Asker;
let coverage: CoverageReply;
let demand: SitingDemand;

const KIND = "party_square";

beforeAll(async () => {
  town = await openDemoTown();
  leader = await town.as("leader");
  coverage = (
    await leader.get<CoverageReply>(`/api/coverage?basis=distance&metres=300&kinds=${KIND}`)
  ).body;
  demand = await ask(leader, "everywhere");
}, 120_000);
afterAll(() => town.close());

async function ask(asker: Asker, candidates: string): Promise<SitingDemand> {
  const path = `/api/coverage/${coverage.key}/siting?candidates=${candidates}`;
  return (await asker.get<SitingDemand>(path)).body;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const problemOf = ({ first, items, classHouseholds }: SitingDemand): SitingProblem => ({
  reach: { first: Uint32Array.from(first), items: Uint32Array.from(items) },
  households: Int32Array.from(classHouseholds),
});

function coveredByBest(asked: SitingDemand, count: number): number {
  const steps = solveSiting(problemOf(asked), { kind: "count", count }, { seed: 1 });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  if (!step.value.ok) throw new Error(step.value.error.code);
  return step.value.value.covered;
}

test("a siting question holds every household that is not covered yet, once", () => {
  const { covered, uncovered, notComputable } = coverage.total.households;
  expect(demand).toMatchObject({ key: coverage.key, covered, definition: coverage.definition });
  expect(demand.households).toBe(covered + uncovered + notComputable);
  expect(sum(demand.classHouseholds)).toBe(uncovered + notComputable);
  expect(demand.candidates.length).toBeGreaterThan(20);
  expect(demand.first).toHaveLength(demand.candidates.length + 1);
  expect(demand.spacingMetres).toBe(100);
});

test("one station more is best at the candidate that brings most", () => {
  const most = Math.max(...demand.candidates.map((_, candidate) => newly(candidate)));
  expect(most).toBeGreaterThan(0);
  expect(coveredByBest(demand, 1)).toBe(most);
  expect(coveredByBest(demand, 5)).toBeLessThanOrEqual(coverage.total.households.uncovered);
});

const newly = (candidate: number): number =>
  sum(
    demand.items
      .slice(demand.first[candidate], demand.first[candidate + 1])
      .map((row) => demand.classHouseholds[row] ?? 0),
  );

test("with rooms everybody is asked about, and the stations that stand come after the candidates", async () => {
  const path = `/api/coverage/${coverage.key}/siting?candidates=public&rooms=true`;
  const { body } = await leader.get<SitingDemand>(path);
  // Squares are outdoors: where only they count, nobody has a room yet.
  expect(body).toMatchObject({ rooms: true, standing: [], covered: demand.covered });
  expect(sum(body.classHouseholds)).toBe(body.households);
  const indoors = (
    await leader.get<CoverageReply>(
      "/api/coverage?basis=distance&metres=300&kinds=service_centre,compound_station",
    )
  ).body;
  const rooms = (
    await leader.get<SitingDemand>(
      `/api/coverage/${indoors.key}/siting?candidates=public&rooms=true`,
    )
  ).body;
  expect(rooms.standing.length).toBeGreaterThan(0);
  expect(rooms.first).toHaveLength(rooms.candidates.length + rooms.standing.length + 1);
  // Whom they reach are those that are covered.
  const reached = new Set(rooms.items.slice(rooms.first[rooms.candidates.length]));
  expect(sum([...reached].map((row) => rooms.classHouseholds[row] ?? 0))).toBe(rooms.covered);
});

test("public buildings are candidates with names", async () => {
  const body = await ask(leader, "public");
  expect(body.candidates.length).toBeGreaterThan(0);
  expect(body.candidates.every(({ name, kind }) => name !== "" && kind !== null)).toBe(true);
  expect(body.candidates.some(({ name }) => /车棚|配电室|厂房/u.test(name))).toBe(false);
  expect(body.spacingMetres).toBeNull();
});
