import type {
  CodesReply,
  DivisionReply,
  GridsOnReply,
  PlanReply,
} from "@onegrid/core/division/contract";
import { listGridsWithout } from "@onegrid/db/access";
import { listGridTeams } from "@onegrid/db/division";
import { searchObjects } from "@onegrid/db/organisation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";

let town: DemoTown;
let planner: Asker;
let leader: Asker;
let communities: string[];

beforeAll(async () => {
  town = await openDemoTown();
  [planner, leader] = [await town.as("planner"), await town.as("leader")];
  const { body } = await planner.get<{ areas: { id: string; kind: string }[] }>("/api/areas");
  communities = body.areas.filter(({ kind }) => kind === "community").map(({ id }) => id);
}, 120_000);
afterAll(() => town.close());

const [first, second] = [() => communities[0] ?? "", () => communities[1] ?? ""];

let key = 0;
const edit = async (id: string, intent: object) => {
  const { body } = await planner.get<DivisionReply>(`/api/divisions/${id}`);
  const idempotencyKey = `publish-key-${(key += 1)}`;
  return planner.post(`/api/divisions/${id}/edits`, {
    revision: body.revision,
    idempotencyKey,
    intent,
  });
};
const step = (asker: Asker, planId: string, payload: object) =>
  asker.post<PlanReply>(`/api/plans/${planId}/steps`, payload);
const makePlan = async (payload: object): Promise<PlanReply> => {
  const made = await planner.post<PlanReply>("/api/plans", {
    name: "发布",
    communityIds: [first()],
    ...payload,
  });
  expect(made.status).toBe(201);
  return made.body;
};
const gridsOn = async (communityId: string, on: string) =>
  (await planner.get<GridsOnReply>(`/api/communities/${communityId}/grids?on=${on}`)).body.grids;
const summary = (grids: GridsOnReply["grids"]) =>
  grids
    .map(({ code, buildings }) => `${code} ${buildings.toSorted().join()}`)
    .toSorted((a, b) => (a < b ? -1 : 1));

/** Two grids of the first community become one. */
async function mergeTwo(plan: PlanReply): Promise<void> {
  const id = plan.divisions[0]?.id ?? "";
  const { body } = await planner.get<DivisionReply>(`/api/divisions/${id}`);
  const ids = body.grids.map((grid) => grid.id);
  for (const one of ids)
    for (const other of ids.filter((each) => each > one)) {
      const gridIds = [one, other];
      const tried = await edit(id, { edit: "merge-grids", gridIds, allowOversized: true });
      if (tried.status === 200) return;
    }
  throw new Error("no two grids touch");
}

test("a publication that fails halfway leaves everything as it was", async () => {
  const plan = await makePlan({ communityIds: [first(), second()], fromPresent: true });
  await step(planner, plan.id, { step: "submit" });
  const before = [await gridsOn(first(), "2026-12-01"), await gridsOn(second(), "2026-12-01")];
  // A grid without ground in the last community: the first is written by then.
  const brokenId = plan.divisions.at(-1)?.id ?? "";
  const broken = { division_id: brokenId, grid_id: "999", household_count: 0, unit_count: 0 };
  await town.db
    .insertInto("division_grid")
    .values({ ...broken, metrics: "{}" })
    .execute();
  const failed = await step(leader, plan.id, { step: "approve", effectiveOn: "2026-12-01" });
  await town.db.deleteFrom("division_grid").where("grid_id", "=", "999").execute();
  expect(failed.status).toBe(500);
  expect([await gridsOn(first(), "2026-12-01"), await gridsOn(second(), "2026-12-01")]).toEqual(
    before,
  );
  const { body } = await leader.get<PlanReply>(`/api/plans/${plan.id}`);
  expect([body.state, body.effectiveOn]).toEqual(["review", null]);
  const aliases = town.db.selectFrom("grid_alias").selectAll().where("plan_id", "=", plan.id);
  expect(await aliases.execute()).toEqual([]);
  // Nothing stands in the way of the second try.
  const again = await step(leader, plan.id, { step: "approve", effectiveOn: "2026-12-01" });
  expect(again.status).toBe(200);
  expect((await step(leader, plan.id, { step: "withdraw" })).status).toBe(200);
});

