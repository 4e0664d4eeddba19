import type {
  ChangeReply,
  ChangesReply,
  DivisionReply,
  EditReply,
  GridsOnReply,
  PlanReply,
} from "@onegrid/core/division/contract";
import { listGridsOn, loadDivisionForUpdate, setPlanState } from "@onegrid/db/division";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";

let town: DemoTown;
let planner: Asker;
let leader: Asker;
let communityId: string;
let plan: PlanReply;

beforeAll(async () => {
  town = await openDemoTown();
  [planner, leader] = [await town.as("planner"), await town.as("leader")];
  const { body } = await planner.get<{ areas: { id: string; kind: string }[] }>("/api/areas");
  communityId = body.areas.find((area) => area.kind === "community")?.id ?? "";
}, 120_000);
afterAll(() => town.close());

let key = 0;
const edit = (id: string, revision: number, intent: object) =>
  planner.post<EditReply>(`/api/divisions/${id}/edits`, {
    revision,
    idempotencyKey: `test-key-${(key += 1)}`,
    intent,
  });
const divisionOf = async (id: string): Promise<DivisionReply> =>
  (await planner.get<DivisionReply>(`/api/divisions/${id}`)).body;
const sizesOf = (grids: readonly { readonly households: number }[]): number[] =>
  grids.map((grid) => grid.households).toSorted((a, b) => a - b);
const DIVIDE = { edit: "divide-community", preset: "standard", seed: "1", effort: 1 };

test("a new plan has every unit still to assign", async () => {
  const made = await planner.post<PlanReply>("/api/plans", {
    name: "2027 调整",
    communityIds: [communityId],
  });
  expect(made.status).toBe(201);
  plan = made.body;
  const [division] = plan.divisions;
  expect(division?.grids).toBe(0);
  expect(division?.unassignedUnits).toBeGreaterThan(20);
});

test("dividing automatically gives every unit a grid, the same twice", async () => {
  const { id = "" } = plan.divisions[0] ?? {};
  const divided = await edit(id, 0, DIVIDE);
  expect(divided.status).toBe(200);
  const first = await divisionOf(id);
  expect(first.gridOf.every((grid) => grid >= 0)).toBe(true);
  expect(first.grids.length).toBeGreaterThan(1);
  expect(first.grids.every((grid) => grid.pieces === 1)).toBe(true);
  const households = first.grids.reduce((sum, grid) => sum + grid.households, 0);
  const again = await planner.post<PlanReply>("/api/plans", {
    name: "again",
    communityIds: [communityId],
  });
  const { id: otherId = "" } = again.body.divisions[0] ?? {};
  await edit(otherId, 0, DIVIDE);
  const second = await divisionOf(otherId);
  expect(second.gridOf).toEqual(first.gridOf);
  expect(second.grids.reduce((sum, grid) => sum + grid.households, 0)).toBe(households);
});

test("divided again, who is asked to stay stays; what cannot be is refused with how many could", async () => {
  const { id = "" } = plan.divisions[0] ?? {};
  const before = await divisionOf(id);
  const count = before.grids.length;
  const wishes = { nearPosts: { points: [[0, 0]], weight: 2 }, keepShare: 0.9 };
  const made = await edit(id, before.revision, { ...DIVIDE, count, seed: "2", ...wishes });
  expect(made.status).toBe(200);
  const after = await divisionOf(id);
  expect(after.grids.map((grid) => grid.id)).toEqual(before.grids.map((grid) => grid.id));
  const refused = await edit(id, after.revision, { ...DIVIDE, count: 1, keepShare: 1 });
  expect([refused.status, refused.body]).toMatchObject([
    422,
    { code: "division.keep-share-impossible", wanted: 100 },
  ]);
  const undone = await planner.post<EditReply>(`/api/divisions/${id}/undo`, {
    revision: after.revision,
    idempotencyKey: "undo-the-wishes",
    undoes: after.revision,
  });
  expect(undone.status).toBe(200);
});

test("an old revision is refused and told the present one", async () => {
  const { id = "" } = plan.divisions[0] ?? {};
  const refused = await edit(id, 0, DIVIDE);
  expect([refused.status, refused.body]).toMatchObject([
    409,
    { code: "division.stale", revision: 3 },
  ]);
});

