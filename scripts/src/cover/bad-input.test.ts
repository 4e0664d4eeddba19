import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { CommandProblem } from "../command-problem.ts";
import {
  madeTown,
  moved,
  TO_BD09,
  TO_GCJ02,
  TO_METRES,
  type Feature,
} from "./fixtures/made-files.ts";
import { runCover, type CoverArgs } from "./run-cover.ts";
import { runMatrix } from "./run-matrix.ts";
import { runSite } from "./run-site.ts";

const town = madeTown();
let folder = "";
const file = (name: string) => join(folder, name);

async function put(name: string, features: readonly unknown[], extra = {}): Promise<string> {
  await writeFile(file(name), JSON.stringify({ type: "FeatureCollection", ...extra, features }));
  return file(name);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "onegrid-bad-input-"));
  await put("roads.geojson", town.roads);
  await put("houses.geojson", town.houses);
  await put("stations.geojson", town.stations);
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

const args = (changes: Partial<CoverArgs>): CoverArgs => ({
  network: file("roads.geojson"),
  buildings: file("houses.geojson"),
  stations: file("stations.geojson"),
  policy: "optimistic",
  metres: "300",
  out: file("out.csv"),
  ...changes,
});

interface Answer {
  /** `code object place`, and with what to do. */
  readonly problems: readonly string[];
  readonly exitCode: number;
  readonly told: string;
  readonly rows: readonly string[];
}

async function answerOf(work: () => Promise<void>): Promise<Answer> {
  const lines: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  await rm(file("out.csv"), { force: true });
  const error: unknown = await work().catch((caught: unknown) => caught);
  vi.restoreAllMocks();
  // Anything else is a bug and shows its trace here.
  if (error !== undefined && !(error instanceof CommandProblem)) throw error;
  const rows = await readFile(file("out.csv"), "utf8").catch(() => "");
  return {
    problems: (error?.problems ?? []).map(
      ({ code, object, place, advice }) => `${code} ${object} ${place} → ${advice[1]}`,
    ),
    exitCode: error?.exitCode ?? 0,
    told: lines.join(""),
    rows: rows.trim().split("\n").slice(1),
  };
}

const cover = (changes: Partial<CoverArgs>) => answerOf(() => runCover(args(changes)));
const statesOf = ({ rows }: Answer) =>
  rows.map((row) => [row.split(",")[0], ...row.split(",").slice(5)].join(" "));

it("a network, buildings or stations in GCJ-02 or BD-09 are caught, named, and put right as advised", async () => {
  const right = statesOf(await cover({}));
  for (const [name, convert] of [
    ["GCJ-02", TO_GCJ02],
    ["BD-09", TO_BD09],
  ] as const) {
    const shifted = {
      network: await put("shifted-roads.geojson", moved(town.roads, convert)),
      buildings: await put("shifted-houses.geojson", moved(town.houses, convert)),
    };
    for (const role of ["network", "buildings"] as const) {
      const { problems, exitCode, rows } = await cover({ [role]: shifted[role] });
      expect(exitCode).toBe(2);
      expect(rows).toEqual([]);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(
        new RegExp(
          `^coverage.datum-shifted .*shifted-.*115\\.\\d+, 28\\.\\d+.*--crs ${role}=${name}`,
        ),
      );
      const mended = await cover({ [role]: shifted[role], crs: `${role}=${name}` });
      expect(statesOf(mended)).toEqual(right);
      // The user may know better.
      expect(
        (await cover({ [role]: shifted[role], crs: `${role}=EPSG:4326` })).problems,
      ).not.toContainEqual(expect.stringContaining("datum-shifted"));
    }
    const both = await cover({
      ...shifted,
      stations: await put("s.geojson", moved(town.stations, convert)),
    });
    expect(both.rows).toHaveLength(right.length);
  }
});

