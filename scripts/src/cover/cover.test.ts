import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { CommandProblem } from "../command-problem.ts";
import { runCover } from "./run-cover.ts";
import { runMatrix } from "./run-matrix.ts";

let folder = "";
const file = (name: string) => join(folder, name);

/** A street of 400 m with three buildings, as OpenStreetMap; one building far off. */
const OSM = `<osm version="0.6">
 <way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/></way>
 ${[0, 200, 400].map((east, i) => `<node id="${i + 1}" lon="${115.9 + east / 98000}" lat="28.7"/>`).join("")}
 ${[10, 390, 9000].map((east, i) => building(100 + i, east, [30, 40, 50][i])).join("")}
</osm>`;

function building(id: number, east: number, flats = 0): string {
  const corner = (k: number) => {
    const [x, y] = [
      [0, 0],
      [9, 0],
      [9, 9],
      [0, 9],
    ][k] ?? [0, 0];
    return `<node id="${id * 10 + k}" lon="${115.9 + (east + (x ?? 0)) / 98000}" lat="${28.70005 + (y ?? 0) / 110800}"/>`;
  };
  const refs = [0, 1, 2, 3, 0].map((k) => `<nd ref="${id * 10 + k}"/>`).join("");
  const tags = `<tag k="building" v="yes"/><tag k="building:flats" v="${flats}"/>`;
  return `${[0, 1, 2, 3].map(corner).join("")}<way id="${id}">${refs}${tags}</way>`;
}

const point = (id: string, east: number) => ({
  type: "Feature",
  properties: { id },
  geometry: { type: "Point", coordinates: [115.9 + east / 98000, 28.7] },
});
const collection = (features: unknown[]) => JSON.stringify({ type: "FeatureCollection", features });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "onegrid-cover-"));
  await writeFile(file("town.osm"), OSM);
  await writeFile(file("town.osm.gz"), gzipSync(OSM));
  await writeFile(file("cut.osm"), OSM.slice(0, -20));
  await writeFile(file("stations.geojson"), collection([point("红色驿站, 一", 0)]));
  await writeFile(file("far.geojson"), collection([point("far", 50_000)]));
  await writeFile(file("points.geojson"), collection([point("a", 0), point("b", 300)]));
  const ring = [
    [115.8, 28.6],
    [116, 28.6],
    [116, 28.8],
    [115.8, 28.8],
    [115.8, 28.6],
  ];
  const area = {
    type: "Feature",
    properties: { id: "360103", name: "西湖区" },
    geometry: { type: "Polygon", coordinates: [ring] },
  };
  await writeFile(file("areas.geojson"), collection([area]));
});
afterAll(() => rm(folder, { recursive: true }));

const withHours = (id: string, east: number, properties: object) => ({
  ...point(id, east),
  properties: { id, ...properties },
});

const coverArgs = (changes: object) => ({
  network: file("town.osm"),
  buildings: file("town.osm.gz"),
  stations: file("stations.geojson"),
  policy: "optimistic",
  metres: "300",
  out: file("out.csv"),
  ...changes,
});

const codesOf = async (work: Promise<void>) => {
  const error: unknown = await work.catch((caught: unknown) => caught);
  return error instanceof CommandProblem ? error.problems.map(({ code }) => code) : error;
};

it("onegrid cover writes every building, the sums by area and the polygon with its definition", async () => {
  await runCover(coverArgs({ by: file("areas.geojson"), polygons: file("iso.geojson") }));
  const rows = (await readFile(file("out.csv"), "utf8")).trim().split("\n");
  expect(rows[0]).toBe("id,households,station,seconds,metres,covered,reason");
  expect(rows[1]).toMatch(/^way\/100,30,"红色驿站, 一",[\d.]+,2\d(\.\d)?,true,$/);
  expect(rows[2]).toMatch(/^way\/101,40,"红色驿站, 一",[\d.]+,40\d(\.\d)?,false,$/);
  expect(rows[3]).toBe("way/102,50,,,,,too-far");
  expect(await readFile(file("out-by-area.csv"), "utf8")).toContain(
    "360103,西湖区,30,40,50,1,1,1,0,0.25",
  );
  const polygon: unknown = JSON.parse(await readFile(file("iso.geojson"), "utf8"));
  expect(polygon).toMatchObject({
    features: [{ properties: { definition: { measure: { basis: "distance", metres: 300 } } } }],
  });
});