test("of two approvals of one plan at the same time one is told that it was late", async () => {
  const plan = await makePlan({ fromPresent: true });
  await step(planner, plan.id, { step: "submit" });
  const approve = { step: "approve", effectiveOn: "2026-12-01" };
  const answers = await Promise.all([
    step(leader, plan.id, approve),
    step(leader, plan.id, approve),
  ]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect((await step(leader, plan.id, { step: "withdraw" })).status).toBe(200);
});

test("grids are kept by date, successors answer, and a revert gives back grids and codes", async () => {
  const former = await gridsOn(first(), "2026-11-20");
  const merging = await makePlan({ fromPresent: true });
  await mergeTwo(merging);
  await step(planner, merging.id, { step: "submit" });
  expect(
    (await step(leader, merging.id, { step: "approve", effectiveOn: "2026-12-01" })).status,
  ).toBe(200);
  const merged = await gridsOn(first(), "2026-12-01");
  expect(merged).toHaveLength(former.length - 1);
  expect(summary(await gridsOn(first(), "2026-11-30"))).toEqual(summary(former));
  const gone = former.find(({ code }) => !merged.some((grid) => grid.code === code));
  const heir = merged.find((grid) => gone?.buildings.every((id) => grid.buildings.includes(id)));
  const codeOn = async (day: string) => {
    const { code } = await town.db
      .selectNoFrom((eb) =>
        eb
          .fn<string>("grid_code_on", [eb.val(gone?.code ?? ""), eb.cast(eb.val(day), "date")])
          .as("code"),
      )
      .executeTakeFirstOrThrow();
    return code;
  };
  expect([await codeOn("2026-11-30"), await codeOn("2026-12-01")]).toEqual([
    gone?.code,
    heir?.code,
  ]);

  // The number that is no longer used still leads somewhere.
  const scope = (await town.db.selectFrom("area").select("id").execute()).map(({ id }) => id);
  const asked = { text: gone?.code ?? "", limit: 5, scope, day: "2026-12-01" };
  const [hit] = await searchObjects(town.db, asked);
  expect([hit?.id, hit?.detail]).toEqual([heir?.id, gone?.code]);

  const back = await makePlan({ fromDay: "2026-11-30" });
  expect(back.revertsTo).toBe("2026-11-30");
  await step(planner, back.id, { step: "submit" });
  const early = await step(leader, back.id, { step: "approve", effectiveOn: "2026-12-01" });
  expect([early.status, early.body]).toMatchObject([409, { code: "division.dates-overlap" }]);
  await step(leader, back.id, { step: "approve", effectiveOn: "2026-12-15" });
  expect(summary(await gridsOn(first(), "2026-12-15"))).toEqual(summary(former));
  expect(await codeOn("2026-12-15")).toBe(gone?.code);

  // The earlier one cannot go while the later one stands on it.
  const stuck = await step(leader, merging.id, { step: "withdraw" });
  expect([stuck.status, stuck.body]).toMatchObject([
    409,
    { code: "division.dates-overlap", planId: back.id },
  ]);
  await step(leader, back.id, { step: "withdraw" });
  expect(summary(await gridsOn(first(), "2026-12-15"))).toEqual(summary(merged));
  await step(leader, merging.id, { step: "withdraw" });
  expect(summary(await gridsOn(first(), "2026-12-15"))).toEqual(summary(former));
});

test("who held a grid that is gone stands on the board of the one that took it over", async () => {
  const former = await gridsOn(first(), "2026-11-20");
  const plan = await makePlan({ fromPresent: true });
  await mergeTwo(plan);
  await step(planner, plan.id, { step: "submit" });
  await step(leader, plan.id, { step: "approve", effectiveOn: "2026-12-01" });
  const merged = await gridsOn(first(), "2026-12-01");
  const gone = former.find(({ code }) => !merged.some((grid) => grid.code === code));
  const heir = merged.find((grid) => gone?.buildings.every((id) => grid.buildings.includes(id)));
  const { account_id } = await town.db
    .selectFrom("duty")
    .select("account_id")
    .where("account_id", "is not", null)
    .limit(1)
    .executeTakeFirstOrThrow();
  const duty = { id: "of-the-gone", account_id, area_id: first(), grid_code: gone?.code ?? "" };
  await town.db
    .insertInto("duty")
    .values({
      ...duty,
      role: "grid_staff",
      display_name: "甲",
      shift: "",
      valid_from: "2026-11-01",
    })
    .execute();
  const boardsOn = async (day: string) =>
    (await listGridTeams(town.db, first(), day))
      .filter(({ displayName }) => displayName === "甲")
      .map(({ gridId }) => gridId);
  expect(await boardsOn("2026-11-30")).toEqual([gone?.id]);
  expect(await boardsOn("2026-12-01")).toEqual([heir?.id]);
  // Nor is the new grid told to have nobody.
  const asked = {
    communityId: first(),
    role: "grid_staff",
    exceptAccountId: "",
    day: "2026-12-01",
  };
  expect(await listGridsWithout(town.db, asked)).not.toContain(heir?.name);
  await town.db.deleteFrom("duty").where("id", "=", duty.id).execute();
  expect((await step(leader, plan.id, { step: "withdraw" })).status).toBe(200);
});

test("codes are seen before they are given, under the scheme that the district chooses", async () => {
  const plan = await makePlan({ fromPresent: true });
  const codes = (query: string) => leader.get<CodesReply>(`/api/plans/${plan.id}/codes?${query}`);
  const kept = (await codes("")).body;
  expect(kept).toMatchObject({ scheme: "STAT12+3", mayChoose: true });
  expect(kept.communities[0]?.grids.every(({ isKept }) => isKept)).toBe(true);

  const tried = await codes("scheme=PREFIX%2B15&text=JC&renumber=true");
  const fresh = tried.body.communities[0]?.grids ?? [];
  expect(fresh.map(({ code }) => code.slice(0, 2))).toEqual(fresh.map(() => "JC"));
  expect(fresh.map(({ code }) => Number(code.slice(-3)))).toEqual(fresh.map((_, at) => at + 1));
  expect(fresh.every(({ predecessors }) => predecessors.length === 1)).toBe(true);
  expect((await codes("scheme=PREFIX%2B15&text=long")).status).toBe(422);

  const choice = { scheme: "PREFIX+15", text: "JC" };
  const address = `/api/areas/${kept.areaId}/code-scheme`;
  expect((await (await town.as("community")).put(address, choice)).status).toBe(403);
  expect((await leader.put(address, choice)).status).toBe(204);
  await step(planner, plan.id, { step: "submit" });
  await step(leader, plan.id, { step: "approve", effectiveOn: "2026-12-01", renumber: true });
  const renumbered = await gridsOn(first(), "2026-12-01");
  expect(renumbered.map(({ code }) => code)).toEqual(fresh.map(({ code }) => code).toSorted());
  await step(leader, plan.id, { step: "withdraw" });
  await leader.put(address, { scheme: "STAT12+3", text: null });
});