test("the same key again gets the first answer and changes nothing", async () => {
  const { id = "" } = plan.divisions[0] ?? {};
  const division = await divisionOf(id);
  const payload = {
    revision: division.revision,
    idempotencyKey: "once-and-only-once",
    intent: {
      edit: "add-lock",
      thing: { kind: "grid", gridId: division.grids[0]?.id },
      reason: "",
    },
  };
  const first = await planner.post<EditReply>(`/api/divisions/${id}/edits`, payload);
  const second = await planner.post<EditReply>(`/api/divisions/${id}/edits`, payload);
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(second.body.revision).toBe(first.body.revision);
});

test("an undo brings the assignment back and can be undone itself", async () => {
  const { id = "" } = plan.divisions[0] ?? {};
  const before = await divisionOf(id);
  const merged = await edit(id, before.revision, {
    edit: "divide-community",
    count: before.grids.length + 1,
    preset: "shape-first",
    seed: "7",
    effort: 1,
  });
  expect(merged.status).toBe(200);
  const undone = await planner.post<EditReply>(`/api/divisions/${id}/undo`, {
    revision: merged.body.revision,
    idempotencyKey: "undo-the-last-one",
    undoes: merged.body.revision,
  });
  expect(undone.status).toBe(200);
  expect((await divisionOf(id)).gridOf).toEqual(before.gridOf);
});

test("one change can be read in full, and known again by its key", async () => {
  const { id = "" } = plan.divisions[0] ?? {};
  const { body } = await planner.get<ChangesReply>(`/api/divisions/${id}/changes`);
  const undo = body.changes.find((change) => change.key === "undo-the-last-one");
  expect(undo?.undoes).toBe((undo?.revision ?? 0) - 1);
  const full = await planner.get<ChangeReply>(`/api/divisions/${id}/changes/${undo?.revision}`);
  expect(full.body.edit).toBe("undo");
  expect(full.body.moves).toHaveLength(undo?.units ?? -1);
  expect((await planner.get(`/api/divisions/${id}/changes/999`)).status).toBe(404);
});

test("an edit that waits for a submission sees the plan as it is after it", async () => {
  const made = await planner.post<PlanReply>("/api/plans", {
    name: "submitted meanwhile",
    communityIds: [communityId],
  });
  const { id: divisionId = "" } = made.body.divisions[0] ?? {};
  let tellHeld = (): void => undefined;
  const held = new Promise<void>((resolve) => (tellHeld = resolve));
  const submission = town.db.transaction().execute(async (trx) => {
    await loadDivisionForUpdate(trx, divisionId);
    tellHeld();
    await new Promise((resolve) => void setTimeout(resolve, 200));
    const { id } = made.body;
    await setPlanState(trx, { id, from: "draft", to: "review", effectiveOn: null, now: NOW });
  });
  await held;
  const waiting = town.db.transaction().execute((trx) => loadDivisionForUpdate(trx, divisionId));
  await submission;
  expect(await waiting).toMatchObject({ planState: "review" });
});

test("a plan may start from the grids in force, or from another plan", async () => {
  const start = async (from: object) => {
    const made = await planner.post<PlanReply>("/api/plans", {
      name: "start",
      communityIds: [communityId],
      ...from,
    });
    expect(made.status).toBe(201);
    return divisionOf(made.body.divisions[0]?.id ?? "");
  };
  const present = await start({ fromPresent: true });
  const inForce = await planner.get<GridsOnReply>(`/api/communities/${communityId}/grids`);
  expect(inForce.body.on).toBe("2026-11-20");
  expect(sizesOf(present.grids)).toEqual(sizesOf(inForce.body.grids));
  const copy = await start({ fromPlanId: plan.id });
  expect(copy.gridOf).toEqual((await divisionOf(plan.divisions[0]?.id ?? "")).gridOf);
});