it("onegrid matrix writes every pair", async () => {
  const points = file("points.geojson");
  await runMatrix({ network: file("town.osm.gz"), from: points, to: points, out: file("m.csv") });
  const rows = (await readFile(file("m.csv"), "utf8")).trim().split("\n");
  expect(rows[0]).toBe("from,to,metres,seconds");
  expect(rows[1]).toBe("a,a,0,0");
  expect(rows[2]).toMatch(/^a,b,(299|300|301)(\.\d)?,2[34]\d(\.\d)?$/);
});

it("what is wrong is said with a code: a cut-off file, a far station, options that make no sense", async () => {
  expect(await codesOf(runCover(coverArgs({ network: file("cut.osm") })))).toEqual([
    "ingest.osm-truncated",
  ]);
  expect(await codesOf(runCover(coverArgs({ stations: file("far.geojson") })))).toEqual([
    "coverage.stations-stranded",
  ]);
  expect(await codesOf(runCover(coverArgs({ minutes: "10" })))).toEqual(["coverage.two-limits"]);
  expect(await codesOf(runCover(coverArgs({ metres: "-5" })))).toEqual(["coverage.bad-limit"]);
  expect(await codesOf(runCover(coverArgs({ speed: "fast" })))).toEqual(["coverage.bad-number"]);
  expect(await codesOf(runCover(coverArgs({ policy: "maybe" })))).toEqual(["coverage.bad-policy"]);
  expect(await codesOf(runCover(coverArgs({ network: file("missing.osm") })))).toEqual([
    "coverage.file-unreadable",
  ]);
});

it("onegrid cover at an hour, of a kind, with a service: only those stations count, and the label says so", async () => {
  const stations = [
    withHours("day", 0, {
      ...{ kind: "red_station", services: "助餐;充电" },
      hours: "周一至周五 8:30-17:30",
    }),
    withHours("evening", 400, {
      ...{ kind: "worker_stop", services: ["充电"] },
      hours: "Mo-Su 18:00-22:00",
    }),
    withHours("unknown", 10, { kind: "red_station" }),
  ];
  await writeFile(file("hours.geojson"), collection(stations));
  const nearest = async (changes: object): Promise<string[]> => {
    const narrow = coverArgs({ stations: file("hours.geojson"), ...changes });
    await runCover({ ...narrow, by: file("areas.geojson"), polygons: file("iso.geojson") });
    const rows = (await readFile(file("out.csv"), "utf8")).trim().split("\n");
    expect(rows[0]).toBe("id,households,station,seconds,metres,covered,reason");
    return rows.slice(1).map((row) => row.split(",")[2] ?? "");
  };
  expect(await nearest({ at: "Tue 20:00" })).toEqual(["evening", "evening", ""]);
  const byArea = await readFile(file("out-by-area.csv"), "utf8");
  expect(byArea).toMatch(/周二 20:00|Tue 20:00/);
  expect(await nearest({ at: "周二 10:00" })).toEqual(["day", "day", ""]);
  expect(await nearest({ at: "2026-10-01 10:00" })).toEqual(["", "", ""]);
  expect(await nearest({ service: "助餐" })).toEqual(["day", "day", ""]);
  expect(await nearest({ kind: "worker_stop", service: "充电" })).toEqual([
    "evening",
    "evening",
    "",
  ]);
  const narrow = (changes: object) =>
    codesOf(runCover(coverArgs({ stations: file("hours.geojson"), ...changes })));
  expect(await narrow({ at: "Foo 10:00" })).toEqual(["coverage.bad-moment"]);
  expect(await narrow({ kind: "airport" })).toEqual(["coverage.no-stations"]);
});

