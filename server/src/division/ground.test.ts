import type {
  ChangesReply,
  DivisionReply,
  EditReply,
  GroundReply,
  PlanReply,
  RebaseReply,
  RepairReply,
} from "@onegrid/core/division/contract";
import type { LayerRecord } from "@onegrid/core/ingest";
import type { Polygon, Position } from "@onegrid/core/geometry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";
import { areaIdsOf, areaRecord, square } from "../../test/small-town.ts";
import { importRecords } from "../ingest/import-records.ts";
import { ensureBase } from "./build-base.ts";

const [DISTRICT, STREET] = ["620399000000", "620399001000"];
const [WEST, EAST] = ["620399001001", "620399001002"] as const;
/** Thousandths of a degree from a corner: some 87 m and 111 m. */
const at = (x: number, y: number): Position => [102.5 + x / 1000, 38.5 + y / 1000];
const ring = (...points: [number, number][]): Polygon => ({
  type: "Polygon",
  coordinates: [[...points, ...points.slice(0, 1)].map(([x, y]) => at(x, y))],
});
const house = (id: string, x: number, y: number, households: number | null): LayerRecord => ({
  layer: "buildings",
  sourceId: id,
  name: id,
  address: "",
  households,
  householdSource: households === null ? "unknown" : "register",
  storeys: 6,
  use: "residential",
  geometry: square(102.5 + x / 1000, 38.5 + y / 1000, 0.0002),
});

/**
 * Two communities side by side. The eastern one leaves out a strip of some 13 × 333 m between them; a
 * river cuts the east of the western one off, where one house stands; one more stands just outside it.
 */
const RECORDS: LayerRecord[] = [
  areaRecord(DISTRICT, "district", null, ring([-1, -1], [11, -1], [11, 6], [-1, 6])),
  areaRecord(STREET, "street", DISTRICT, ring([-1, -1], [11, -1], [11, 6], [-1, 6])),
  areaRecord(WEST, "community", STREET, ring([0, 0], [5, 0], [5, 5], [0, 5])),
  areaRecord(
    EAST,
    "community",
    STREET,
    ring([5, 0], [10, 0], [10, 5], [5, 5], [5, 4], [5.15, 4], [5.15, 1], [5, 1]),
  ),
  {
    layer: "barriers",
    sourceId: "river",
    name: "河",
    barrier: 0,
    geometry: { type: "LineString", coordinates: [at(4, -1), at(4, 6)] },
  },
  house("一号", 1, 1, 150),
  house("二号", 1, 3, 150),
  house("三号", 3, 1, 150),
  house("四号", 3, 3, null),
  house("对岸", 4.5, 2, 60),
  house("界外", -0.4, 2, 45),
  house("东一", 8, 2, 200),
];

let town: DemoTown;
let planner: Asker;
let plan: PlanReply;
let west: string;
let east: string;

beforeAll(async () => {
  town = await openDemoTown();
  await importRecords(town.db, [{ records: RECORDS, rejects: [] }], {
    fileName: "two",
    accountId: null,
    now: () => NOW,
  });
  const ids = await areaIdsOf(town.db);
  [west, east] = [ids.get(WEST) ?? "", ids.get(EAST) ?? ""];
  planner = await town.as("planner");
  plan = await draft("底图");
}, 120_000);
afterAll(() => town.close());

const draft = async (name: string): Promise<PlanReply> =>
  (await planner.post<PlanReply>("/api/plans", { name, communityIds: [west] })).body;
const divisionId = () => plan.divisions[0]?.id ?? "";
const divisionOf = async () =>
  (await planner.get<DivisionReply>(`/api/divisions/${divisionId()}`)).body;
const groundOf = async (baseId: string) =>
  (await planner.get<GroundReply>(`/api/bases/${baseId}/problems`)).body;
