import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { read as readBook, utils } from "@e965/xlsx";
import type { DivisionReply, PlanReply } from "@onegrid/core/division/contract";
import type { ExportBody } from "@onegrid/core/division/export-contract";
import type { ExportReply } from "@onegrid/core/export/contract";
import {
  fromGaussKruger,
  toGaussKruger,
  type MultiPolygon,
  type Polygon,
} from "@onegrid/core/geometry";
import { decodePlanarMap } from "@onegrid/core/topology";
import type { SourceFeature } from "@onegrid/core/ingest";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { NOW, openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";
import { exportedFile, finishedExport } from "../../test/exported-file.ts";
import { judgeCoverage } from "../../test/geos-coverage.ts";
import { openSource } from "../ingest/readers/open-source.ts";
import { exportToFile } from "./export-to-file.ts";

// Each export starts a thread, which takes its time while others run.
vi.setConfig({ testTimeout: 30_000 });

let town: DemoTown;
let planner: Asker;
/** By community, from the integers of its map. */
const squareMetresOf = new Map<string, number>();
let communities: { id: string; code: string; name: string; kind: string }[];
const folder = mkdtempSync(join(tmpdir(), "onegrid-export-"));

beforeAll(async () => {
  town = await openDemoTown();
  planner = await town.as("planner");
  const { body } = await planner.get<{ areas: typeof communities }>("/api/areas");
  communities = body.areas.filter(({ kind }) => kind === "community");
  const { body: known } = await planner.get<{ plans: PlanReply[] }>("/api/plans");
  for (const { communityId, baseId } of known.plans[0]?.divisions ?? []) {
    const { rawPayload } = await planner.raw(`/api/bases/${baseId}/map`);
    const decoded = decodePlanarMap(rawPayload);
    if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
    const { area2 } = decoded.value.map.units;
    squareMetresOf.set(communityId, area2.reduce((sum, each) => sum + each, 0) / 20_000);
  }
}, 120_000);
afterAll(async () => {
  await town.close();
  rmSync(folder, { recursive: true, force: true });
});

const fileOf = (body: ExportBody) => exportedFile(planner, body);

/** Reads a file as an import would. */
async function readBack(name: string, bytes: Uint8Array, layer: string): Promise<SourceFeature[]> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const reader = await openSource(path, {
    name,
    encoding: null,
    signal: undefined,
    mostBytes: 1e9,
  });
  const found = reader.layers.find((one) => one.name?.startsWith(layer)) ?? reader.layers[0];
  if (found === undefined) throw new Error("no layer");
  const features: SourceFeature[] = [];
  for await (const batch of reader.read(found, { signal: undefined, progress: { bytes: 0 } }))
    features.push(...batch);
  await reader.close();
  return features;
}

interface Grid {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: Polygon | MultiPolygon;
}

const shapeOf = ({ properties, geometry }: SourceFeature): Grid => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is asked for holds polygons only
  return { properties, geometry: geometry as Polygon | MultiPolygon };
};

/** Degrees as metres of the zone that the town lies in; metres as they are. */
const inPlane = ({ geometry }: Grid): MultiPolygon => ({
  type: "MultiPolygon",
  coordinates: (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).map(
    (rings) => rings.map((ring) => ring.map((at) => (at[0] > 180 ? at : toGaussKruger(at, 102)))),
  ),
});

/**
 * Grids of one community tile it: no gap, no overlap, and the area of their union is that of the
 * community's units, which are counted in whole square centimetres.
 */
function expectTiling(grids: readonly Grid[], within: string): void {
  for (const { id, code } of communities) {
    const own = grids.filter(({ properties }) => properties[within] === code);
    expect(own.length).toBeGreaterThan(1);
    const { isValid } = judgeCoverage(own.map(({ geometry }) => geometry));
    expect([code, isValid]).toEqual([code, true]);
    const { unionArea } = judgeCoverage(own.map(inPlane));
    // Nine decimals of a degree are up to 0.06 mm off: some square centimetres on a border of a kilometre.
    expect(Math.abs(unionArea - (squareMetresOf.get(id) ?? 0))).toBeLessThan(0.02);
  }
}

const positionsOf = ({ geometry }: Grid): string[] =>
  (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates)
    .flat()
    .flat()
    .map(([x, y]) => `${x},${y}`)
    .toSorted();

async function geoJsonGrids(body: Partial<ExportBody> = {}): Promise<Grid[]> {
  const { bytes } = await fileOf({ ...body, format: "geojson" });
  const { features }: { features: Grid[] } = JSON.parse(bytes.toString());
  return features;
}

test("the grids in force come as GeoJSON with nine decimals and tile their communities", async () => {
  const grids = await geoJsonGrids();
  expectTiling(grids, "within");
  const present = await planner.get<{ grids: { code: string; households: number }[] }>(
    `/api/communities/${communities[0]?.id}/grids`,
  );
  const shown = present.body.grids.map(({ code, households }) => [code, households]);
  const own = grids
    .filter(({ properties }) => properties["within"] === communities[0]?.code)
    .map(({ properties }) => [properties["grid"], properties["households"]]);
  expect(own).toEqual(shown);
  const digits = grids.flatMap(positionsOf).join().match(/\.\d+/g) ?? [];
  const longest = digits.map(({ length }) => length - 1);
  expect(Math.max(...longest)).toBe(9);
});