it("a gate with hours is shut at another hour; hours nobody can read are told", async () => {
  const estate = [
    [115.9025, 28.69],
    [115.91, 28.69],
    [115.91, 28.71],
    [115.9025, 28.71],
    [115.9025, 28.69],
  ];
  await writeFile(
    file("walls.geojson"),
    collection([
      {
        type: "Feature",
        properties: { id: "c" },
        geometry: { type: "Polygon", coordinates: [estate] },
      },
    ]),
  );
  const gateAt = async (properties: object, at: string) => {
    await writeFile(file("gates.geojson"), collection([withHours("g", 244.5, properties)]));
    await writeFile(file("day.geojson"), collection([withHours("s", 0, { hours: "24/7" })]));
    const files = { compounds: file("walls.geojson"), gates: file("gates.geojson") };
    await runCover(coverArgs({ ...files, at, stations: file("day.geojson") }));
    const rows = (await readFile(file("out.csv"), "utf8")).trim().split("\n");
    return rows[2]?.split(",").slice(2).join();
  };
  expect(await gateAt({ 开放时间: "周一至周五 8:00-18:00" }, "Tue 10:00")).toMatch(
    /^s,[\d.]+,40\d/,
  );
  expect(await gateAt({ opening_hours: "Mo-Fr 08:00-18:00" }, "Tue 20:00")).toBe(
    ",,,false,no-path",
  );
  const lines: string[] = [];
  const told = vi
    .spyOn(process.stderr, "write")
    .mockImplementation((text) => lines.push(String(text)) > 0);
  expect(await gateAt({ hours: "看情况" }, "Tue 20:00")).toMatch(/^s,/);
  told.mockRestore();
  expect(lines.join("")).toMatch(/g .*feature 1.*看情况.*coverage.bad-hours/);
});

it("a surveyed road layer: classes and columns in Chinese say who may walk, and bridges keep apart", async () => {
  const road = (id: string, places: readonly [number, number][], properties: object) => ({
    type: "Feature",
    properties: { 编号: id, ...properties },
    geometry: {
      type: "LineString",
      coordinates: places.map(([east, north]) => [115.9 + east / 98000, 28.7 + north / 110_800]),
    },
  });
  const roads = (over: object) => [
    road(
      "街",
      [
        [0, 0],
        [400, 0],
      ],
      { 道路等级: "次干路" },
    ),
    road(
      "快",
      [
        [0, -50],
        [0, 50],
      ],
      { 道路等级: "高速公路" },
    ),
    road(
      "桥",
      [
        [200, -100],
        [200, 100],
      ],
      over,
    ),
    road(
      "院",
      [
        [200, 100],
        [400, 100],
      ],
      { 道路等级: "小区路" },
    ),
  ];
  await writeFile(
    file("ends.geojson"),
    collection([
      point("start", 0),
      {
        ...point("end", 0),
        geometry: { type: "Point", coordinates: [115.9 + 400 / 98000, 28.7 + 100 / 110_800] },
      },
    ]),
  );
  const metresOver = async (over: object) => {
    await writeFile(file("survey.geojson"), collection(roads(over)));
    const ends = file("ends.geojson");
    await runMatrix({
      network: file("survey.geojson"),
      from: ends,
      to: ends,
      reach: "50",
      out: file("m.csv"),
    });
    return (await readFile(file("m.csv"), "utf8")).trim().split("\n")[2]?.split(",")[2] ?? "";
  };
  expect(Number(await metresOver({ 道路等级: "支路" }))).toBeCloseTo(500, -1);
  // Above the street, or not for people on foot: no way leads there.
  expect(await metresOver({ 道路等级: "人行天桥" })).toBe("");
  expect(await metresOver({ 道路等级: "支路", 天桥: "是" })).toBe("");
  expect(await metresOver({ 道路等级: "支路", 人行: "否" })).toBe("");
  expect(await metresOver({ 道路等级: "高速公路" })).toBe("");
});
