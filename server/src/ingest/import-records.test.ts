import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LayerRecord } from "@onegrid/core/ingest";
import type { Db } from "@onegrid/db";
import { saveDuties } from "@onegrid/db/access";
import { head, readAfter } from "@onegrid/db/events";
import { listRejects, sweepUnfinishedBatches } from "@onegrid/db/ingest";
import { listLayerRevisions } from "@onegrid/db/organisation";
import { openTestDatabase } from "@onegrid/db/test-database";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import {
  areaRecord,
  COMMUNITIES,
  DISTRICT,
  openSmallTown,
  SOUTH,
  square,
  STREETS,
  townRecords,
  westOf,
} from "../../test/small-town.ts";
import { importRecords, type ImportOptions, type ImportPart } from "./import-records.ts";

const now = (): Date => new Date("2026-11-20T10:00:00+08:00");
const options: ImportOptions = { fileName: "town.geojson", accountId: null, now };
let db: Db;
beforeEach(async () => {
  db = await openTestDatabase();
});
afterEach(() => db.destroy());

const part = (...records: LayerRecord[]): ImportPart => ({ records, rejects: [] });
const take = (records: LayerRecord[], more: Partial<ImportOptions> = {}) =>
  importRecords(db, [part(...records)], { ...options, ...more });

/** Everything an import may change, to be compared before and after. */
async function snapshot() {
  const tables = ["area", "compound", "gate", "building", "entrance", "station", "duty"] as const;
  const rows = await Promise.all(
    tables.map(async (table) => [
      table,
      await db.selectFrom(table).select("id").orderBy("id").execute(),
    ]),
  );
  const waiting = await db.selectFrom("import_row").select("number").execute();
  return { rows, waiting, revisions: await listLayerRevisions(db), head: await head(db) };
}
const batches = () =>
  db
    .selectFrom("import_batch")
    .select(["state", "accepted", "added", "updated", "rejected"])
    .orderBy("started_at")
    .execute();
const areas = () =>
  db.selectFrom("area").select(["id", "parent_id as parent", "path"]).orderBy("code").execute();

const building = (sourceId: string, more: object = {}): LayerRecord => ({
  layer: "buildings",
  sourceId,
  name: "楼",
  address: "",
  households: 10,
  householdSource: "register",
  storeys: null,
  use: "residential",
  geometry: square(westOf(0) + 0.0045, SOUTH + 0.005, 0.0002),
  ...more,
});

test("all of it goes in at once: rows, revisions, one event a layer, the batch's sums", async () => {
  const before = await head(db);
  const result = await take(townRecords());
  expect(result).toMatchObject({ accepted: 21, rejected: 0 });
  expect(await batches()).toEqual([
    { state: "done", accepted: 21, added: 21, updated: 0, rejected: 0 },
  ]);
  const events = await readAfter(db, before.position, 99);
  const changed = events.map(({ kind, payload }) => [kind, payload]);
  expect(changed).toEqual((await listLayerRevisions(db)).map((state) => ["layers.changed", state]));
  expect(changed).toHaveLength(6);
  expect((await snapshot()).waiting).toEqual([]);
});

test("a source that breaks off in the middle leaves no row, no revision and no event", async () => {
  await take(townRecords());
  const before = await snapshot();
  function* broken(): Generator<ImportPart> {
    yield part(building("new-1"));
    yield part(building("new-2"), building(`甲楼-${COMMUNITIES[0]}`, { households: 999 }));
    throw new Error("the file ends here");
  }
  await expect(importRecords(db, broken(), options)).rejects.toThrow("the file ends here");
  expect(await snapshot()).toEqual(before);
  expect((await batches()).at(-1)).toMatchObject({ state: "failed", accepted: 3, added: 0 });
});

test("a row that the store refuses takes the whole import with it", async () => {
  await take(townRecords());
  const before = await snapshot();
  await expect(take([building("good"), building("bad", { households: -1 })])).rejects.toThrow(
    "building_household_count_check",
  );
  expect(await snapshot()).toEqual(before);
});

