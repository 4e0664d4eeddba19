import {
  cutsOf,
  editAtOnce,
  emptyDivision,
  groundWithCuts,
  makeGrounds,
  type Division,
  type Ground,
  type PlanePoint,
} from "@onegrid/core/division";
import type {
  DivisionReply,
  EditReply,
  GridsOnReply,
  PlanReply,
} from "@onegrid/core/division/contract";
import { decodePlanarMap } from "@onegrid/core/topology";
import { loadBase } from "@onegrid/db/division";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";

let town: DemoTown;
let planner: Asker;
let plan: PlanReply;
let ground: Ground;
let divided: DivisionReply;

let keys = 0;
const edit = (revision: number, intent: object) =>
  planner.post<EditReply>(`/api/divisions/${divisionId()}/edits`, {
    revision,
    idempotencyKey: `cut-key-${(keys += 1)}`,
    intent,
  });
const undo = (revision: number, undoes: number) =>
  planner.post<EditReply>(`/api/divisions/${divisionId()}/undo`, {
    revision,
    idempotencyKey: `cut-key-${(keys += 1)}`,
    undoes,
  });
const divisionId = (): string => plan.divisions[0]?.id ?? "";
const present = async (): Promise<DivisionReply> =>
  (await planner.get<DivisionReply>(`/api/divisions/${divisionId()}`)).body;

beforeAll(async () => {
  town = await openDemoTown();
  planner = await town.as("planner");
  const { body } = await planner.get<{ areas: { id: string; kind: string }[] }>("/api/areas");
  const communityId = body.areas.find((area) => area.kind === "community")?.id ?? "";
  const made = await planner.post<PlanReply>("/api/plans", {
    name: "cuts",
    communityIds: [communityId],
  });
  plan = made.body;
  await edit(0, { edit: "divide-community", preset: "standard", seed: "1", effort: 1 });
  divided = await present();
  const base = await loadBase(town.db, divided.baseId);
  const decoded = decodePlanarMap(base?.map ?? new Uint8Array());
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
  const found = makeGrounds(decoded.value.map).get(communityId);
  if (!found) throw new Error("no ground");
  ground = found;
}, 120_000);
afterAll(() => town.close());

const asDivision = (reply: DivisionReply): Division => {
  const cut = groundWithCuts(ground, reply.cuts);
  if (!cut.ok) throw new Error(JSON.stringify(cut.error));
  const grids = reply.grids.map(({ id }) => id);
  const gridOf = reply.gridOf.map((at) => grids[at] ?? null);
  return { ...emptyDivision("d", cut.value), grids, gridOf };
};

/** A line that cuts units of a grid, found by trying. */
function findLine(division: Division): { gridId: string; line: PlanePoint[] } {
  const { label } = division.ground.graph;
  for (const [unit, gridId] of division.gridOf.entries())
    for (const [dx, dy] of [
      [2000, 20_000],
      [-2500, 20_000],
      [20_000, 2000],
      [20_000, -2500],
    ] as const) {
      const [x, y] = [label[2 * unit] ?? 0, label[2 * unit + 1] ?? 0];
      const line: PlanePoint[] = [
        [x + dx, y + dy],
        [
          x + dx - Math.sign(dx) * (Math.abs(dx) > 9000 ? 40_000 : 0),
          y + dy - Math.sign(dy) * (Math.abs(dy) > 9000 ? 40_000 : 0),
        ],
      ];
      const asked = { edit: "free-cut", gridId: gridId ?? "", line } as const;
      if (editAtOnce(division, asked, "").ok) return { gridId: gridId ?? "", line };
    }
  throw new Error("no line cuts a unit");
}

test("a cut is stored with the division, its children are edited, and undo gives back the base", async () => {
  const found = findLine(asDivision(divided));
  const cut = await edit(1, { edit: "free-cut", ...found });
  expect(cut.status).toBe(200);
  expect(cut.body.change.addedCuts.length).toBeGreaterThan(0);
  const after = await present();
  expect(after.gridOf).toHaveLength(divided.gridOf.length + after.cuts.length);
  expect(after.grids.map(({ households }) => households)).toEqual(
    divided.grids.map(({ households }) => households),
  );
  const division = asDivision(after);
  const unitIds = [`${cutsOf(division.ground)[0]?.unitId}/2`];
  const taken = await edit(2, { edit: "create-grid", unitIds, contiguity: "warn" });
  expect(taken.status).toBe(200);
  expect((await present()).grids).toHaveLength(divided.grids.length + 1);

  const apart = await undo(3, 2);
  expect([apart.status, apart.body]).toMatchObject([409, { code: "division.changed-since" }]);
  expect((await undo(3, 3)).status).toBe(200);
  expect((await undo(4, 2)).status).toBe(200);
  const back = await present();
  expect(back.cuts).toEqual([]);
  expect(back.gridOf).toEqual(divided.gridOf);
  expect(back.grids.map(({ squareMetres }) => squareMetres)).toEqual(
    divided.grids.map(({ squareMetres }) => squareMetres),
  );
});

test("a plan made from another one takes its cuts along, and it is exported with its children", async () => {
  const found = findLine(asDivision(divided));
  expect((await edit(5, { edit: "free-cut", ...found })).status).toBe(200);
  const source = await present();
  const copy = await planner.post<PlanReply>("/api/plans", {
    name: "copy",
    communityIds: plan.divisions.map(({ communityId }) => communityId),
    fromPlanId: plan.id,
  });
  expect(copy.status).toBe(201);
  const { body } = await planner.get<DivisionReply>(`/api/divisions/${copy.body.divisions[0]?.id}`);
  expect(body.cuts).toEqual(source.cuts);
  expect(body.gridOf).toEqual(source.gridOf);
});

test("a line that ends inside a unit is refused with the unit, and nothing is stored", async () => {
  const division = asDivision(await present());
  const { label } = division.ground.graph;
  const line = [
    [label[0] ?? 0, label[1] ?? 0],
    [(label[0] ?? 0) + 50, (label[1] ?? 0) + 50],
  ];
  const before = await present();
  const gridId = division.gridOf[0];
  const refused = await edit(before.revision, { edit: "free-cut", gridId, line });
  expect([refused.status, refused.body]).toMatchObject([
    422,
    { code: "division.cut-ends-inside", unitId: division.ground.unitIds[0] },
  ]);
  expect(await present()).toEqual(before);
});

test("a plan with cuts is approved, and its grids hold every household and building once", async () => {
  const leader = await town.as("leader");
  const step = (who: Asker, body: object) =>
    who.post<PlanReply>(`/api/plans/${plan.id}/steps`, body);
  expect((await step(planner, { step: "submit" })).status).toBe(200);
  const day = "2027-03-01";
  const approved = await step(leader, { step: "approve", effectiveOn: day });
  expect(approved.status).toBe(200);
  const { communityId = "" } = plan.divisions[0] ?? {};
  const { body } = await planner.get<GridsOnReply>(
    `/api/communities/${communityId}/grids?on=${day}`,
  );
  const source = await present();
  expect(source.cuts.length).toBeGreaterThan(0);
  const sorted = (grids: readonly { readonly households: number }[]) =>
    grids.map(({ households }) => households).toSorted((a, b) => a - b);
  expect(sorted(body.grids)).toEqual(sorted(source.grids));
  const buildings = body.grids.flatMap((grid) => grid.buildings);
  expect(new Set(buildings).size).toBe(buildings.length);
  expect(buildings).toHaveLength(ground.map?.buildings.ids.length ?? 0);
});