test("who made a plan does not approve it; somebody else does, with a date", async () => {
  const step = (asker: Asker, payload: object) =>
    asker.post(`/api/plans/${plan.id}/steps`, payload);
  expect(await step(planner, { step: "submit" })).toMatchObject({
    status: 200,
    body: { state: "review" },
  });
  expect(await step(planner, { step: "approve", effectiveOn: "2026-12-01" })).toMatchObject({
    status: 403,
    body: { code: "division.own-plan" },
  });
  expect(await step(leader, { step: "approve", effectiveOn: "2026-11-01" })).toMatchObject({
    status: 422,
    body: { code: "division.date-passed" },
  });
  expect(await step(leader, { step: "approve", effectiveOn: "2026-12-01" })).toMatchObject({
    status: 200,
    body: { state: "published", effectiveOn: "2026-12-01" },
  });
  const { body } = await leader.get<PlanReply>(`/api/plans/${plan.id}`);
  expect(body.editors.map((editor) => editor.name)).toEqual(["网格规划员"]);
  expect(body.steps.map((each) => [each.step, each.by])).toEqual([
    ["submit", "网格规划员"],
    ["approve", body.steps[1]?.by],
  ]);
});

test("grids, households and building membership change together on the day, not before", async () => {
  const before = await listGridsOn(town.db, communityId, "2026-11-30");
  const after = await listGridsOn(town.db, communityId, "2026-12-01");
  const { grids } = await divisionOf(plan.divisions[0]?.id ?? "");
  expect(after).toHaveLength(grids.length);
  expect(after.reduce((sum, grid) => sum + grid.households, 0)).toBe(
    grids.reduce((sum, grid) => sum + grid.households, 0),
  );
  const buildings = after.flatMap((grid) => grid.buildingIds);
  expect(new Set(buildings).size).toBe(buildings.length);
  expect(buildings.length).toBeGreaterThan(20);
  // What was in force goes on until the day, and carries its codes over where grids stay.
  const kept = before.filter((old) => after.some((grid) => grid.code === old.code));
  expect(kept.length).toBeGreaterThan(0);
});

test("a plan withdrawn before its day leaves the grids before it in force, and may come again", async () => {
  const step = (payload: object) => leader.post(`/api/plans/${plan.id}/steps`, payload);
  const before = await listGridsOn(town.db, communityId, "2026-11-30");
  expect(before.every(({ validTo }) => validTo === "2026-12-01")).toBe(true);
  expect(await step({ step: "withdraw" })).toMatchObject({ status: 200, body: { state: "draft" } });
  const after = await listGridsOn(town.db, communityId, "2026-12-01");
  expect(after.map(({ id, validTo }) => [id, validTo])).toEqual(before.map(({ id }) => [id, null]));
  expect((await planner.post(`/api/plans/${plan.id}/steps`, { step: "submit" })).status).toBe(200);
  expect((await step({ step: "approve", effectiveOn: "2026-12-01" })).status).toBe(200);
});

test("a published plan takes no edits, and a second one on overlapping dates is refused", async () => {
  const { id = "" } = plan.divisions[0] ?? {};
  const { revision } = await divisionOf(id);
  expect(await edit(id, revision, DIVIDE)).toMatchObject({
    status: 409,
    body: { code: "division.not-a-draft" },
  });
  const second = await planner.post<PlanReply>("/api/plans", {
    name: "zu früh",
    communityIds: [communityId],
  });
  await edit(second.body.divisions[0]?.id ?? "", 0, DIVIDE);
  await planner.post(`/api/plans/${second.body.id}/steps`, { step: "submit" });
  const refused = await leader.post(`/api/plans/${second.body.id}/steps`, {
    step: "approve",
    effectiveOn: "2026-11-25",
  });
  expect([refused.status, refused.body["code"]]).toEqual([409, "division.dates-overlap"]);
});

test("a desk of another community sees neither the plan nor its base", async () => {
  const desk = await town.as("community");
  const mine = await desk.get<{ areas: { id: string; kind: string }[] }>("/api/areas");
  const own = mine.body.areas.filter((area) => area.kind === "community").map(({ id }) => id);
  expect(own).toHaveLength(1);
  const { body } = await planner.get<{ areas: { id: string; kind: string }[] }>("/api/areas");
  const foreign = body.areas.find((area) => area.kind === "community" && !own.includes(area.id));
  const other = await planner.post<PlanReply>("/api/plans", {
    name: "foreign",
    communityIds: [foreign?.id ?? ""],
  });
  const [division] = other.body.divisions;
  expect((await desk.get(`/api/divisions/${division?.id}`)).status).toBe(404);
  expect((await desk.get(`/api/bases/${division?.baseId}/map`)).status).toBe(404);
  expect((await desk.post("/api/plans", { name: "x", communityIds: own })).status).toBe(403);
});
