import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toGaussKruger } from "@onegrid/core/geometry";
import { toDegrees } from "@onegrid/core/ingest";
import { afterAll, expect, test } from "vitest";
import { CommandProblem } from "../command-problem.ts";
import { buildMap } from "./build-map.ts";
import { repeatedOption, type DivideArgs } from "./divide-args.ts";
import { InputNotes } from "./notices.ts";
import { boundsOf, readLayer } from "./read-layer.ts";
import { runDivide } from "./run-divide.ts";

const folder = mkdtempSync(join(tmpdir(), "onegrid-foreign-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Pair = readonly number[];
const [WEST, SOUTH, STEP] = [120.3, 31.9, 0.001];

/** Corners of square `n` of a row of ten from west to east, the next row to the north. */
const square = (n: number, size = STEP): Pair[] => {
  const [x, y] = [WEST + STEP * (n % 10), SOUTH + STEP * Math.floor(n / 10)];
  return [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ];
};
const polygon = (ring: readonly Pair[]) => ({ type: "Polygon", coordinates: [ring] });
const feature = (geometry: unknown, properties: object, more: object = {}) => ({
  type: "Feature",
  ...more,
  properties,
  geometry,
});
const thirty = [...Array.from({ length: 30 }).keys()];
const units = thirty.map((n) => feature(polygon(square(n)), { id: n, households: 100 }));

let files = 0;
function write(features: readonly unknown[], more: object = {}, mark = ""): string {
  const path = join(folder, `${++files}.geojson`);
  writeFileSync(path, mark + JSON.stringify({ type: "FeatureCollection", ...more, features }));
  return path;
}
const text = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const args = (given: Partial<DivideArgs>): DivideArgs => ({
  target: "300",
  preset: "standard",
  seed: "1",
  effort: "1",
  out: join(folder, "out.geojson"),
  ...given,
});
const read = (path: string) => readLayer(path, { notes: new InputNotes(false) });
const problemsOf = async (given: Partial<DivideArgs>) => {
  const error: unknown = await buildMap(args(given)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CommandProblem)) throw new Error("was not refused", { cause: error });
  return error.problems;
};
const refusalsOf = async (given: Partial<DivideArgs>) =>
  (await problemsOf(given)).map(({ code, place }) => `${code} ${place.replace(/^.*geojson/, "")}`);

const inMetres = (ring: readonly Pair[], prefix = 0): Pair[] =>
  ring.map(([lng = 0, lat = 0]) => {
    const [east, north] = toGaussKruger([lng, lat], 120);
    return [east + prefix * 1e6, north];
  });

test("units in a CGCS2000 zone come out in degrees, declared or told by their numbers", async () => {
  const inZone = thirty.map((n) =>
    feature(polygon(inMetres(square(n), 40)), { id: n, households: 100 }),
  );
  const crs = { crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::4528" } } };
  for (const path of [write(inZone, crs), write(inZone)]) {
    const built = await buildMap(args({ units: path }));
    expect([built.map.units.ids.length, built.problems]).toEqual([30, []]);
    const box = boundsOf(await read(path)) ?? [];
    expect(box.map((degrees) => Math.round(degrees * 1e6) / 1e6)).toEqual([
      120.3, 31.9, 120.31, 31.903,
    ]);
  }
});

test("eastings without a zone are asked for alone, and found beside a boundary in degrees", async () => {
  const boundary = write([feature(polygon(square(0, 0.01)), { name: "社区" })]);
  const houses = thirty.map((n) =>
    feature(polygon(inMetres(square(n, 0.0002))), { id: n, households: "1,0" + (n % 10) }),
  );
  expect(await refusalsOf({ units: write(houses) })).toEqual(["ingest.crs-unsure "]);
  const numbers = houses.map((house) => ({ ...house, properties: { households: "12 户" } }));
  const built = await buildMap(args({ boundary, buildings: write(numbers) }));
  expect(built.map.buildings.ids).toHaveLength(30);
  expect(built.notices.map(({ code }) => code)).toContain("division.crs-guessed");
  expect(await refusalsOf({ boundary, buildings: write(houses) })).toContain(
    "division.bad-households , feature 1",
  );
});

test("shifted degrees are read as such where the file says so", async () => {
  const name = { crs: { type: "name", properties: { name: "GCJ-02" } } };
  for (const path of [
    write(units, name),
    write(units, { coordinate_system: "火星坐标系 GCJ02" }),
  ]) {
    const [west = 0, south = 0] = boundsOf((await read(path)).slice(0, 1)) ?? [];
    const [lng, lat] = toDegrees("GCJ-02")?.(WEST, SOUTH) ?? [0, 0];
    expect([Math.abs(west - lng) < 1e-5, Math.abs(south - lat) < 1e-5]).toEqual([true, true]);
    expect(Math.abs(lng - WEST)).toBeGreaterThan(0.003);
  }
});

test("a mark before the text, ids outside, Z, collections and numbers as text are no obstacle", async () => {
  const odd = thirty.map((n) => {
    const ring = square(n).map((position) => [...position, 4.5]);
    const point = { type: "Point", coordinates: ring[0] };
    const geometry =
      n % 3 === 0
        ? { type: "GeometryCollection", geometries: [point, polygon(ring)] }
        : n % 3 === 1
          ? { type: "MultiPolygon", coordinates: [[ring]] }
          : polygon(ring);
    return feature(geometry, { id: null, 户数: "100.0" }, { id: n });
  });
  const built = await buildMap(args({ units: write(odd, {}, "\uFEFF") }));
  expect(built.map.units.ids).toHaveLength(30);
  expect([...built.map.units.households].every((households) => households === 100)).toBe(true);
  expect(built.problems).toEqual([]);
});

test("what is wrong is told with feature, id and coordinates, all of it, and nothing is written", async () => {
  const bowTie = polygon([
    [120.4, 31.9],
    [120.401, 31.901],
    [120.401, 31.9],
    [120.4, 31.901],
    [120.4, 31.9],
  ]);
  const wrong = [
    ...units,
    feature(bowTie, { id: "bow", households: 1 }),
    feature(null, { id: "empty", households: 1 }),
    feature({ type: "Polygon", coordinates: [] }, { id: "bare", households: 1 }),
    feature(polygon(square(3)), { id: 3, households: 100 }),
    feature(polygon(square(40)), { id: 4, households: 100 }),
    feature(polygon(square(41)), { id: "half", households: 0.5 }),
    feature(polygon(square(42)), { id: "bar" }),
  ];
  const path = write(wrong);
  expect(await refusalsOf({ units: path })).toEqual([
    "ingest.ring-crosses , feature 31, 120.4005000, 31.9005000",
    "ingest.geometry-missing , feature 32",
    "ingest.geometry-missing , feature 33",
    "division.duplicate-id , feature 34",
    "division.duplicate-id , feature 35",
    "division.bad-households , feature 36",
    "division.missing-field , feature 37",
  ]);
  const out = join(folder, "never.geojson");
  await expect(runDivide(args({ units: path, out }))).rejects.toBeInstanceOf(CommandProblem);
  const nowhere = join(folder, "missing", "a.csv");
  const unwritable = runDivide(args({ units: write(units), out, assignment: nowhere }));
  await expect(unwritable).rejects.toMatchObject({
    problems: [{ code: "division.file-unwritable" }],
  });
  expect(readdirSync(folder).filter((name) => /never|part$/.test(name))).toEqual([]);
  // What a rule can settle is settled when asked for, and told.
  const settled = await buildMap(args({ units: write(wrong.slice(0, 34)), repair: true }));
  expect(settled.map.units.ids).toHaveLength(32);
  expect(settled.notices.map(({ code }) => code)).toEqual([
    "ingest.ring-crosses",
    "ingest.geometry-missing",
    "ingest.geometry-missing",
    "division.duplicate-id",
  ]);
});

test("buildings from a table with CRLF; unknown households are told, and estimated when asked for", async () => {
  const boundary = write([feature(polygon(square(0, 0.01)), { name: "社区" })]);
  const rows = thirty.map((n) => {
    const [[x = 0, y = 0] = []] = square(n);
    return `${n},${x + 0.0004},${y + 0.0004},${n % 5 === 0 ? "" : 90}`;
  });
  const buildings = text("楼栋.csv", ["编号,经度,纬度,户数", ...rows, ""].join("\r\n"));
  const built = await buildMap(args({ boundary, buildings }));
  expect([built.map.buildings.ids.length, built.unknownHouseholds.length]).toEqual([30, 6]);
  const blocks = thirty.map((n) =>
    feature(polygon(square(n, 0.0003)), { id: n, building: "apartments", "building:levels": "11" }),
  );
  const estimated = await buildMap(args({ boundary, buildings: write(blocks) }));
  expect(estimated.estimatedHouseholds.size).toBe(30);
  // 28.4 m × 33.3 m × 11 storeys ÷ 110 m².
  expect([...estimated.map.buildings.households].every((count) => count >= 93 && count <= 96)).toBe(
    true,
  );
  const far = write(
    blocks.map((block) => ({
      ...block,
      geometry: polygon([
        [1, 1],
        [1.1, 1],
        [1, 1.1],
        [1, 1],
      ]),
    })),
  );
  expect(await refusalsOf({ boundary, buildings: far })).toEqual(["division.outside "]);
});

test("roads, railways and rivers of OpenStreetMap are barriers, of several files at once", async () => {
  const boundary = write([feature(polygon(square(0, 0.01)), { name: "社区" })]);
  const houses = thirty.map((n) => feature(polygon(square(n, 0.0003)), { id: n, households: 50 }));
  const across = (lat: number) => ({
    type: "LineString",
    coordinates: [
      [120.29, lat],
      [120.32, lat],
    ],
  });
  const roads = write([
    feature(across(31.9015), { osm_id: 1, highway: "primary" }),
    feature({ type: "Point", coordinates: [120.3, 31.9] }, { osm_id: 2, highway: "crossing" }),
  ]);
  const rails = write([feature(across(31.9045), { osm_id: 3, railway: "rail" })]);
  const rivers = write([
    feature(across(31.9065), { osm_id: 4, waterway: "river" }),
    feature(across(31.9075), { osm_id: 5, waterway: "river", tunnel: "culvert" }),
  ]);
  const barriers = repeatedOption(
    ["--barriers", roads, `--barriers=${rails},${rivers}`],
    "barriers",
  );
  const { map } = await buildMap(args({ boundary, buildings: write(houses), barriers }));
  const inner = [...map.arcs.barrier].filter(
    (_, arc) => Math.min(map.arcs.left[arc] ?? -1, map.arcs.right[arc] ?? -1) >= 0,
  );
  const lengths = new Map<number, number>();
  inner.forEach((barrier) => lengths.set(barrier, (lengths.get(barrier) ?? 0) + 1));
  expect([...lengths.keys()].toSorted((a, b) => a - b)).toEqual([0, 1, 5]);
  expect(new Set(map.units.enclosure).size).toBe(4);
});

test("files hold what they should: columns, one line for each unit, the table, whole numbers", async () => {
  const parts = { type: "MultiPolygon", coordinates: [[square(30)], [square(49)]] };
  const path = write([...units, feature(parts, { id: "two", households: 100 })]);
  const written = {
    out: join(folder, "g.geojson"),
    assignment: join(folder, "a.csv"),
    report: join(folder, "r.json"),
  };
  await runDivide(args({ units: path, repair: true, ...written }));
  const lines = readFileSync(written.assignment, "utf8").trim().split("\n");
  expect([lines[0], lines.length]).toEqual(["unit,grid", 32]);
  const report: unknown = JSON.parse(readFileSync(written.report, "utf8"));
  expect(report).toMatchObject({
    ok: true,
    gapAndOverlapSquareMetres: 0,
    problems: [{ kind: "in-parts", ids: ["two"] }],
    table: expect.arrayContaining([
      {
        key: "D12 contiguous",
        zh: "连片",
        en: "contiguous",
        value: 1,
        definition: expect.any(String),
      },
    ]),
  });
  const grids: { features: { properties: object }[] } = JSON.parse(
    readFileSync(written.out, "utf8"),
  );
  expect(Object.keys(grids.features[0]?.properties ?? {})).toEqual(
    "grid within households deviation_target deviation_fair_share polsby_popper".split(" "),
  );
});

test("posts of a file: the way to them is measured, and shorter where it counts", async () => {
  const spots = [3, 11, 19, 27].map((n) => square(n)[0] ?? [0, 0]);
  const posts = write(
    spots.map(([lng = 0, lat = 0], n) =>
      feature({ type: "Point", coordinates: [lng + 0.0004, lat + 0.0004] }, { id: n }),
    ),
  );
  const wayOf = async (weight: string) => {
    const report = join(folder, `walk-${weight}.json`);
    await runDivide(args({ units: write(units), posts, "walk-weight": weight, report }));
    const told: { walkToPost: { posts: number; mean: number; p90: number } } = JSON.parse(
      readFileSync(report, "utf8"),
    );
    return told.walkToPost;
  };
  const [measured, counted] = [await wayOf("0"), await wayOf("5")];
  expect([measured.posts, counted.posts]).toEqual([4, 4]);
  expect(counted.mean).toBeLessThan(measured.mean);
  await expect(wayOf("much")).rejects.toBeInstanceOf(CommandProblem);
});

test("units of management of a hectare nest in the communities, and the crosswalk adds up", async () => {
  const boundary = write([feature(polygon(square(0, 0.01)), { name: "社区" })]);
  const houses = thirty.map((n) => feature(polygon(square(n, 0.0003)), { id: n, households: 50 }));
  const [layer, table] = [join(folder, "city.geojson"), join(folder, "crosswalk.csv")];
  const buildings = write(houses);
  await runDivide(args({ boundary, buildings, "city-units": layer, crosswalk: table }));
  const city: { features: { properties: Record<string, unknown> }[] } = JSON.parse(
    readFileSync(layer, "utf8"),
  );
  const area = city.features.reduce(
    (sum, { properties }) => sum + Number(properties["square_metres"]),
    0,
  );
  // About 945 × 1,109 m.
  expect(area / city.features.length).toBeGreaterThan(7_000);
  expect(area / city.features.length).toBeLessThan(14_000);
  expect(new Set(city.features.map(({ properties }) => properties["within"]))).toEqual(
    new Set(["社区"]),
  );
  const rows = readFileSync(table, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  expect(rows[0]).toEqual(["city_unit", "grid", "households", "square_metres"]);
  const sum = (column: number) =>
    rows.slice(1).reduce((total, row) => total + Number(row[column]), 0);
  expect(sum(2)).toBe(1500);
  expect(Math.abs(sum(3) - area)).toBeLessThan(1);
});
