import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { CommandProblem } from "../command-problem.ts";
import { runSite, type RunSiteArgs } from "./run-site.ts";

let folder = "";
const file = (name: string) => join(folder, name);

const place = (east: number) => [115.9 + east / 98_000, 28.7];
const point = (id: string, east: number, properties = {}) => ({
  type: "Feature",
  properties: { id, ...properties },
  geometry: { type: "Point", coordinates: place(east) },
});
const square = (west: number, east: number) => {
  const [a = 0] = place(west);
  const [b = 0] = place(east);
  const ring = [
    [a, 28.69],
    [b, 28.69],
    [b, 28.71],
    [a, 28.71],
    [a, 28.69],
  ];
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } };
};
const collection = (features: unknown[]) => JSON.stringify({ type: "FeatureCollection", features });

/** A street of 3 km with a house every 100 m; the one at 0 has 10 households, at 100 m 11, and so on. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "onegrid-site-"));
  const street = {
    type: "Feature",
    properties: { id: "s" },
    geometry: { type: "LineString", coordinates: [place(0), place(3000)] },
  };
  await writeFile(file("street.geojson"), collection([street]));
  const houses = Array.from({ length: 31 }, (_, i) =>
    point(`h${i}`, i * 100, { households: 10 + i }),
  );
  await writeFile(file("houses.geojson"), collection(houses));
  await writeFile(file("bare.geojson"), collection([point("h", 100)]));
  await writeFile(file("stations.geojson"), collection([point("old", 3000)]));
  const candidates = [300, 900, 1500, 2100, 2700].map((east, i) =>
    point(`c${i}`, east, { cost: i === 3 ? 9 : 2 }),
  );
  await writeFile(file("candidates.geojson"), collection(candidates));
  await writeFile(file("middle.geojson"), collection([square(1450, 2150)]));
  await writeFile(file("all.geojson"), collection([square(-100, 4000)]));
  await writeFile(file("start.geojson"), collection([square(-50, 50)]));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

const argsOf = (changes: Partial<RunSiteArgs>): RunSiteArgs => ({
  network: file("street.geojson"),
  buildings: file("houses.geojson"),
  stations: file("stations.geojson"),
  candidates: file("candidates.geojson"),
  cost: "cost",
  policy: "optimistic",
  metres: "300.5",
  seed: "1",
  out: file("plan.json"),
  ...changes,
});

async function planOf(changes: Partial<RunSiteArgs>): Promise<unknown> {
  await runSite(argsOf(changes));
  return JSON.parse(await readFile(file("plan.json"), "utf8"));
}

const codesOf = async (changes: Partial<RunSiteArgs>) => {
  const error: unknown = await runSite(argsOf(changes)).catch((caught: unknown) => caught);
  return error instanceof CommandProblem ? error.problems.map(({ code }) => code) : error;
};

it("onegrid site finds the most households for a number of stations and proves it", async () => {
  // Houses at 2700–3000 m are the old station's, 1200–1700 m are c2's, 1800–2400 m are c3's.
  expect(await planOf({ count: "2" })).toMatchObject({
    stations: ["c2", "c3"],
    coveredBefore: 37 + 38 + 39 + 40,
    covered: 154 + (22 + 23 + 24 + 25 + 26 + 27) + (28 + 29 + 30 + 31 + 32 + 33 + 34),
    bound: 518,
    gap: 0,
    proven: true,
    goal: { kind: "count", count: 2 },
    definition: { measure: { basis: "distance", metres: 300.5 } },
    places: { features: [{ properties: { id: "c2" } }, { properties: { id: "c3" } }] },
  });
});

it("the fewest for a share, the most for a budget, and areas that forbid or oblige", async () => {
  expect(await planOf({ share: "0.7" })).toMatchObject({
    boundOf: "stations",
    bound: 3,
    proven: true,
  });
  expect(await planOf({ budget: "4" })).toMatchObject({ stations: ["c1", "c2"], proven: true });
  expect(await planOf({ count: "1", forbidden: file("middle.geojson") })).toMatchObject({
    stations: ["c1"],
  });
  expect(await planOf({ count: "2", "must-serve": file("start.geojson") })).toMatchObject({
    stations: ["c0", "c3"],
  });
  expect(
    await planOf({ count: "1", candidates: "everywhere", spacing: "100", "by-building": true }),
  ).toMatchObject({ covered: 11, proven: true });
});

it("a candidate that must be built counts among the stations, and the plan says what it costs", async () => {
  const own = [300, 900, 1500].map((east, i) =>
    point(`c${i}`, east, {
      cost: 2 + i,
      ...(i === 0 && { locked: "是" }),
      ...(i === 2 && { forbidden: true }),
    }),
  );
  await writeFile(file("own.geojson"), collection(own));
  expect(await planOf({ count: "2", candidates: file("own.geojson") })).toMatchObject({
    stations: ["c0", "c1"],
    cost: 5,
    locked: 1,
    proven: true,
  });
  expect(await planOf({ budget: "11", locked: file("middle.geojson") })).toMatchObject({
    stations: ["c2", "c3"],
    cost: 11,
  });
  expect(await codesOf({ count: "1", locked: file("middle.geojson") })).toEqual([
    "coverage.locked-above-count",
  ]);
  await writeFile(file("river.geojson"), collection([point("c", 9000, { locked: 1 })]));
  expect(await codesOf({ count: "1", candidates: file("river.geojson") })).toEqual([
    "coverage.locked-off-network",
  ]);
});

it("with floor areas counted, a plan goes where there is room, and says what is missing", async () => {
  const sites = [1500, 2100].map((east, i) =>
    point(`c${i}`, east, { floor_area_m2: i === 0 ? 45 : 15 }),
  );
  await writeFile(file("rooms.geojson"), collection(sites));
  const stands = collection([point("old", 3000, { floor_area_m2: 30 })]);
  await writeFile(
    file("stands.geojson"),
    collection([]).replace("[]", JSON.stringify(JSON.parse(stands).features)),
  );
  const asked = { candidates: file("rooms.geojson"), stations: file("stands.geojson"), count: "1" };
  // Without rooms c1 is the better one; it has room for 50, c0 for 150 of its 172.
  expect(await planOf(asked)).toMatchObject({ stations: ["c1"] });
  expect(await planOf({ ...asked, capacity: true })).toMatchObject({
    stations: ["c0"],
    covered: 100 + 150,
    inReach: 154 + (22 + 23 + 24 + 25 + 26 + 27 + 28),
    proven: true,
    loads: [
      { id: "c0", isNew: true, room: 150, served: 150 },
      { id: "old", isNew: false, room: 100, served: 100 },
    ],
  });
  expect(await codesOf({ ...asked, count: undefined, share: "0.5", capacity: true })).toEqual([
    "coverage.capacity-no-share",
  ]);
  const both = { ...asked, capacity: true, fair: file("nobody-reads-this.geojson") };
  expect(await codesOf(both)).toEqual(["coverage.capacity-not-fair"]);
});

it("a plan may look after the worst area, and says what it costs", async () => {
  const west = { ...square(-50, 1150), properties: { id: "west" } };
  const east = { ...square(1150, 2450), properties: { id: "east" } };
  await writeFile(file("two.geojson"), collection([west, east]));
  // One station: c3 for the most, in the east; with a good part of the coverage given up, c1 in the west.
  const own = { count: "1", fair: file("two.geojson") };
  expect(await planOf(own)).toMatchObject({
    stations: ["c3"],
    fair: { before: { worst: { area: "west", share: 0 } } },
  });
  expect(await planOf({ ...own, count: "2", "fair-loss": "0.3" })).toMatchObject({
    stations: ["c1", "c3"],
    fair: { before: { covered: 518 }, proven: true, worst: { area: "west" } },
    proven: false,
  });
});

it("what it cannot answer is said with a code", async () => {
  expect(await codesOf({ count: "1", share: "0.9" })).toEqual(["coverage.one-goal"]);
  expect(await codesOf({ count: "9" })).toEqual(["coverage.too-many-stations"]);
  expect(await codesOf({ count: "1", forbidden: file("all.geojson") })).toEqual([
    "coverage.all-forbidden",
  ]);
  expect(await codesOf({ share: "1", metres: "100" })).toEqual(["coverage.share-unreachable"]);
  expect(await codesOf({ count: "1", "must-serve": file("all.geojson") })).toEqual([
    "coverage.must-serve-too-few",
  ]);
  expect(await codesOf({ count: "1", buildings: file("bare.geojson") })).toEqual([
    "coverage.no-households",
  ]);
  expect(await codesOf({ budget: "5", candidates: file("houses.geojson") })).toEqual([
    "coverage.cost-missing",
  ]);
});

it("a station that stands off the network is named with its place and the reason in words", async () => {
  const lines: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  await writeFile(file("afar.geojson"), collection([point("old", 3000), point("river", 9000)]));
  expect(await planOf({ count: "1", stations: file("afar.geojson") })).toMatchObject({
    coveredBefore: 154,
  });
  expect(lines.join("")).toMatch(/river.*28\.700000.*(no way within reach|附近没有道路)/);
});
