import type { CoverageDefinition } from "@onegrid/core/coverage";
import type { BuildingCoverageReply, CoverageReply } from "@onegrid/core/coverage/contract";
import type { QualityReply } from "@onegrid/core/coverage/quality-contract";
import type { MultiPolygon, Position, Ring } from "@onegrid/core/geometry";
import { listBuildingPlaces } from "@onegrid/db/coverage";
import { raiseLayerRevisions } from "@onegrid/db/organisation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../../test/demo-town.ts";

// The made-up town has so many stations that all of them together leave nobody out.
const KIND = "party_square";
const METRES_500 = `/api/coverage?basis=distance&metres=500&kinds=${KIND}`;
const MINUTES_10 = `/api/coverage?basis=time&minutes=10&kinds=${KIND}`;

let town: DemoTown;
let leader: Asker;
let near: CoverageReply;
let far: CoverageReply;

beforeAll(async () => {
  town = await openDemoTown();
  leader = await town.as("leader");
  near = (await leader.get<CoverageReply>(METRES_500)).body;
  far = (await leader.get<CoverageReply>(MINUTES_10)).body;
}, 120_000);
afterAll(() => town.close());

const all = ({ households }: CoverageReply["total"]): number =>
  households.covered + households.uncovered + households.notComputable;
const sum = (rows: readonly CoverageReply["total"][]): number =>
  rows.reduce((total, row) => total + all(row), 0);

interface CsvRow {
  readonly id: string;
  readonly households: number;
  readonly covered: boolean;
  /** `null`: no way leads there. */
  readonly metres: number | null;
  readonly reason: string;
}

async function buildingsOf(asker: Asker, key: string): Promise<CsvRow[]> {
  const { body } = await asker.raw(`/api/coverage/${key}/buildings.csv`, {
    "accept-language": "en",
  });
  const [, ...lines] = body.trim().split("\r\n");
  return lines.map((line) => {
    const cells = line.split(",");
    const [households = "", state = "", metres = "", reason = "", id = ""] = [2, 4, 7, 8, -1].map(
      (at) => cells.at(at),
    );
    return {
      id,
      households: Number(households),
      covered: state === "covered",
      metres: metres === "" ? null : Number(metres),
      reason,
    };
  });
}

test("the three states of every level sum to all households of the district", async () => {
  const places = await listBuildingPlaces(town.db, "2026-11-20");
  const households = places.reduce((total, place) => total + (place.households ?? 0), 0);
  expect(households).toBeGreaterThan(1000);
  expect(all(near.total)).toBe(households);
  for (const kind of ["district", "street", "community"])
    expect(sum(near.byArea.filter((area) => area.kind === kind))).toBe(households);
  expect(near.byGrid.length).toBeGreaterThan(0);
  expect(near.byGrid.every(({ parentId, bbox }) => parentId !== null && bbox !== null)).toBe(true);
  expect(near.buildingsOutsideAreas).toBe(0);
});

test("500 metres and ten minutes are answered apart, each with its own definition", () => {
  expect(near.definition).toMatchObject({
    measure: { basis: "distance", metres: 500 },
    direction: "home-to-station",
  });
  expect(far.definition.measure).toEqual({
    basis: "time",
    seconds: 600,
    profile: "adult",
    metresPerSecond: 1.25,
  });
  // 750 metres reach at least as far as 500, and here farther.
  expect(far.total.households.covered).toBeGreaterThan(near.total.households.covered);
  expect(all(far.total)).toBe(all(near.total));
  expect(far.key).not.toBe(near.key);
});

test("without kinds those of the ten-minute circle count: more stations, never fewer households", async () => {
  const { body } = await leader.get<CoverageReply>("/api/coverage?basis=distance&metres=500");
  expect(near.kinds).toEqual([KIND]);
  expect(near.stations.every(({ kind }) => kind === KIND)).toBe(true);
  expect(body.kinds).toContain(KIND);
  expect(body.kinds).not.toContain("service_window");
  expect(body.total.households.covered).toBeGreaterThan(near.total.households.covered);
  expect(body.definition.stationSetVersion).not.toBe(near.definition.stationSetVersion);
});

test("households served by the stations are the households covered", () => {
  const served = near.stations.reduce((total, { households }) => total + households, 0);
  expect(served).toBe(near.total.households.covered);
});

test("the file holds every building once, with the same sums", async () => {
  const rows = await buildingsOf(leader, near.key);
  const { covered, uncovered, notComputable } = near.total.buildings;
  expect(rows).toHaveLength(covered + uncovered + notComputable);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  const households = rows.filter((row) => row.covered).reduce((n, row) => n + row.households, 0);
  expect(households).toBe(near.total.households.covered);
  const told = near.problems.map(({ buildingId }) => buildingId).toSorted();
  const found = rows.filter(({ reason }) => reason !== "" && reason !== "no-path");
  expect(found.map(({ id }) => id).toSorted()).toEqual(told);
});