it("projected metres are read where the numbers tell the zone, and asked for where they do not", async () => {
  const right = statesOf(await cover({}));
  const roads = await put("metres-roads.geojson", moved(town.roads, TO_METRES));
  const houses = await put("metres-houses.geojson", moved(town.houses, TO_METRES));
  const asked = await cover({ network: roads });
  expect(asked.problems[0]).toMatch(/^ingest.crs-unsure .*metres-roads.* --crs EPSG:4534\|/);
  expect(statesOf(await cover({ network: roads, crs: "EPSG:4548" }))).toEqual(right);
  const near = await cover({ buildings: houses });
  expect(near.told).toMatch(/EPSG:4548, CGCS2000 3° 117°E/);
  expect(statesOf(near)).toEqual(right);
  const named = { crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::4548" } } };
  const declared = await put("declared.geojson", moved(town.roads, TO_METRES), named);
  expect(statesOf(await cover({ network: declared }))).toEqual(right);
});

it("swapped latitude and longitude are said to be swapped", async () => {
  const swapped = await put(
    "swapped.geojson",
    moved(town.houses, ([lng, lat]) => [lat, lng]),
  );
  const { problems } = await cover({ buildings: swapped });
  expect(problems[0]).toMatch(/^ingest.coordinate-swapped .*swapped.geojson .*Swap them/);
});

it("when no building can be computed every row says why, and the command fails", async () => {
  const sea = await put(
    "sea.geojson",
    moved(town.houses, ([lng, lat]) => [lng + 0.5, lat]),
  );
  const { problems, exitCode, rows } = await cover({ buildings: sea });
  expect(exitCode).toBe(2);
  expect(problems).toEqual([
    expect.stringMatching(/^coverage.nothing-computed .*sea.geojson h0 116\.4\d+, 28\.7/),
  ]);
  expect(rows).toHaveLength(town.houses.length);
  expect(new Set(rows.map((row) => row.split(",").at(-1)))).toEqual(new Set(["too-far"]));
});

const CASES: readonly (readonly [string, string, RegExp])[] = [
  ["empty.geojson", "", /^ingest.file-empty /],
  ["no-features.geojson", '{"type":"FeatureCollection","features":[]}', /^ingest.file-empty /],
  ["text.geojson", "hello", /^ingest.format-unknown /],
  [
    "cut.geojson",
    '{"type":"FeatureCollection","features":[{"type":"Fea',
    /^ingest.file-truncated /,
  ],
  ["empty.osm.pbf", "", /^ingest.osm-empty /],
  ["page.osm", "<html><body>502</body></html>", /^ingest.osm-not-osm /],
  ["rubbish.osm.pbf", "rubbish rubbish rubbish", /^ingest.osm-not-osm /],
  ["plain.osm.gz", "not zipped at all", /^ingest.osm-not-osm /],
];
it.each(CASES)(
  "%s is refused in words, as network, buildings and stations",
  async (name, text, code) => {
    await writeFile(file(name), text);
    for (const role of ["network", "buildings", "stations"] as const) {
      const { problems, exitCode } = await cover({ [role]: file(name) });
      expect(exitCode).toBe(2);
      expect(problems).toEqual([expect.stringMatching(code)]);
      expect(problems[0]).toContain(name);
    }
  },
);

it("layers of the wrong kind are refused: points as roads, roads as buildings or stations, points as areas", async () => {
  const codes = async (changes: Partial<CoverArgs>) => (await cover(changes)).problems[0];
  expect(await codes({ network: file("stations.geojson") })).toMatch(/^coverage.no-ways /);
  for (const role of ["buildings", "stations"] as const)
    expect(await codes({ [role]: file("roads.geojson") })).toMatch(
      /^coverage.wrong-kind .*115\.9\d+, 28\.7/,
    );
  expect(await codes({ by: file("stations.geojson") })).toMatch(/^coverage.wrong-kind /);
});

const withHouseholds = (households: unknown) =>
  town.houses.map((house, i) => ({
    ...house,
    properties: { ...house.properties, households: i < 3 ? households : 10 },
  }));

it("households that are no number are all named; text that is one is read", async () => {
  for (const bad of ["十户", -4, 3.5, 1e12, true, { a: 1 }]) {
    const { problems, exitCode } = await cover({
      buildings: await put("h.geojson", withHouseholds(bad)),
    });
    expect(exitCode).toBe(2);
    expect(problems).toHaveLength(3);
    expect(problems[2]).toMatch(
      /^coverage.bad-households h2 .*h.geojson, feature 3, households = /,
    );
  }
  for (const good of [" 12 ", "１２", "12户", "12.0"]) {
    const { rows } = await cover({ buildings: await put("h.geojson", withHouseholds(good)) });
    expect(rows[0]).toMatch(/^h0,12,/);
  }
  const { rows } = await cover({ buildings: await put("h.geojson", withHouseholds(null)) });
  expect(rows[0]).toMatch(/^h0,,s1,/);
});

it("a file without households says so, and one whose field is called otherwise is found", async () => {
  const renamed = (name: string) =>
    town.houses.map((house) => ({
      ...house,
      properties: { id: house.properties["id"], [name]: 7 },
    }));
  const bare = await cover({ buildings: await put("h.geojson", renamed("colour")) });
  expect(bare.told).toMatch(/no field of households.*colour/);
  const found = await cover({ buildings: await put("h.geojson", renamed("户数")) });
  expect(found.rows[0]).toMatch(/^h0,7,/);
});

it("the same building twice counts once, two of one name are told, and ids may be missing or numbers", async () => {
  const [first, second] = town.houses;
  const again = await cover({ buildings: await put("h.geojson", [...town.houses, first]) });
  expect(again.rows).toHaveLength(town.houses.length);
  expect(again.told).toMatch(/h0 .*counts once.*twice-the-same/);
  const namesake = { ...second, properties: { id: "h0", households: 10 } };
  const two = await cover({ buildings: await put("h.geojson", [first, namesake]) });
  expect(two.rows).toHaveLength(2);
  expect(two.told).toMatch(/h0 .*feature 2, 115\..*same id.*duplicate-id/);
  const numbered = town.houses.map((house, i) => ({ ...house, id: i, properties: {} }));
  expect((await cover({ buildings: await put("h.geojson", numbered) })).rows[0]).toMatch(/^0,,s1,/);
  const nameless = town.houses.map((house) => ({ ...house, properties: {} }));
  const told = await cover({ buildings: await put("h.geojson", nameless) });
  expect(told.rows[0]).toMatch(/^#1,,s1,/);
  expect(told.told).toMatch(/no id.*#1/);
});

it("a building without a usable place keeps its row and its reason; the others are computed", async () => {
  const geometries = [
    null,
    { type: "Point", coordinates: [null, 28.7] },
    { type: "Polygon", coordinates: [] },
    { type: "Point", coordinates: ["east", "north"] },
    {
      type: "LineString",
      coordinates: [
        [115.9, 28.7],
        [115.91, 28.7],
      ],
    },
  ];
  const odd = geometries.map((geometry, i): Feature => ({
    type: "Feature",
    properties: { id: `odd${i}`, households: 1 },
    geometry,
  }));
  const answer = await cover({ buildings: await put("h.geojson", [...town.houses, ...odd]) });
  expect(answer.exitCode).toBe(0);
  expect(answer.rows.slice(-5)).toEqual(odd.map((_, i) => `odd${i},1,,,,,bad-position`));
  expect(answer.told).toMatch(/odd0 .*no geometry[\s\S]*not numbers[\s\S]*LineString/);
  expect(answer.told).toMatch(
    /5 places are not computable \(no valid position\), as odd0 \(no coordinates\)/,
  );
});

it("options that make no sense end in a sentence and never in a trace", async () => {
  const codeOf = async (changes: Partial<CoverArgs>) => (await cover(changes)).problems[0];
  for (const speed of ["-3", "0", "99", "NaN", "fast", ""])
    expect(await codeOf({ speed })).toMatch(/^coverage.bad-(speed|number) --speed/);
  for (const minutes of ["0", "-1", "1e9", "Infinity"])
    expect(await codeOf({ minutes, metres: undefined })).toMatch(
      /^coverage.bad-(limit|number) --minutes/,
    );
  expect(await codeOf({ crs: "EPSG:1" })).toMatch(/^coverage.bad-crs /);
  expect(await codeOf({ crs: "roads=GCJ-02" })).toMatch(/^coverage.bad-crs /);
  expect(await codeOf({ out: file("no/such/folder.csv") })).toMatch(/^division.file-unwritable /);
});

it("matrix and site: nothing on the network is a refusal with a place, not a table of blanks", async () => {
  const far = await put(
    "far.geojson",
    moved(town.stations, ([lng]) => [lng, 39.9]),
  );
  const roads = file("roads.geojson");
  const stations = file("stations.geojson");
  const out = file("out.csv");
  const matrix = await answerOf(() => runMatrix({ network: roads, from: far, to: stations, out }));
  expect(matrix.problems[0]).toMatch(/^coverage.nothing-computed .*far.geojson s1 115\.\d+, 39\.9/);
  const reach = await answerOf(() =>
    runMatrix({ network: roads, from: stations, to: stations, reach: "-1", out }),
  );
  expect(reach.problems[0]).toMatch(/^coverage.bad-reach /);
  const site = { ...args({}), candidates: far, count: "1", cost: "cost", seed: "1" };
  expect((await answerOf(() => runSite(site))).problems[0]).toMatch(
    /^coverage.candidates-stranded s1 .*39\.9/,
  );
});
