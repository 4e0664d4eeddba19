import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { VectorTile, type VectorTileLayer } from "@mapbox/vector-tile";
import { raiseLayerRevisions } from "@onegrid/db/organisation";
import { layerTile, SERVED_LAYERS } from "@onegrid/tiles";
import { PbfReader } from "pbf";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDemoTown, type Asker, type DemoTown } from "../test/demo-town.ts";

interface Layer {
  readonly layer: string;
  readonly revision: number;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly bounds: readonly [number, number, number, number] | null;
  readonly count: number;
  readonly tiles: string;
}

let town: DemoTown;
let planner: Asker;
let desk: Asker;

beforeAll(async () => {
  town = await openDemoTown();
  planner = await town.as("planner");
  desk = await town.as("community");
  // A layer that a store has only when somebody makes it.
  type Area = { id: string; kind: string };
  const { body } = await planner.get<{ areas: Area[] }>("/api/areas");
  const community = body.areas.find(({ kind }) => kind === "community");
  await planner.post(`/api/communities/${community?.id}/city-units`, {});
}, 120_000);
afterAll(() => town.close());

const layersOf = async (asker: Asker): Promise<Layer[]> =>
  (await asker.get<{ layers: Layer[] }>("/api/layers")).body.layers;
async function layerOf(asker: Asker, name: string): Promise<Layer> {
  const layer = (await layersOf(asker)).find((one) => one.layer === name);
  if (!layer) throw new Error(`no layer ${name}`);
  return layer;
}

/** Address of the tile in the middle of the layer, at its finest zoom or the given one. */
function middleOf({ bounds, maxZoom, tiles }: Layer, zoom = maxZoom): string {
  const [west, south, east, north] = bounds ?? [0, 0, 0, 0];
  return at(tiles, zoom, [(west + east) / 2, (south + north) / 2]);
}
function at(template: string, z: number, [lng, lat]: readonly [number, number]): string {
  const sine = Math.sin((lat * Math.PI) / 180);
  const x = Math.floor(((lng + 180) / 360) * 2 ** z);
  const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z);
  return template.replace("{z}/{x}/{y}", `${z}/${x}/${y}`);
}
const decode = (bytes: Uint8Array): Readonly<Record<string, VectorTileLayer>> =>
  new VectorTile(new PbfReader(bytes)).layers;

test("every served layer decodes with another library, from its lowest zoom to its highest", async () => {
  const described = await layersOf(planner);
  expect(described.map(({ layer }) => layer)).toEqual(SERVED_LAYERS.map(({ layer }) => layer));
  const bare: string[] = [];
  for (const served of SERVED_LAYERS) {
    const layer = described.find((one) => one.layer === served.layer);
    expect([served.layer, layer?.count]).not.toEqual([served.layer, 0]);
    if (!layer) continue;
    let features = 0;
    for (const zoom of [served.minZoom, served.maxZoom]) {
      const reply = await planner.raw(middleOf(layer, zoom));
      expect([served.layer, zoom, [200, 204].includes(reply.statusCode)]).toEqual([
        served.layer,
        zoom,
        true,
      ]);
      const parts = Object.values(decode(reply.rawPayload));
      expect(served.parts.map(({ name }) => name)).toEqual(
        expect.arrayContaining(parts.map(({ name }) => name)),
      );
      for (const part of parts) features += checkFeatures(part);
    }
    if (features === 0) bare.push(served.layer);
  }
  expect(bare).toEqual([]);
});

/** Every feature has a geometry inside the buffer and an id; answers how many there are. */
function checkFeatures(part: VectorTileLayer): number {
  for (let index = 0; index < part.length; index += 1) {
    const feature = part.feature(index);
    const points = feature.loadGeometry().flat();
    expect(points.length).toBeGreaterThan(0);
    expect(points.every(({ x, y }) => Math.min(x, y) >= -64 && Math.max(x, y) <= 4160)).toBe(true);
    expect(feature.properties["id"]).toEqual(expect.any(String));
  }
  return part.length;
}