function isInside(polygon: MultiPolygon, [x, y]: Position): boolean {
  const crossings = (ring: Ring): number =>
    ring.filter(([x1, y1], at) => {
      const [x2, y2] = ring[(at + 1) % ring.length] ?? [x1, y1];
      return y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1);
    }).length;
  return polygon.coordinates.some((rings) => rings.reduce((n, ring) => n + crossings(ring), 0) % 2);
}

test("a building lies inside the polygon if and only if it is covered", async () => {
  const { body } = await leader.get<{ geometry: MultiPolygon; properties: object }>(
    `/api/coverage/${near.key}/isochrone`,
  );
  expect(body.properties).toEqual({ definition: near.definition });
  const rows = new Map((await buildingsOf(leader, near.key)).map((row) => [row.id, row]));
  const places = await listBuildingPlaces(town.db, "2026-11-20");
  const contradictions = places.filter(
    ({ id, position }) => isInside(body.geometry, position) !== rows.get(id)?.covered,
  );
  expect(contradictions).toEqual([]);
});

test("nested rings hold exactly the buildings within their own limit, half to one and a half of it", async () => {
  const { body } = await leader.get<{
    features: { geometry: MultiPolygon; properties: { definition: CoverageDefinition } }[];
  }>(`/api/coverage/${near.key}/rings`);
  const metresOf = ({ measure }: CoverageDefinition) =>
    measure.basis === "distance" ? measure.metres : Number.NaN;
  const rings = body.features.map(({ geometry, properties: { definition } }) => ({
    geometry,
    metres: metresOf(definition),
  }));
  expect(rings.map(({ metres }) => metres)).toEqual([250, 500, 750]);
  const rows = new Map((await buildingsOf(leader, near.key)).map((row) => [row.id, row]));
  for (const { id, position } of await listBuildingPlaces(town.db, "2026-11-20")) {
    const metres = rows.get(id)?.metres ?? null;
    for (const ring of rings)
      expect(isInside(ring.geometry, position)).toBe(metres !== null && metres <= ring.metres);
  }
});

test("a click on a building tells its minutes, its station and the definition", async () => {
  const rows = await buildingsOf(leader, far.key);
  const id = rows.find((row) => row.covered && row.households > 0)?.id ?? "";
  const { status, body } = await leader.get<BuildingCoverageReply>(
    `/api/coverage/${far.key}/buildings/${encodeURIComponent(id)}`,
  );
  expect(status).toBe(200);
  expect(body).toMatchObject({ id, state: "covered", reason: null, definition: far.definition });
  expect(body.seconds).toBeLessThanOrEqual(600);
  expect(body.metres).toBeCloseTo((body.seconds ?? 0) * 1.25, 0);
  expect(far.stations.map((station) => station.id)).toContain(body.station?.id);
  const missing = await leader.get(`/api/coverage/${far.key}/buildings/nowhere`);
  expect([missing.status, missing.body["code"]]).toEqual([404, "coverage.unknown-building"]);
});

test("a community desk gets its own part only: sums, rows, tiles and buildings", async () => {
  const desk = await town.as("community");
  const { body: own } = await desk.get<CoverageReply>(METRES_500);
  const communities = own.byArea.filter(({ kind }) => kind === "community");
  expect(communities).toHaveLength(1);
  expect(own.byArea.every(({ kind }) => kind === "community")).toBe(true);
  const [mine] = communities;
  const same = near.byArea.find(({ id }) => id === mine?.id);
  expect(mine).toEqual(same);
  expect(own.total.households).toEqual(same?.households);
  expect(own.byGrid.every(({ parentId }) => parentId === mine?.id)).toBe(true);
  const ownRows = await buildingsOf(desk, own.key);
  expect(ownRows.length).toBeLessThan((await buildingsOf(leader, near.key)).length);
  const tile = (address: string): string =>
    address.replace("{z}", "14").replace("{x}", "0").replace("{y}", "0");
  expect((await desk.raw(tile(near.tiles))).statusCode).toBe(403);
  expect((await desk.raw(tile(own.tiles))).statusCode).toBe(204);
  const ids = new Set(ownRows.map(({ id }) => id));
  const foreign = (await buildingsOf(leader, near.key)).find(({ id }) => !ids.has(id))?.id ?? "";
  const asked = await desk.get(`/api/coverage/${own.key}/buildings/${encodeURIComponent(foreign)}`);
  expect(asked.status).toBe(404);
});

test("a result that was let go is computed again under the same key", async () => {
  for (let metres = 600; metres < 615; metres += 1)
    await leader.get(`/api/coverage?basis=distance&metres=${metres}`);
  const again = await leader.raw(`/api/coverage/${near.key}/isochrone`);
  expect(again.statusCode).toBe(200);
});

