import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sightOf } from "@onegrid/core/access";
import {
  buildNetwork,
  computeCoverage,
  DEFAULT_SPEEDS,
  EdgeFinder,
  osmNetworkInput,
  type Profile,
} from "@onegrid/core/coverage";
import { OsmXmlReader } from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import { openTestDatabase } from "@onegrid/db/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeSource } from "../../ingest/describe-source.ts";
import { importFiles } from "../../ingest/import-files.ts";
import { importRecords } from "../../ingest/import-records.ts";
import { qualityOf } from "../quality/quality-of.ts";
import { CoverageResults, type CoverageResult } from "./coverage-results.ts";

/** What stands in the middle of each path, and whether a wheelchair and a walker get over it. */
const PATHS: readonly (readonly [
  tags: Readonly<Record<string, string>>,
  wheelchair: boolean,
  walker: boolean,
])[] = [
  [{}, true, true],
  [{ barrier: "stile" }, false, true],
  [{ barrier: "turnstile" }, false, true],
  [{ barrier: "bollard" }, true, true],
  [{ barrier: "bollard", "maxwidth:physical": "0.6" }, false, true],
  [{ barrier: "block", wheelchair: "yes" }, true, true],
  [{ kerb: "raised" }, false, true],
  [{ kerb: "lowered" }, true, true],
  [{ barrier: "kissing_gate" }, false, true],
  [{ barrier: "gate" }, true, true],
  [{ barrier: "gate", foot: "no" }, false, false],
  [{ highway: "crossing", access: "no" }, false, false],
  [{ barrier: "log" }, true, true],
];

/** Metres between the paths, and up a path to its barrier: no house is near the way before it or another path. */
const STEP = 120;
const BARRIER = 5;

const tag = ([key, value]: readonly [string, string]): string => `<tag k="${key}" v="${value}"/>`;
const tags = (of: Readonly<Record<string, string>>): string => Object.entries(of).map(tag).join("");
const node = (id: number, [east, north]: readonly [number, number], inner = ""): string =>
  `<node id="${id}" lon="${116 + east / 85_000}" lat="${40 + north / 111_000}">${inner}</node>`;
const way = (id: number, refs: readonly number[], of: Readonly<Record<string, string>>): string =>
  `<way id="${id}">${refs.map((ref) => `<nd ref="${ref}"/>`).join("")}${tags(of)}</way>`;

/** A pavement with paths, a house at the end of each, and a house and a station where it begins. */
function townXml(): string {
  const corners = (north: number) =>
    [
      [-3, north],
      [3, north],
      [3, north + 6],
      [-3, north + 6],
    ] as const;
  const nodes = PATHS.flatMap(([of], i) => [
    node(i * 10 + 1, [i * STEP, 0]),
    node(i * 10 + 2, [i * STEP, BARRIER], tags(of)),
    node(i * 10 + 3, [i * STEP, 58]),
    ...corners(60).map(([east, north], k) => node(i * 10 + 4 + k, [i * STEP + east, north])),
  ]);
  const station = tags({ amenity: "community_centre", name: "甲社区党群服务中心" });
  const ways = PATHS.flatMap((_, i) => [
    way(i * 2 + 2, [i * 10 + 1, i * 10 + 2, i * 10 + 3], { highway: "footway" }),
    way(
      i * 2 + 3,
      [4, 5, 6, 7, 4].map((k) => i * 10 + k),
      {
        building: "apartments",
        "building:flats": "10",
      },
    ),
  ]);
  const beside = [
    node(998, [200, 40], tags({ barrier: "bollard" })),
    node(999, [1, -2], station),
    ...corners(-20).map((place, k) => node(990 + k, place)),
    way(990, [990, 991, 992, 993, 990], { building: "apartments", "building:flats": "10" }),
  ];
  const street = way(
    1,
    PATHS.map((_, i) => i * 10 + 1),
    { highway: "footway" },
  );
  const elements = [...nodes, ...beside, street, ...ways];
  return `<osm version="0.6">${elements.join("")}</osm>`;
}

const NOW = (): Date => new Date("2026-11-20T10:00:00+08:00");

