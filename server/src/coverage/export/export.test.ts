import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { read as readBook, utils } from "@e965/xlsx";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { CoverageExportBody } from "@onegrid/core/coverage/export-contract";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../../test/demo-town.ts";
import { finishedJob, takenFile } from "../../../test/exported-file.ts";
import { readPdf } from "../../../test/read-pdf.ts";

// Each export starts a thread, which takes its time while others run.
vi.setConfig({ testTimeout: 30_000 });

let town: DemoTown;
let leader: Asker;
let whole: CoverageReply;
const folder = mkdtempSync(join(tmpdir(), "onegrid-coverage-"));

const coverageOf = async (asker: Asker): Promise<CoverageReply> =>
  (await asker.get<CoverageReply>("/api/coverage?basis=distance&metres=300")).body;

beforeAll(async () => {
  town = await openDemoTown();
  leader = await town.as("leader");
  whole = await coverageOf(leader);
}, 120_000);
afterAll(async () => {
  await town.close();
  rmSync(folder, { recursive: true, force: true });
});

const fileOf = async (asker: Asker, body: CoverageExportBody) => {
  const { key } = await coverageOf(asker);
  return takenFile(asker, await finishedJob(asker, `/api/coverage/${key}/exports`, body));
};

const all = ({ households }: CoverageReply["total"]): number =>
  households.covered + households.uncovered + households.notComputable;
const sum = (rows: readonly Record<string, unknown>[], key: string): number =>
  rows.reduce((total, row) => total + Number(row[key] ?? 0), 0);

const LABEL = "步行300米·路网";

test("the workbook has the numbers of the page, and the definition in each sheet and row", async () => {
  const { bytes, disposition } = await fileOf(leader, { format: "xlsx" });
  expect(decodeURIComponent(disposition)).toMatch(/服务覆盖-2026-\d\d-\d\d\.xlsx/);
  const book = readBook(bytes);
  expect(book.SheetNames).toEqual(["口径", "楼栋", "片区", "网格", "站点"]);
  const rowsOf = (name: string): Record<string, unknown>[] => {
    const sheet = book.Sheets[name];
    if (sheet === undefined) throw new Error(`no sheet ${name}`);
    return utils.sheet_to_json(sheet);
  };
  const buildings = rowsOf("楼栋");
  expect(sum(buildings, "户数")).toBe(all(whole.total));
  const covered = buildings.filter((row) => row["状态"] === "已覆盖");
  expect(sum(covered, "户数")).toBe(whole.total.households.covered);
  expect(covered.every((row) => Number(row["步行米"]) <= 300)).toBe(true);
  const second = "第二近站点编号";
  const gone = buildings.filter((row) => row[second] !== undefined);
  expect(gone.length).toBeGreaterThan(0);
  for (const row of gone) {
    expect(row[second]).not.toBe(row["站点编号"]);
    expect(Number(row["到第二近站点步行米"])).toBeGreaterThanOrEqual(Number(row["步行米"]));
  }
  const said = new Map(rowsOf("口径").map((row) => [row["项目"], row["内容"]]));
  expect(said.get("已覆盖户数")).toBe(String(whole.total.households.covered));
  for (const name of ["楼栋", "片区", "网格", "站点"])
    for (const row of rowsOf(name)) expect(String(row["口径"])).toContain(LABEL);
});

test("the GeoJSON files say their definition, and a building is inside the reached ground as on the page", async () => {
  const { bytes } = await fileOf(leader, { format: "geojson" });
  const files = unzipSync(bytes);
  expect(Object.keys(files).toSorted()).toEqual(
    ["areas", "buildings", "reached", "rings", "stations"].map((name) => `${name}.geojson`),
  );
  for (const content of Object.values(files)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is looked at is all that is taken from it
    const collection = JSON.parse(strFromU8(content)) as {
      definition: string;
      definitionFields: unknown;
      features: { properties: { definition: string }; geometry: unknown }[];
    };
    expect(collection.definition).toContain(LABEL);
    expect(collection.definitionFields).toEqual(whole.definition);
    expect(collection.features.length).toBeGreaterThan(0);
    expect(collection.features.every(({ geometry }) => geometry !== null)).toBe(true);
  }
});