test("gates that nobody has surveyed make the figure an interval, and the definition says so", async () => {
  expect(near.interval).toBeNull();
  expect(near.definition.gates).toBe("surveyed");
  await town.db.updateTable("gate").set({ evidence: "inferred" }).execute();
  await raiseLayerRevisions(town.db, ["gates"]);
  const { body: open } = await leader.get<CoverageReply>(METRES_500);
  const { body: shut } = await leader.get<CoverageReply>(`${METRES_500}&gates=pessimistic`);
  expect([open.definition.gates, shut.definition.gates]).toEqual(["optimistic", "pessimistic"]);
  expect(open.inferredGates).toBeGreaterThan(0);
  expect(open.interval).toEqual({
    gates: open.inferredGates,
    compounds: expect.any(Number),
    optimistic: open.total.households.covered,
    pessimistic: shut.total.households.covered,
  });
  expect(shut.interval).toEqual(open.interval);
  expect(shut.total.households.covered).toBeLessThan(open.total.households.covered);
  expect(all(shut.total)).toBe(all(open.total));
  await town.db.updateTable("gate").set({ evidence: "surveyed" }).execute();
  await raiseLayerRevisions(town.db, ["gates"]);
});

test("where no station counts nobody is covered, and everybody is in the sums", async () => {
  const none = await leader.get<CoverageReply>(
    "/api/coverage?basis=distance&metres=500&kinds=nothing",
  );
  const { total, stations, key } = none.body;
  expect([none.status, total.households.covered, total.coveredShare, stations]).toEqual([
    200,
    0,
    0,
    [],
  ]);
  expect(all(total)).toBe(all(near.total));
  expect(total.households.notComputable).toBe(near.total.households.notComputable);
  const range = await leader.get<{ geometry: unknown }>(`/api/coverage/${key}/isochrone`);
  expect([range.status, range.body.geometry]).toEqual([
    200,
    { type: "MultiPolygon", coordinates: [] },
  ]);
});

test("an unknown key and impossible limits are refused with a code", async () => {
  const unknown = await leader.get("/api/coverage/AAAAAAAAAAAAAAAA/isochrone");
  expect([unknown.status, unknown.body["code"]]).toEqual([404, "coverage.unknown-key"]);
  const limit = await leader.get("/api/coverage?basis=distance&metres=0");
  expect([limit.status, limit.body["code"]]).toEqual([400, "request.invalid"]);
});

test("data quality tells ways cut off and walled compounds, only to who answers for the ground", async () => {
  const [desk, { body: before }] = [
    await town.as("community"),
    await leader.get<QualityReply>(`/api/coverage/${near.key}/quality`),
  ];
  expect(before.classes.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, expect.any(Number)]);
  const [place] = await listBuildingPlaces(town.db, "2026-11-20");
  const home = (await leader.get<CoverageReply>(METRES_500)).body.byArea.find(
    ({ id }) => id === place?.communityId,
  );
  const [west = 0, south = 0] = home?.bbox ?? [];
  const [x, y] = [west + 2e-5, south + 2e-5];
  const corner = (east: number, north: number) => `${x + east * 1e-5} ${y + north * 1e-5}`;
  const wall = [corner(0, 0), corner(4, 0), corner(4, 4), corner(0, 4), corner(0, 0)].join();
  const named = { source_id: "made", name: "无门院", pinyin: "", initials: "" };
  await town.db
    .insertInto("compound")
    .values({
      ...named,
      id: "walled",
      access: "closed",
      community_id: place?.communityId ?? null,
      geom: `SRID=4326;MULTIPOLYGON(((${wall})))`,
    })
    .execute();
  await town.db
    .insertInto("way")
    .values({
      ...named,
      id: "cut-off",
      class: "footway",
      tags: '{"highway":"footway"}',
      geom: `SRID=4326;LINESTRING(${corner(20, 1)},${corner(20, 3)},${corner(23, 3)})`,
    })
    .execute();
  await raiseLayerRevisions(town.db, ["compounds", "ways"]);
  const idsFor = async (asker: Asker) => {
    const { body } = await asker.get<CoverageReply>(METRES_500);
    const { body: told } = await asker.get<QualityReply>(`/api/coverage/${body.key}/quality`);
    return told.classes.flatMap(({ kind, places }) => places.map(({ id }) => `${kind} ${id}`));
  };
  expect(await idsFor(leader)).toEqual(
    expect.arrayContaining(["island cut-off", "gateless walled"]),
  );
  const own = (await desk.get<CoverageReply>(METRES_500)).body.byArea.map(({ id }) => id);
  const isOwn = own.includes(place?.communityId ?? "");
  expect((await idsFor(desk)).includes("gateless walled")).toBe(isOwn);
});