test("one community alone, and one that does not exist", async () => {
  const [first] = communities;
  const grids = await geoJsonGrids({ areaIds: [first?.id ?? ""] });
  expect(new Set(grids.map(({ properties }) => properties["community"]))).toEqual(
    new Set([first?.name]),
  );
  const nowhere = { format: "geojson", areaIds: ["nowhere"] };
  expect(await planner.post("/api/exports", nowhere)).toMatchObject({
    status: 422,
    body: { code: "division.nothing-to-export" },
  });
});

test("a Shapefile in the client's zone reads back with its Chinese and its centimetres", async () => {
  const { bytes, disposition } = await fileOf({ format: "shapefile" });
  expect(disposition).toContain("filename*=UTF-8''");
  const files = unzipSync(bytes);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining([
      "网格.shp",
      "网格.shx",
      "网格.dbf",
      "网格.prj",
      "网格.cpg",
      "字段对照.csv",
    ]),
  );
  expect(strFromU8(files["网格.cpg"] ?? new Uint8Array())).toBe("GBK");
  const grids = (await readBack("grids.zip", bytes, "网格")).map(shapeOf);
  expectTiling(grids, "WITHIN");
  const known = await geoJsonGrids();
  expect(grids.map(({ properties }) => properties["NAME"])).toEqual(
    known.map(({ properties }) => properties["name"]),
  );
  // Whole centimetres, and the same places as in degrees.
  const metres = grids.flatMap(positionsOf);
  expect(metres.every((pair) => /^\d+(\.\d{1,2})?,\d+(\.\d{1,2})?$/.test(pair))).toBe(true);
  const degrees = metres.map((pair) => {
    const [east = 0, north = 0] = pair.split(",").map(Number);
    return fromGaussKruger([east, north], 102)
      .map((value) => Math.round(value * 1e9) / 1e9)
      .join();
  });
  expect(degrees.toSorted()).toEqual(known.flatMap(positionsOf).toSorted());
});

test("a Shapefile in UTF-8 and degrees holds the same grids", async () => {
  const { bytes } = await fileOf({ format: "shapefile", encoding: "utf-8", meridian: null });
  const files = unzipSync(bytes);
  expect(strFromU8(files["网格.cpg"] ?? new Uint8Array())).toBe("UTF-8");
  expect(strFromU8(files["网格.prj"] ?? new Uint8Array())).toMatch(/^GEOGCS/);
  const grids = (await readBack("utf8.zip", bytes, "网格")).map(shapeOf);
  const known = await geoJsonGrids();
  expect(grids.map(({ properties }) => properties["NAME"])).toEqual(
    known.map(({ properties }) => properties["name"]),
  );
  expect(grids.map(positionsOf)).toEqual(known.map(positionsOf));
});

test("a GeoPackage holds the same grids, point for point, and the buildings", async () => {
  const { bytes } = await fileOf({ format: "geopackage", meridian: null });
  const grids = (await readBack("grids.gpkg", bytes, "grids")).map(shapeOf);
  expectTiling(grids, "within");
  const known = await geoJsonGrids();
  expect(grids.map(positionsOf)).toEqual(known.map(positionsOf));
  const names = ["grid", "name", "within", "households", "valid_from"];
  const facts = (list: readonly Grid[]) =>
    list.map(({ properties }) => names.map((name) => properties[name]));
  expect(facts(grids)).toEqual(facts(known));
  const buildings = await readBack("grids.gpkg", bytes, "buildings");
  const codes = new Set(known.map(({ properties }) => properties["grid"]));
  expect(buildings.length).toBeGreaterThan(20);
  expect(buildings.every(({ properties }) => codes.has(properties["grid"]))).toBe(true);
});

const hasOgr = existsSync("/usr/bin/ogrinfo");
test.runIf(hasOgr).each([
  ["shapefile", "zip", "网格", /CM[ _]102E/],
  ["geopackage", "gpkg", "grids", /CM[ _]102E/],
  ["geojson", "geojson", null, /WGS 84/],
  ["kml", "kml", null, /WGS 84/],
] as const)("GDAL reads our %s and finds nothing wrong", async (format, extension, layer, crs) => {
  const known = await geoJsonGrids();
  const { bytes } = await fileOf({ format });
  const path = join(folder, `ogr.${extension}`);
  writeFileSync(path, bytes);
  const source = extension === "zip" ? `/vsizip/${path}` : path;
  const args = ["-ro", "-al", source, ...(layer === null ? [] : [layer])];
  const told = execFileSync("ogrinfo", args, { encoding: "utf8" });
  expect(told).toContain(`Feature Count: ${known.length}`);
  const names = known.map(({ properties }) => String(properties["name"]));
  expect(names.filter((name) => !told.includes(name))).toEqual([]);
  expect(told).toMatch(crs);
  expect(told).not.toMatch(/Warning|ERROR/);
});