test("the GeoPackage has points, areas, the reached ground, and the definition as a table", async () => {
  const { bytes } = await fileOf(leader, { format: "geopackage", language: "en" });
  const path = join(folder, "coverage.gpkg");
  writeFileSync(path, bytes);
  const file = new DatabaseSync(path, { readOnly: true });
  try {
    const kinds = file
      .prepare("select table_name, geometry_type_name as kind from gpkg_geometry_columns")
      .all();
    expect(Object.fromEntries(kinds.map((row) => [row["table_name"], row["kind"]]))).toEqual({
      buildings: "POINT",
      areas: "MULTIPOLYGON",
      stations: "POINT",
      reached: "MULTIPOLYGON",
      rings: "MULTIPOLYGON",
    });
    const plain = file.prepare(
      "select table_name from gpkg_contents where data_type = 'attributes'",
    );
    expect(plain.all().map((row) => row["table_name"])).toEqual(["definition", "grids"]);
    const rings = file.prepare('select "limit", unit, definition from rings').all();
    expect(rings.map((ring) => [ring["limit"], ring["unit"]])).toEqual(
      [450, 300, 150].map((limit) => [limit, "m"]),
    );
    expect(rings[0]?.["definition"]).toContain("450 m");
    const row = file.prepare("select sum(households) as n from buildings where covered = 1").get();
    expect(row?.["n"]).toBe(whole.total.households.covered);
  } finally {
    file.close();
  }
});

test("an area narrows a file to it; one of somebody else is refused and leaves nothing", async () => {
  const community = whole.byArea.find(({ kind }) => kind === "community");
  const { bytes } = await fileOf(leader, { format: "xlsx", area: community?.id ?? "" });
  const sheet = readBook(bytes).Sheets["楼栋"];
  const rows = sheet === undefined ? [] : utils.sheet_to_json<Record<string, unknown>>(sheet);
  expect(sum(rows, "户数")).toBe(community && all(community));
  expect(new Set(rows.map((row) => row["社区"]))).toEqual(new Set([community?.name]));
  const strange = await leader.post(`/api/coverage/${whole.key}/exports`, {
    format: "xlsx",
    area: "nowhere",
  });
  expect([strange.status, strange.body]).toMatchObject([404, { code: "coverage.unknown-area" }]);
});

test("what leaves the house stands in the log, with its format", async () => {
  await fileOf(leader, { format: "xlsx" });
  const rows = await town.db
    .selectFrom("audit")
    .select(["action", "object", "detail"])
    .where("action", "=", "coverage.export")
    .execute();
  expect(rows.at(-1)).toMatchObject({ object: whole.key, detail: { format: "xlsx" } });
});

test("the report is one dated page of A4 that names its definition and its doubts", async () => {
  for (const language of ["zh-CN", "en"] as const) {
    const { bytes, disposition } = await fileOf(leader, { format: "report", language });
    expect(decodeURIComponent(disposition)).toMatch(/(服务覆盖报告|coverage-report).*\.pdf/);
    const pdf = readPdf(bytes);
    expect([pdf.pages, pdf.paper.toSorted((a, b) => a - b)]).toEqual([1, [210, 297]]);
  }
});

test("with a figure of a month before on it the report is one page still", async () => {
  const lengths: number[] = [];
  for (const day of ["2026-11-20", "2026-10-21"]) {
    // The first look keeps the figure of today.
    await leader.get(`/api/coverage/${whole.key}/trend`);
    await town.db.updateTable("coverage_snapshot").set({ day }).execute();
    const { bytes } = await fileOf(leader, { format: "report" });
    expect(readPdf(bytes).pages).toBe(1);
    lengths.push(bytes.length);
  }
  expect(lengths[1]).not.toBe(lengths[0]);
});

test("a file of what is only supposed says so in every row", async () => {
  const area = whole.byArea.find(({ kind }) => kind === "district");
  const [station] = whole.stations;
  const { body: scenario } = await leader.post<{ id: string }>("/api/coverage/scenarios", {
    areaId: area?.id,
    name: "关一处",
    note: "",
    isShared: false,
    changes: [{ change: "close-station", id: station?.id }],
  });
  const question = `/api/coverage?basis=distance&metres=300&scenario=${scenario.id}`;
  const { body: supposed } = await leader.get<CoverageReply>(question);
  const path = `/api/coverage/${supposed.key}/exports`;
  const { bytes } = await takenFile(leader, await finishedJob(leader, path, { format: "xlsx" }));
  const sheet = readBook(bytes).Sheets["站点"];
  const rows = sheet === undefined ? [] : utils.sheet_to_json<Record<string, unknown>>(sheet);
  expect(rows.length).toBe(whole.stations.length - 1);
  for (const row of rows) expect(String(row["口径"])).toContain("假设方案「关一处」");
});