const present = async () => groundOf((await divisionOf()).baseId);
const problem = ({ problems }: GroundReply, kind: string) => {
  const found = problems.find((each) => each.kind === kind);
  if (!found) throw new Error(`no ${kind} among ${problems.map((each) => each.kind).join()}`);
  return found;
};
const repair = (baseId: string, body: object) =>
  planner.post<RepairReply & { code?: string }>(`/api/bases/${baseId}/repairs`, body);
const follow = async () => {
  const { revision } = await divisionOf();
  const url = `/api/divisions/${divisionId()}/base`;
  return (await planner.post<RebaseReply>(url, { revision })).body;
};

test("the ground's problems are told with what can be done about them", async () => {
  const ground = await present();
  expect(ground.problems.map(({ kind }) => kind).toSorted()).toEqual(
    ["gap", "no-households", "outside", "small-part"].toSorted(),
  );
  expect(problem(ground, "gap").offers.map((offer) => offer.kind === "give" && offer.to)).toEqual(
    expect.arrayContaining([west, east]),
  );
  const outside = problem(ground, "outside");
  expect([outside.offers.length, ground.names[outside.ids[0] ?? ""]]).toEqual([1, "界外"]);
  expect(ground.names[problem(ground, "small-part").ids[0] ?? ""]).toBe("对岸");
});

test("a link needs a reason, joins the part, and the draft is carried over with its grids", async () => {
  const before = await divisionOf();
  const divided = await planner.post<EditReply>(`/api/divisions/${divisionId()}/edits`, {
    revision: 0,
    idempotencyKey: "ground-key-1",
    intent: { edit: "divide-community", preset: "standard", seed: "1", effort: 1 },
  });
  expect(divided.status).toBe(200);
  const [offer] = problem(await groundOf(before.baseId), "small-part").offers;
  const bare = await repair(before.baseId, { repair: offer });
  expect([bare.status, bare.body.code]).toEqual([422, "division.reason-missing"]);
  const made = await repair(before.baseId, { repair: offer, reason: "河上有人行桥" });
  expect(made.status).toBe(200);
  expect(made.body.baseId).not.toBe(before.baseId);
  const stale = await groundOf(before.baseId);
  expect(stale.newestBaseId).toBe(made.body.baseId);
  const carried = await follow();
  expect(carried).toMatchObject({ baseId: made.body.baseId, revision: 2, unmatched: [] });
  const after = await divisionOf();
  const old = await planner.get<DivisionReply>(`/api/divisions/${divisionId()}`);
  expect(old.body.gridOf).toEqual(after.gridOf);
  expect(after.grids.reduce((sum, grid) => sum + grid.households, 0)).toBe(510);
  const ground = await present();
  expect(ground.problems.map(({ kind }) => kind)).not.toContain("small-part");
  expect(ground.repairs).toMatchObject([{ reason: "河上有人行桥", repair: { kind: "link" } }]);
  const { changes } = (await planner.get<ChangesReply>(`/api/divisions/${divisionId()}/changes`))
    .body;
  expect(changes.at(-1)).toMatchObject({ edit: "change-base", units: 0 });
  // The far bank may now be in one grid with the near one.
  const whole = await planner.post<EditReply>(`/api/divisions/${divisionId()}/edits`, {
    revision: 2,
    idempotencyKey: "ground-key-2",
    intent: { edit: "divide-community", preset: "standard", seed: "1", effort: 1, count: 1 },
  });
  expect(whole.body.grids.map((grid) => [grid.households, grid.pieces])).toContainEqual([510, 1]);
});