test("cancelled while it reads, or at the last moment, it leaves nothing", async () => {
  const before = await snapshot();
  for (const when of ["reading", "storing"]) {
    const cancel = new AbortController();
    const reason = new Error("cancelled by the user");
    const cancelled = take(townRecords(), {
      signal: cancel.signal,
      onProgress: () => (when === "reading" ? cancel.abort(reason) : undefined),
      onStoring: () => cancel.abort(reason),
    });
    await expect(cancelled).rejects.toBe(reason);
    expect(await snapshot()).toEqual(before);
    expect((await batches()).at(-1)).toMatchObject({ state: "cancelled", added: 0 });
  }
});

test("the same source id again updates instead of doubling, and ids stay", async () => {
  await take(townRecords());
  const before = (await snapshot()).rows;
  const moved = townRecords().map((record) =>
    record.layer === "buildings" ? { ...record, name: `新${record.name}`, storeys: 18 } : record,
  );
  const { applied } = await take(moved);
  expect(applied.every(({ added }) => added === 0)).toBe(true);
  expect(applied.find(({ layer }) => layer === "buildings")).toMatchObject({ updated: 6 });
  expect((await snapshot()).rows).toEqual(before);
  const rows = await db.selectFrom("building").select(["name", "storeys", "initials"]).execute();
  expect(rows.every((row) => row.name.startsWith("新") && row.storeys === 18)).toBe(true);
  expect(rows[0]?.initials).toMatch(/^x[jy]l\d$/);
});

test("of an id that comes twice in one batch the last row counts, once", async () => {
  await take(townRecords());
  const { applied } = await take([
    building("twin", { households: 1 }),
    building("twin", { households: 2 }),
  ]);
  expect(applied).toEqual([{ layer: "buildings", added: 1, updated: 0 }]);
  const { household_count } = await db
    .selectFrom("building")
    .select("household_count")
    .where("id", "=", "twin")
    .executeTakeFirstOrThrow();
  expect(household_count).toBe(2);
});