let folder: string;
let db: Db;
let results: CoverageResults;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "onegrid-barriers-"));
  db = await openTestDatabase();
  results = new CoverageResults(db, async () => ({}));
  const path = join(folder, "town.osm");
  await writeFile(path, townXml());
  const described = await describeSource(path, { encoding: null });
  if (!described.ok) throw new Error(described.error.code);
  const plans = described.value.layers.map(({ plan }) => plan);
  await importFiles(db, [{ path, name: "town.osm", plans }], {
    accountId: null,
    now: NOW,
    around: "甲社区",
    totalBytes: 1,
  });
}, 60_000);
afterAll(async () => {
  await results.networks.thread.close();
  await db.destroy();
  await rm(folder, { recursive: true });
});

const ask = (profile: Exclude<Profile, "distance">): Promise<CoverageResult> =>
  results.ask({ basis: "time", minutes: 10, profile }, "2026-11-20");

/** Straight from the file, as the command line does it. */
function fromFile(profile: Exclude<Profile, "distance">, result: CoverageResult): number[] {
  const reader = new OsmXmlReader();
  const written = reader.push(townXml());
  const read = reader.finish();
  if (written !== null || !read.ok) throw new Error("the file is no OpenStreetMap");
  const built = buildNetwork(osmNetworkInput(read.value), { mode: "foot" });
  if (!built.ok) throw new Error(built.error.code);
  const { network } = built.value;
  const computed = computeCoverage({
    finder: new EdgeFinder(network),
    buildings: result.places.buildings.map(({ id, position, radiusMetres }) => ({
      id,
      position,
      radiusMetres,
      households: 1,
    })),
    stations: result.stations,
    definition: {
      ...result.coverage.definition,
      measure: { basis: "time", seconds: 600, profile, metresPerSecond: DEFAULT_SPEEDS[profile] },
      networkVersion: network.version,
    },
  });
  if (!computed.ok) throw new Error(computed.error.code);
  return computed.value.buildings.map(({ seconds }) => seconds ?? Number.NaN);
}

const byHouse = ({ places, times }: CoverageResult): [string, number][] =>
  places.buildings.map(({ id }, i): [string, number] => [id, times.seconds[i] ?? Number.NaN]);

test.each(["wheelchair", "slow", "adult"] as const)(
  "what stands on the ways of a file stops the %s in the store as it does on the command line",
  async (profile) => {
    const result = await ask(profile);
    expect(byHouse(result).map(([, seconds]) => seconds)).toEqual(fromFile(profile, result));
    const reached = new Map(byHouse(result).map(([id, seconds]) => [id, seconds >= 0]));
    const wanted = PATHS.map(([, wheelchair, walker], i) => [
      `way/${i * 2 + 3}`,
      profile === "wheelchair" ? wheelchair : walker,
    ]);
    expect(Object.fromEntries(reached)).toEqual({
      "way/990": true,
      ...Object.fromEntries(wanted),
    });
  },
);

test("a kind that nobody knows is listed with its place, and a barrier on no way too", async () => {
  const result = await ask("wheelchair");
  const scope = result.places.regions.map(({ region }) => region.id);
  const asked = { result, scope };
  const { classes } = await qualityOf(asked, { db, sight: sightOf([], []) });
  const listed = (wanted: string) =>
    classes
      .find(({ kind }) => kind === wanted)
      ?.places.map(({ name, position }) => [name, Math.round((position[0] - 116) * 85_000)]);
  expect(listed("barrier-unknown")).toEqual([["log", 12 * STEP]]);
  expect(listed("barrier-astray")).toEqual([["bollard", 200]]);
});

test("another barrier is another network and another result", async () => {
  const before = await ask("wheelchair");
  const position: [number, number] = [116, 40 + BARRIER / 111_000];
  const record = {
    layer: "way_barriers",
    sourceId: "post",
    name: "",
    tags: { barrier: "turnstile" },
    geometry: { type: "Point", coordinates: position },
  } as const;
  await importRecords(db, [{ records: [record], rejects: [] }], {
    fileName: "post",
    accountId: null,
    now: NOW,
  });
  const after = await ask("wheelchair");
  expect(after.key).not.toBe(before.key);
  const reached = ({ times }: CoverageResult) =>
    [...times.seconds].filter((seconds) => seconds >= 0);
  expect(reached(after).length).toBe(reached(before).length - 1);
});