test("a workbook has numbers as numbers, and households of every building", async () => {
  const { bytes } = await fileOf({ format: "xlsx" });
  const book = readBook(bytes);
  expect(book.SheetNames).toEqual(["网格", "楼栋"]);
  const grids = utils.sheet_to_json<Record<string, unknown>>(book.Sheets["网格"] ?? {});
  const buildings = utils.sheet_to_json<Record<string, unknown>>(book.Sheets["楼栋"] ?? {});
  const sum = (rows: readonly Record<string, unknown>[]): number =>
    rows.reduce((total, row) => total + Number(row["户数"] ?? 0), 0);
  expect(grids.every((row) => typeof row["户数"] === "number")).toBe(true);
  expect(grids.every((row) => typeof row["网格编码"] === "string")).toBe(true);
  expect(sum(buildings)).toBeGreaterThan(1000);
});

test("a plan's units and their grids come as a table; so do the buildings of today", async () => {
  const made = await planner.post<PlanReply>("/api/plans", {
    name: "2027 调整/南片",
    communityIds: [communities[0]?.id],
    fromPresent: true,
  });
  const { bytes, disposition } = await fileOf({ format: "csv", planId: made.body.id });
  expect(decodeURIComponent(disposition)).toContain("2027 调整_南片-归属表-2026-11-20.csv");
  const rows = await readBack("units.csv", bytes, "");
  expect(rows.map(({ properties }) => Object.keys(properties))[0]).toEqual([
    "unit",
    "grid",
    "within",
    "households",
  ]);
  const division = await planner.get<{ gridOf: number[] }>(
    `/api/divisions/${made.body.divisions[0]?.id}`,
  );
  expect(rows).toHaveLength(division.body.gridOf.length);
  const today = await readBack("buildings.csv", (await fileOf({ format: "csv" })).bytes, "");
  expect(Object.keys(today[0]?.properties ?? {})[0]).toBe("building");
});

test("a change report counts what a plan changes, sheet by sheet", async () => {
  const made = await planner.post<PlanReply>("/api/plans", {
    name: "变化",
    communityIds: [communities[0]?.id],
    fromPresent: true,
  });
  const [division] = made.body.divisions;
  const url = `/api/divisions/${division?.id}`;
  const { body } = await planner.get<DivisionReply>(url);
  const [first, second] = body.grids.map(({ id }) => id);
  const merged = await planner.post(`${url}/edits`, {
    revision: body.revision,
    idempotencyKey: "merge-for-report",
    intent: { edit: "merge-grids", gridIds: [first, second], allowOverLimit: true },
  });
  expect(merged.status).toBe(200);
  const { bytes } = await fileOf({ format: "changes", planId: made.body.id });
  const book = readBook(bytes);
  const rows = (name: string) =>
    utils.sheet_to_json<Record<string, unknown>>(book.Sheets[name] ?? {});
  expect(rows("概要")).toMatchObject([
    { 社区: communities[0]?.name, 撤销的网格: 1, 新设的网格: 0 },
  ]);
  const sum = (list: readonly Record<string, unknown>[]): number =>
    list.reduce((total, row) => total + Number(row["户数"] ?? 0), 0);
  expect(sum(rows("换网格的楼栋"))).toBe(rows("概要")[0]?.["换网格的户数"]);
  expect(rows("网格").filter((row) => row["变化"] === "撤销")).toHaveLength(1);
});

test("the command of the store's owner writes the same file", async () => {
  const path = join(folder, "owner.geojson");
  const roots = communities.map(({ id }) => id);
  const now = (): Date => NOW;
  const body = { format: "geojson" } as const;
  await exportToFile(town.db, { body, path, roots, address: "", now });
  const { bytes } = await fileOf(body);
  expect(readFileSync(path, "utf8").split("\n").slice(1)).toEqual(
    bytes.toString().split("\n").slice(1),
  );
});

test("an export is there for whoever asked for it, and for nobody else", async () => {
  const job = await finishedExport(planner, { format: "geojson" });
  const leader = await town.as("leader");
  for (const path of ["", "/file"])
    expect((await leader.raw(`/api/exports/${job.id}${path}`)).statusCode).toBe(404);
  const dispatcher = await town.as("auditor");
  expect((await dispatcher.post("/api/exports", { format: "geojson" })).status).toBe(403);
});

test("a cancelled export leaves no file", async () => {
  const started = await planner.post<ExportReply>("/api/exports", { format: "xlsx" });
  const url = `/api/exports/${started.body.id}`;
  expect((await planner.delete(url)).status).toBe(204);
  await expect.poll(async () => (await planner.get<ExportReply>(url)).body.state).toBe("cancelled");
  expect((await planner.raw(`${url}/file`)).statusCode).toBe(409);
  expect(existsSync(join(town.dataDir, "exports", started.body.id))).toBe(false);
});