test("a building outside is taken in, a gap is given away, and both can be taken back", async () => {
  const ground = await present();
  const [adopt] = problem(ground, "outside").offers;
  const adopted = await repair(ground.baseId, { repair: adopt });
  expect(adopted.status).toBe(200);
  const carried = await follow();
  const households = async () =>
    (await divisionOf()).grids.reduce((sum, grid) => sum + grid.households, 0);
  // Its ground belonged to another unit, and so does it.
  expect(await households()).toBe(555);
  expect(carried.unmatched.map(({ fate }) => fate).toSorted()).toEqual(["by-place", "split"]);

  const squareMetres = async () =>
    (await divisionOf()).grids.reduce((sum, grid) => sum + grid.squareMetres, 0);
  const areaBefore = await squareMetres();
  const give = problem(await present(), "gap").offers.find(
    (offer) => offer.kind === "give" && offer.to === west,
  );
  await repair((await divisionOf()).baseId, { repair: give });
  await follow();
  // 0.15 × 3 thousandths of a degree.
  expect((await squareMetres()) - areaBefore).toBeGreaterThan(4_000);
  const settled = await present();
  expect(problem(settled, "gap").givenTo).toBe(west);
  // The neighbour's map knows of it, too.
  const theirs = (await planner.post<PlanReply>("/api/plans", { name: "东", communityIds: [east] }))
    .body;
  const other = await groundOf(theirs.divisions[0]?.baseId ?? "");
  expect(problem(other, "gap").givenTo).toBe(west);

  const mine = settled.repairs.find(({ repair: own }) => own.kind === "give");
  expect((await planner.delete(`/api/repairs/${mine?.id}`)).status).toBe(200);
  expect((await planner.delete(`/api/repairs/${mine?.id}`)).status).toBe(404);
  await follow();
  expect(problem(await present(), "gap").givenTo).toBeUndefined();
  expect(Math.abs((await squareMetres()) - areaBefore)).toBeLessThan(1);
});

test("what is accepted stays told as such; what nobody offers and whoever may not is refused", async () => {
  const ground = await present();
  const { id: problemId } = problem(ground, "no-households");
  const accept = { repair: { kind: "accept", problemId }, reason: "空置待拆" };
  const accepted = await repair(ground.baseId, accept);
  expect(accepted.body.baseId).toBe(ground.baseId);
  expect(problem(await present(), "no-households").accepted).toMatchObject({ reason: "空置待拆" });
  const wild = await repair(ground.baseId, { repair: { kind: "give", place: [0, 0], to: east } });
  expect([wild.status, wild.body.code]).toEqual([409, "division.not-offered"]);
  const nowhere = { kind: "link", unitId: "a", otherId: "b" };
  const unknown = await repair(ground.baseId, { repair: nowhere, reason: "桥" });
  expect(unknown.body.code).toBe("division.unknown-unit");
  const leader = await town.as("leader");
  expect((await leader.get(`/api/bases/${ground.baseId}/problems`)).status).toBe(200);
  expect((await leader.post(`/api/bases/${ground.baseId}/repairs`, accept)).status).toBe(403);
});

test("a newer version of the ground is made for planners, and not because somebody reads", async () => {
  const { baseId } = await divisionOf();
  const versions = () =>
    town.db.selectFrom("base_version").select("id").where("community_id", "=", west).execute();
  await town.db
    .updateTable("base_version")
    .set({ made_at: new Date("2020-01-01") })
    .execute();
  const before = await versions();
  const leader = await town.as("leader");
  const read = await leader.get<GroundReply>(`/api/bases/${baseId}/problems`);
  expect(read.status).toBe(200);
  expect(before.map(({ id }) => id)).toContain(read.body.newestBaseId);
  expect(await versions()).toHaveLength(before.length);
  const { newestBaseId } = await groundOf(baseId);
  expect(before.map(({ id }) => id)).not.toContain(newestBaseId);
  expect(await versions()).toHaveLength(before.length + 1);
});

test("a version that stands is found without reading any ground", async () => {
  const statements: string[] = [];
  const watched = town.db.withPlugin({
    transformQuery: ({ node }) => {
      statements.push(JSON.stringify(node));
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const baseId = await ensureBase(town.db, west);
  expect(await ensureBase(watched, west)).toBe(baseId);
  expect(statements.length).toBeGreaterThan(1);
  expect(statements.filter((each) => each.includes("ST_AsGeoJSON"))).toEqual([]);
});