test("TileJSON describes the same tiles with an address that any client can use", async () => {
  const layer = await layerOf(planner, "buildings");
  const { body } = await planner.get("/tiles/buildings.json");
  expect(body).toMatchObject({
    tilejson: "3.0.0",
    scheme: "xyz",
    minzoom: 14,
    maxzoom: 16,
    bounds: layer.bounds,
    tiles: [`http://localhost:80${layer.tiles}`],
    vector_layers: [{ id: "buildings" }],
  });
  expect(body["tiles"]).toEqual([expect.stringMatching(/\{z\}\/\{x\}\/\{y\}/)]);
  expect((await planner.get("/tiles/nothing.json")).body).toMatchObject({
    code: "tiles.unknown-layer",
    status: 404,
  });
});

test("a tile is packed as the client reads it; unpacked, the bytes are the same", async () => {
  const url = middleOf(await layerOf(planner, "buildings"));
  const ask = (accept: string) => planner.raw(url, { "accept-encoding": accept });
  const [br, gzip, plain] = [await ask("br, gzip"), await ask("gzip"), await ask("identity")];
  expect(br.headers["content-encoding"]).toBe("br");
  expect(gzip.headers["content-encoding"]).toBe("gzip");
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(plain.headers["content-type"]).toBe("application/vnd.mapbox-vector-tile");
  expect(brotliDecompressSync(br.rawPayload).equals(plain.rawPayload)).toBe(true);
  expect(gunzipSync(gzip.rawPayload).equals(plain.rawPayload)).toBe(true);
  expect(br.rawPayload.length).toBeLessThan(plain.rawPayload.length);
  for (const reply of [br, gzip, plain]) expect(reply.headers["vary"]).toContain("accept-encoding");
});

test("a tile may be kept for ever, and is recognised by its strong tag", async () => {
  const url = middleOf(await layerOf(planner, "buildings"));
  const first = await planner.raw(url, { "accept-encoding": "br" });
  expect(first.headers["cache-control"]).toBe("private, max-age=31536000, immutable");
  const tag = String(first.headers["etag"]);
  expect(tag).toMatch(/^"[\w-]+"$/);
  const again = await planner.raw(url, { "accept-encoding": "br", "if-none-match": `"x", ${tag}` });
  expect([again.statusCode, again.body, again.headers["etag"]]).toEqual([304, "", tag]);
  const other = await planner.raw(url, { "accept-encoding": "gzip", "if-none-match": tag });
  expect(other.statusCode).toBe(200);
});

test("equal rows give equal bytes, whether from the rows or from the cache", async () => {
  const buildings = SERVED_LAYERS.find(({ layer }) => layer === "buildings");
  const layer = await layerOf(planner, "buildings");
  const url = middleOf(layer);
  const [, z, x, y] = /\/(\d+)\/(\d+)\/(\d+)\?/.exec(url)?.map(Number) ?? [];
  const scope = (new URL(url, "http://x").searchParams.get("scope") ?? "").split(",");
  if (!buildings || z === undefined || x === undefined || y === undefined) throw new Error(url);
  const reader = { scope, day: "2026-11-20" };
  const rows = await layerTile(town.db, buildings, { z, x, y }, reader);
  const again = await layerTile(town.db, buildings, { z, x, y }, reader);
  const served = await planner.raw(url, { "accept-encoding": "identity" });
  const kept = await planner.raw(url, { "accept-encoding": "identity" });
  expect(rows.length).toBeGreaterThan(500);
  expect(Buffer.from(rows).equals(again)).toBe(true);
  expect(served.rawPayload.equals(rows)).toBe(true);
  expect(kept.rawPayload.equals(rows)).toBe(true);
});

test("a tile of another revision is refused with the present one, also when it is in the cache", async () => {
  const layer = await layerOf(planner, "stations");
  const url = middleOf(layer);
  expect((await planner.raw(url)).statusCode).toBeLessThan(300);
  await town.db.transaction().execute((trx) => raiseLayerRevisions(trx, ["stations"]));
  const stale = await planner.get(url);
  expect([stale.status, stale.body]).toMatchObject([
    409,
    { code: "tiles.stale", revision: layer.revision + 1 },
  ]);
  expect(stale.headers["cache-control"]).toBe("no-store");
  const present = await layerOf(planner, "stations");
  expect(present.revision).toBe(layer.revision + 1);
  expect((await planner.raw(middleOf(present))).statusCode).toBeLessThan(300);
  const early = url.replace(`/${layer.revision}/`, `/${layer.revision + 9}/`);
  expect((await planner.get(early)).status).toBe(409);
});

