import { read as readBook, utils } from "@e965/xlsx";
import type { CityUnitsReply } from "@onegrid/core/division/contract";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";
import { exportedFile } from "../../test/exported-file.ts";

let town: DemoTown;
let planner: Asker;
let communityId: string;
let code: string;
let path: string;

beforeAll(async () => {
  town = await openDemoTown();
  planner = await town.as("planner");
  type Area = { id: string; kind: string; code: string };
  const { body } = await planner.get<{ areas: Area[] }>("/api/areas");
  const community = body.areas.find((area) => area.kind === "community");
  communityId = community?.id ?? "";
  code = community?.code ?? "";
  path = `/api/communities/${communityId}/city-units`;
}, 120_000);
afterAll(() => town.close());

const stored = () =>
  town.db
    .selectFrom("city_unit")
    .select(["id", "code", "area_m2 as area", "household_count as households"])
    .where("community_id", "=", communityId)
    .orderBy("code")
    .execute();

test("before anybody makes them there are none", async () => {
  const { body } = await planner.get<CityUnitsReply>(path);
  expect(body).toEqual({
    communityId,
    count: 0,
    near: 0,
    smallest: null,
    largest: null,
    madeAt: null,
    isStale: false,
  });
});

test("units of management are numbered, near a hectare, and lie in the grids in force", async () => {
  const { status, body } = await planner.post<CityUnitsReply>(path, {});
  expect(status).toBe(200);
  const units = await stored();
  expect(body.count).toBe(units.length);
  expect(body.near / body.count).toBeGreaterThan(0.5);
  expect(body.isStale).toBe(false);
  expect(units.map((unit) => unit.code)).toEqual(
    units.map((_, at) => `${code}${String(at + 1).padStart(3, "0")}`),
  );
  const rows = await town.db
    .selectFrom("city_unit_grid as c")
    .innerJoin("grid_version as g", "g.id", "c.grid_version_id")
    .select([
      "c.city_unit_id as unit",
      "g.id as grid",
      "c.household_count as households",
      "c.area_m2 as area",
      "g.household_count as all",
    ])
    .where("g.community_id", "=", communityId)
    .execute();
  // Every grid's households are those of its rows, every unit's ground is that of its rows.
  for (const { grid, all } of rows)
    expect(sum(rows.filter((row) => row.grid === grid).map((row) => row.households))).toBe(all);
  for (const unit of units) {
    const own = rows.filter((row) => row.unit === unit.id);
    expect(sum(own.map((row) => row.area))).toBeCloseTo(unit.area, 3);
    expect(sum(own.map((row) => row.households))).toBe(unit.households);
  }
});

test("made again they are the same ones, drawn under a new revision of the layer", async () => {
  const before = await stored();
  const revision = async () => {
    const { body } = await planner.get<{ layers: { layer: string; revision: number }[] }>(
      "/api/layers",
    );
    return body.layers.find(({ layer }) => layer === "city_units")?.revision ?? 0;
  };
  const earlier = await revision();
  await planner.post(path, {});
  const plain = (units: Awaited<ReturnType<typeof stored>>) =>
    units.map((unit) => ({ ...unit, id: "" }));
  expect(plain(await stored())).toEqual(plain(before));
  expect(await revision()).toBe(earlier + 1);
});

test("a card tells the code, the ground and the grids it meets, largest first", async () => {
  const [unit] = await stored();
  type Card = { name: string; properties: { area_m2: number; grids: { area_m2: number }[] } };
  const { body } = await planner.get<Card>(`/api/objects/city_units/${unit?.id}`);
  expect(body.name).toBe(unit?.code);
  const areas = body.properties.grids.map((grid) => grid.area_m2);
  expect(areas.length).toBeGreaterThan(0);
  expect(areas).toEqual(areas.toSorted((a, b) => b - a));
  expect(Math.abs(sum(areas) - body.properties.area_m2)).toBeLessThanOrEqual(areas.length);
});

test("files that hold several tables hold the units of management as well", async () => {
  const areaIds = [communityId];
  const { bytes } = await exportedFile(planner, { format: "xlsx", areaIds });
  const book = readBook(bytes);
  expect(book.SheetNames).toEqual(["网格", "楼栋", "万米单元网格"]);
  const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets["万米单元网格"] ?? {});
  const units = await stored();
  expect(rows.map((row) => [row["单元网格编码"], row["户数"]])).toEqual(
    units.map((unit) => [unit.code, unit.households]),
  );
  const shapes = await exportedFile(planner, { format: "shapefile", areaIds });
  expect(Object.keys(unzipSync(shapes.bytes))).toContain("万米单元网格.shp");
  const other = await planner.post<{ id: string }>("/api/plans", {
    name: "只有网格",
    communityIds: areaIds,
    fromPresent: true,
  });
  const plan = await exportedFile(planner, { format: "xlsx", planId: other.body.id });
  expect(readBook(plan.bytes).SheetNames).toEqual(["网格", "楼栋"]);
}, 30_000);

test("grids that came or went since make the crosswalk stale", async () => {
  const [grid] = await town.db
    .selectFrom("grid_version")
    .select(["id", "valid_to as to"])
    .where("community_id", "=", communityId)
    .execute();
  const end = (day: string | null) =>
    town.db
      .updateTable("grid_version")
      .set({ valid_to: day })
      .where("id", "=", grid?.id ?? "")
      .execute();
  await end("2026-01-02");
  expect((await planner.get<CityUnitsReply>(path)).body.isStale).toBe(true);
  await end(null);
  expect((await planner.get<CityUnitsReply>(path)).body.isStale).toBe(false);
});

test("who may not plan makes and removes none; a planner removes them all", async () => {
  const leader = await town.as("leader");
  expect((await leader.post(path, {})).status).toBe(403);
  expect((await planner.post("/api/communities/none/city-units", {})).status).toBe(404);
  expect((await planner.delete(path)).status).toBe(200);
  expect((await planner.get<CityUnitsReply>(path)).body.count).toBe(0);
  expect(await stored()).toEqual([]);
});

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