test("killed in the middle, it leaves nothing, and the next start says that it failed", async () => {
  const before = await snapshot();
  const script = fileURLToPath(new URL("../../test/importing-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script, inject("databaseUrl")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const text of child.stdout.setEncoding("utf8")) {
    said += String(text);
    if (said.includes("all read")) break;
  }
  expect((await snapshot()).waiting).toHaveLength(21);
  child.kill("SIGKILL");
  await once(child, "exit");

  expect(await sweepUnfinishedBatches(db, now())).toBe(1);
  expect(await snapshot()).toEqual(before);
  expect(await batches()).toMatchObject([{ state: "failed", added: 0 }]);
  expect(await sweepUnfinishedBatches(db, now())).toBe(0);
}, 30_000);

test("an import whose rows another start has swept away fails instead of storing what is left", async () => {
  async function* swept(): AsyncGenerator<ImportPart> {
    yield part(...townRecords().slice(0, 6));
    await sweepUnfinishedBatches(db, now());
    yield part(...townRecords().slice(6));
  }
  await expect(importRecords(db, swept(), options)).rejects.toThrow("0 of 21 rows");
  expect(await areas()).toEqual([]);
  expect(await batches()).toMatchObject([{ state: "failed" }]);
});

test("areas find what is above them by its code, whatever the order", async () => {
  await take(townRecords().toReversed());
  expect(await areas()).toEqual([
    { id: DISTRICT, parent: null, path: [DISTRICT] },
    { id: STREETS[0], parent: DISTRICT, path: [DISTRICT, STREETS[0]] },
    ...[0, 1].map((n) => ({
      id: COMMUNITIES[n],
      parent: STREETS[0],
      path: [DISTRICT, STREETS[0], COMMUNITIES[n]],
    })),
    { id: STREETS[1], parent: DISTRICT, path: [DISTRICT, STREETS[1]] },
    { id: COMMUNITIES[2], parent: STREETS[1], path: [DISTRICT, STREETS[1], COMMUNITIES[2]] },
  ]);
});

test("areas without a parent's code find it by their place, also when it comes later", async () => {
  const bare = townRecords().map((record) =>
    record.layer === "areas" ? { ...record, parentCode: null } : record,
  );
  const isCommunity = (record: LayerRecord): boolean =>
    record.layer === "areas" && record.kind === "community";
  await take(bare.filter(isCommunity));
  expect((await areas()).map(({ path }) => path)).toEqual(COMMUNITIES.map((code) => [code]));
  await take(bare.filter((record) => !isCommunity(record)));
  const paths = (await areas()).map(({ path }) => path);
  expect(paths).toContainEqual([DISTRICT, STREETS[0], COMMUNITIES[1]]);
  expect(paths).toContainEqual([DISTRICT, STREETS[1], COMMUNITIES[2]]);
});

test("areas that name each other as parent make no circle", async () => {
  const one = square(westOf(0), SOUTH, 0.01);
  await take([
    areaRecord(STREETS[0], "street", COMMUNITIES[0], one),
    areaRecord(COMMUNITIES[0], "community", STREETS[0], one),
  ]);
  expect((await areas()).map(({ path }) => path)).toEqual([
    [STREETS[0]],
    [STREETS[0], COMMUNITIES[0]],
  ]);
});

test("an area that becomes of a higher kind leaves what was above it: there is no circle", async () => {
  await take(townRecords());
  const wide = square(westOf(0), SOUTH, 0.05);
  const lifted: LayerRecord = { ...areaRecord(STREETS[0], "street", null, wide), kind: "city" };
  const below = areaRecord(DISTRICT, "district", STREETS[0], square(westOf(0), SOUTH, 0.03));
  await take([lifted, below]);
  const found = await areas();
  const pathOf = (id: string) => found.find((area) => area.id === id)?.path;
  expect(found.filter(({ parent }) => parent === null).map(({ id }) => id)).toEqual([STREETS[0]]);
  expect(pathOf(DISTRICT)).toEqual([STREETS[0], DISTRICT]);
  expect(pathOf(STREETS[1])).toEqual([STREETS[0], DISTRICT, STREETS[1]]);
  expect(found.every(({ id, path }) => path[0] === STREETS[0] && path.at(-1) === id)).toBe(true);
});

test("an area that is known by its code is updated, whatever the file calls it", async () => {
  await take(townRecords());
  const outline = square(westOf(2), SOUTH, 0.01);
  const official = areaRecord(COMMUNITIES[2], "community", STREETS[1], outline);
  const { applied } = await take([{ ...official, sourceId: "shp-7", name: "新名社区" }]);
  expect(applied).toEqual([{ layer: "areas", added: 0, updated: 1 }]);
  const named = await db
    .selectFrom("area")
    .select(["id", "path"])
    .where("name", "=", "新名社区")
    .execute();
  expect(named).toEqual([{ id: COMMUNITIES[2], path: [DISTRICT, STREETS[1], COMMUNITIES[2]] }]);
});

test("made-up codes of two sources do not mix up their areas; real ones that come twice do not go in", async () => {
  const stand = (sourceId: string, code: string): LayerRecord => ({
    ...areaRecord(code, "community", null, square(westOf(0), SOUTH, 0.01)),
    sourceId,
  });
  await take([stand("a-1", "990000000001")]);
  await take([stand("b-1", "990000000001"), stand("c-1", "990000000001")]);
  await take([stand("b-1", "990000000001")]);
  expect((await areas()).map(({ id }) => id).toSorted()).toEqual(["a-1", "b-1", "c-1"]);

  const result = await take([stand("x", COMMUNITIES[0]), stand("y", COMMUNITIES[0])]);
  expect(result).toMatchObject({ accepted: 1, rejected: 1 });
  expect(await listRejects(db, result.batchId, -1, 9)).toMatchObject([
    { place: "#2", refusal: { code: "ingest.duplicate-id", id: COMMUNITIES[0], first: "x" } },
  ]);
});

test("an entrance of a building that nobody knows is refused; the rest goes in", async () => {
  await take(townRecords());
  const entrance = (sourceId: string, buildingSourceId: string): LayerRecord => ({
    layer: "entrances",
    sourceId,
    buildingSourceId,
    name: "1单元",
    geometry: { type: "Point", coordinates: [westOf(0) + 0.004, SOUTH + 0.004] },
  });
  const result = await take([
    building("new"),
    entrance("e1", `甲楼-${COMMUNITIES[0]}`),
    entrance("e2", "new"),
    entrance("e3", "none"),
  ]);
  expect(result).toMatchObject({ accepted: 3, rejected: 1 });
  expect(await listRejects(db, result.batchId, -1, 9)).toMatchObject([
    { refusal: { code: "ingest.reference-unknown", target: "building", id: "none" }, value: "e3" },
  ]);
  const stored = await db.selectFrom("entrance").select("id").orderBy("id").execute();
  expect(stored.map(({ id }) => id)).toEqual(["e1", "e2"]);
});

test("objects are linked to the community and the compound they lie in, also when those come later", async () => {
  const places = townRecords();
  const isArea = ({ layer }: LayerRecord): boolean => layer === "areas" || layer === "compounds";
  await take(places.filter((record) => !isArea(record) && record.layer !== "gates"));
  const links = () =>
    db
      .selectFrom("building")
      .select(["id", "community_id as community", "compound_id as compound"])
      .orderBy("id")
      .execute();
  expect((await links()).every((row) => row.community === null && row.compound === null)).toBe(
    true,
  );
  await take(places.filter(isArea));
  expect(await links()).toEqual(
    ["乙楼", "甲楼"].flatMap((name) =>
      COMMUNITIES.map((code) => ({
        id: `${name}-${code}`,
        community: code,
        compound: `compound-${code}`,
      })),
    ),
  );
  const stations = await db.selectFrom("station").select("community_id").orderBy("id").execute();
  expect(stations.map((row) => row.community_id)).toEqual([...COMMUNITIES]);
});

test("a new root belongs to those who held a role in every root so far, and to nobody else", async () => {
  await db.destroy();
  db = await openSmallTown(now);
  const far = square(110, 20, 0.01);
  const holders = async (areaId: string) =>
    (
      await db
        .selectFrom("duty")
        .innerJoin("account", "account.id", "duty.account_id")
        .select(["login", "role"])
        .where("area_id", "=", areaId)
        .orderBy("login")
        .orderBy("role")
        .execute()
    ).map(({ login, role }) => `${login}:${role}`);
  await take([areaRecord("990000000077", "district", null, far)]);
  const everywhere = [
    "admin:administrator",
    "auditor:auditor",
    "dispatcher:command_desk",
    "dispatcher:supervision_desk",
    "leader:leader",
    "planner:planner",
    "supervisor:supervisor",
  ];
  expect(await holders("990000000077")).toEqual(everywhere);

  // Somebody who answers for one of the two roots only does not get the third.
  const { id } = await db
    .selectFrom("account")
    .select("id")
    .where("login", "=", "street")
    .executeTakeFirstOrThrow();
  const duty = { role: "leader", displayName: "x", categories: [], shift: "", maxOpenCases: 5 };
  await saveDuties(db, [{ ...duty, id: "one", accountId: id, areaId: DISTRICT, post: null }]);
  await take([areaRecord("990000000078", "district", null, square(111, 20, 0.01))]);
  expect(await holders("990000000078")).toEqual(everywhere);
  // Again: nothing doubles.
  await take([areaRecord("990000000078", "district", null, square(111, 20, 0.01))]);
  expect(await holders("990000000078")).toEqual(everywhere);

  // A city that is drawn round one of them: it is not new ground, but ground above what they hold.
  await take([areaRecord("990000000079", "city", null, square(109.5, 19.5, 1.2))]);
  expect(await holders("990000000079")).toEqual(everywhere);
});
