import type { Db } from "@onegrid/db";
import { listAreas, searchObjects } from "@onegrid/db/organisation";
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { afterAll, beforeAll, expect, test } from "vitest";
import { headersOf, openApp, type OpenedApp } from "../../test/open-app.ts";
import {
  COMMUNITIES,
  DISTRICT,
  openSmallTown,
  SOUTH,
  STREETS,
  westOf,
} from "../../test/small-town.ts";

const now = (): Date => new Date("2026-11-20T10:00:00+08:00");
let db: Db;
let opened: OpenedApp;
const ask: Record<string, <T>(url: string) => Promise<T>> = {};

beforeAll(async () => {
  db = await openSmallTown(now);
  opened = await openApp(db, { now });
  for (const login of ["planner", "street", "community", "admin"]) {
    const headers = await headersOf(opened.app, login);
    ask[login] = async (url) => (await opened.app.inject({ url, headers })).json();
  }
});
afterAll(async () => {
  await opened.close();
  await db.destroy();
});

const get = <T>(login: string, url: string): Promise<T> => {
  const asker = ask[login];
  if (!asker) throw new Error(login);
  return asker<T>(url);
};

interface AreaOut {
  readonly id: string;
  readonly households: number;
  readonly buildings: number;
}

test("areas: everything for the planner; for a desk its own and those above, with its own sums", async () => {
  const areasOf = async (login: string) =>
    (await get<{ areas: AreaOut[] }>(login, "/api/areas")).areas.map(
      ({ id, households, buildings }) => [id, households, buildings],
    );
  expect(await areasOf("planner")).toEqual([
    [DISTRICT, 123, 6],
    [STREETS[0], 81, 4],
    [COMMUNITIES[0], 40, 2],
    [COMMUNITIES[1], 41, 2],
    [STREETS[1], 42, 2],
    [COMMUNITIES[2], 42, 2],
  ]);
  expect(await areasOf("street")).toEqual([
    [DISTRICT, 81, 4],
    [STREETS[0], 81, 4],
    [COMMUNITIES[0], 40, 2],
    [COMMUNITIES[1], 41, 2],
  ]);
  expect(await areasOf("community")).toEqual([
    [DISTRICT, 40, 2],
    [STREETS[0], 40, 2],
    [COMMUNITIES[0], 40, 2],
  ]);
});

test("search finds compounds and buildings only in the asker's part, stations everywhere", async () => {
  const found = async (login: string, q: string) =>
    (
      await get<{ hits: { id: string }[] }>(login, `/api/search?q=${encodeURIComponent(q)}`)
    ).hits.map(({ id }) => id);
  expect(await found("planner", "小区")).toEqual(COMMUNITIES.map((code) => `compound-${code}`));
  expect(await found("community", "小区")).toEqual([`compound-${COMMUNITIES[0]}`]);
  expect(await found("community", "xq2")).toEqual([]);
  expect(await found("planner", "xq2")).toEqual([`compound-${COMMUNITIES[2]}`]);
  expect(await found("street", "甲楼")).toEqual([0, 1].map((n) => `甲楼-${COMMUNITIES[n]}`));
  expect(await found("community", "驿站")).toHaveLength(3);
  expect(await found("community", "金川路 ２号")).toEqual([]);
  expect(await found("planner", "金川路 ２号")).toHaveLength(2);
  expect(await found("planner", COMMUNITIES[1])).toEqual([COMMUNITIES[1]]);
  expect(await found("planner", "  ")).toEqual([]);
  expect(await found("planner", "%")).toEqual([]);
});

interface CardOut {
  readonly status?: number;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

test("a card: the building for everybody, its households for those who answer for it", async () => {
  const building = `/api/objects/buildings/${encodeURIComponent(`甲楼-${COMMUNITIES[2]}`)}`;
  const compound = `/api/objects/compounds/compound-${COMMUNITIES[2]}`;
  expect((await get<CardOut>("planner", building)).properties).toMatchObject({
    households: 42,
    household_source: "register",
    compound: "小区2",
  });
  const outside = await get<CardOut>("community", building);
  expect(outside.name).toBe("甲楼2");
  expect(outside.properties).toMatchObject({
    households: null,
    household_source: null,
    compound: null,
    storeys: 6,
  });
  expect((await get<CardOut>("planner", compound)).properties).toMatchObject({
    buildings: 2,
    households: 42,
    gates: 1,
  });
  expect((await get<CardOut>("community", compound)).status).toBe(404);
});

test("tiles: outside the scope no compound, and no household on any building", async () => {
  const layers = async (login: string) =>
    (await get<{ layers: { layer: string; tiles: string }[] }>(login, "/api/layers")).layers;
  const read = async (login: string, layer: string) => {
    const served = (await layers(login)).find((one) => one.layer === layer);
    const headers = await headersOf(opened.app, login);
    // The town lies in two tiles; what lies on their edge is in both.
    const found = new Map<unknown, Record<string, unknown>>();
    for (const lng of [westOf(0) + 0.005, westOf(1) + 0.005]) {
      const [x, y] = tileAt(lng, SOUTH + 0.005, 14);
      const url = served?.tiles.replace("{z}/{x}/{y}", `14/${x}/${y}`) ?? "";
      const reply = await opened.app.inject({ url, headers });
      const tile = new VectorTile(new PbfReader(reply.rawPayload)).layers[layer];
      for (let n = 0; n < (tile?.length ?? 0); n += 1) {
        const { properties = {} } = tile?.feature(n) ?? {};
        found.set(properties["id"], properties);
      }
    }
    return [...found.values()];
  };
  expect((await read("planner", "compounds")).length).toBeGreaterThan(1);
  const mine = await read("community", "compounds");
  expect(mine.map((compound) => compound["id"])).toEqual([`compound-${COMMUNITIES[0]}`]);

  const all = await read("planner", "buildings");
  const desk = await read("community", "buildings");
  expect(desk.map((one) => one["id"])).toEqual(all.map((one) => one["id"]));
  expect(all.filter((one) => "households" in one).length).toBeGreaterThan(1);
  expect(desk.filter((one) => "households" in one).map((one) => one["id"])).toEqual([
    `甲楼-${COMMUNITIES[0]}`,
  ]);
});

/** Column and row of the tile that holds a position. */
function tileAt(lng: number, lat: number, zoom: number): [x: number, y: number] {
  const scale = 2 ** zoom;
  const sine = Math.sin((lat * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [Math.floor(((lng + 180) / 360) * scale), Math.floor(y * scale)];
}

test("whoever has no duty in any root sees nothing of it", async () => {
  expect(await listAreas(db, [])).toEqual([]);
  const query = { text: "小区", limit: 9, scope: [], day: "2026-11-20" };
  expect(await searchObjects(db, query)).toEqual([]);
});