test("the scope in the address is the asker's own, or the tile is not given", async () => {
  const mine = middleOf(await layerOf(desk, "compounds"), 14);
  const theirs = middleOf(await layerOf(planner, "compounds"), 14);
  expect(mine).not.toBe(theirs);
  expect((await desk.get(theirs)).body).toMatchObject({ code: "access.forbidden", status: 403 });
  expect((await planner.get(mine)).status).toBe(403);
  const [all, some] = [await planner.raw(theirs), await desk.raw(mine)];
  const count = (reply: typeof all): number => decode(reply.rawPayload)["compounds"]?.length ?? 0;
  expect(count(some)).toBeGreaterThan(0);
  expect(count(some)).toBeLessThan(count(all));
  // Without a scope it is the asker's own as well, but then nobody may keep it.
  const bare = await desk.raw(mine.replace(/\?.*/, ""));
  expect(bare.headers["cache-control"]).toBe("private, no-cache");
  expect(count(bare)).toBe(count(some));
});

test("what everybody sees alike has one address for everybody, on every day", async () => {
  for (const name of ["ways", "areas", "stations", "land"]) {
    const [one, other] = [await layerOf(planner, name), await layerOf(desk, name)];
    expect(one.tiles).toBe(other.tiles);
    expect(one.tiles).toBe(`/tiles/${name}/${one.revision}/{z}/{x}/{y}`);
  }
  expect((await layerOf(planner, "grids")).tiles).toContain("day=2026-11-20");
});

test("an empty tile is 204; no such layer, place or day is a refusal", async () => {
  const { tiles, revision } = await layerOf(planner, "ways");
  const empty = await planner.raw(at(tiles, 15, [0, 0]));
  expect([empty.statusCode, empty.body]).toEqual([204, ""]);
  expect(empty.headers["cache-control"]).toContain("immutable");
  const tooFar = await planner.raw(`/tiles/ways/${revision}/3/1/1`);
  expect(tooFar.statusCode).toBe(204);

  const refusal = async (url: string) => {
    const { status, body } = await planner.get(url);
    return [status, body["code"], body["place"]];
  };
  expect(await refusal("/tiles/nothing/1/14/1/1")).toEqual([404, "tiles.unknown-layer", undefined]);
  const invalid = (place: string) => [400, "request.invalid", place];
  expect(await refusal(`/tiles/ways/${revision}/10/1024/1`)).toEqual(invalid("params/x"));
  expect(await refusal(`/tiles/ways/${revision}/10/1/1024`)).toEqual(invalid("params/y"));
  expect(await refusal(`/tiles/ways/${revision}/23/1/1`)).toEqual(invalid("params/z"));
  expect(await refusal(`/tiles/ways/${revision}/10/-1/1`)).toEqual(invalid("params/x"));
  expect(await refusal(`/tiles/ways/${revision}/10/1.5/1`)).toEqual(invalid("params/x"));
  for (const day of ["2026-02-30", "2026-99-99", "0000-01-01"]) {
    expect(await refusal(`/tiles/grids/1/10/1/1?day=${day}`)).toEqual(invalid("querystring/day"));
  }
});

test("grids are those in force on the day in the address", async () => {
  const { tiles } = await layerOf(planner, "grids");
  const layer = await layerOf(planner, "grids");
  const now = decode((await planner.raw(middleOf(layer, 14))).rawPayload);
  expect(now["grids"]?.length).toBeGreaterThan(0);
  expect(now["grids_label"]?.length).toBeGreaterThan(0);
  expect(now["grids"]?.feature(0).properties).toMatchObject({
    code: expect.any(String),
    households: expect.any(Number),
  });
  const before = { ...layer, tiles: tiles.replace("day=2026-11-20", "day=2020-01-01") };
  expect((await planner.raw(middleOf(before, 14))).statusCode).toBe(204);
});
