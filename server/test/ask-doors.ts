import { strFromU8, unzipSync } from "fflate";
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import type { Asker } from "./demo-town.ts";
import { exportedFile, finishedJob, takenFile } from "./exported-file.ts";
import { CLASSES, type Area, type Thing, type World } from "./world.ts";

/** Those of some things that an address answers for. */
export const answered =
  (of: (world: World) => readonly Thing[], url: (thing: never) => string) =>
  async (asker: Asker, world: World): Promise<string[]> => {
    const found: string[] = [];
    for (const thing of of(world))
      if ((await asker.raw(url(thing as never))).statusCode === 200) found.push(thing.id);
    return found;
  };

export const idsIn = (
  body: unknown,
  pick: (value: Record<string, unknown>) => boolean,
): string[] => {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === "object" && value !== null) {
      const entry: Record<string, unknown> = { ...value };
      if (typeof entry["id"] === "string" && pick(entry)) found.push(entry["id"]);
      Object.values(entry).forEach(walk);
    }
  };
  walk(body);
  return found;
};

/** Every fifth: the door is slow, and each class, level and community comes up. */
export const someOf = <T>(list: readonly T[]): T[] => list.filter((_, at) => at % 5 === 0);

export const everything = (): boolean => true;
export const query = (text: string): string => encodeURIComponent(text);

/** Hits of a search for each thing's own name. */
export const searched =
  (of: (world: World) => readonly Thing[]) =>
  async (asker: Asker, world: World): Promise<string[]> => {
    const found: string[] = [];
    for (const { name } of of(world)) {
      const { body } = await asker.get(`/api/search?limit=50&q=${query(name)}`);
      found.push(...idsIn(body, everything));
    }
    return found;
  };

/** Ids in all tiles of a layer at its finest zoom, of features that `tells` says show something. */
export const tiled =
  (layer: string, tells: (properties: Record<string, unknown>) => boolean = everything) =>
  async (asker: Asker, { areas }: World): Promise<string[]> => {
    const { body } = await asker.get<{
      layers?: { layer: string; maxZoom: number; tiles: string }[];
    }>("/api/layers");
    const served = body.layers?.find((one) => one.layer === layer);
    if (!served) return [];
    const found: string[] = [];
    for (const [x, y] of tilesAround(areas, 14)) {
      const reply = await asker.raw(served.tiles.replace("{z}/{x}/{y}", `14/${x}/${y}`));
      found.push(...featuresOf(reply.rawPayload, tells));
    }
    return found;
  };

function featuresOf(
  bytes: Uint8Array,
  tells: (properties: Record<string, unknown>) => boolean,
): string[] {
  const layers = Object.values(new VectorTile(new PbfReader(bytes)).layers);
  return layers.flatMap((part) =>
    Array.from({ length: part.length }, (_, at) => part.feature(at).properties)
      .filter(tells)
      .map((properties) => String(properties["id"])),
  );
}

/** Tiles of every area's middle and those beside them. */
function tilesAround(areas: readonly Area[], zoom: number): [number, number][] {
  const found = new Map<string, [number, number]>();
  for (const { center } of areas) {
    const [lng, lat] = center;
    const sine = Math.sin((lat * Math.PI) / 180);
    const x = Math.floor(((lng + 180) / 360) * 2 ** zoom);
    const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** zoom);
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1]) found.set(`${x + dx}/${y + dy}`, [x + dx, y + dy]);
  }
  return [...found.values()];
}

const COVERAGE = "/api/coverage?basis=distance&metres=500";
export const coverageOf = async (asker: Asker) =>
  (await asker.get<{ key?: string; tiles?: string; byArea?: unknown; byGrid?: unknown }>(COVERAGE))
    .body;

/** Ids of buildings in the table that is given out. */
export async function exported(asker: Asker, world: World): Promise<string[]> {
  const { key } = await coverageOf(asker);
  const { body } = await asker.raw(`/api/coverage/${key ?? "none"}/buildings.csv`);
  return world.buildings.flatMap(({ id }) => (body.includes(id) ? id : []));
}

/** Ids of buildings in the GeoJSON that is given out. */
export async function exportedCoverage(asker: Asker, world: World): Promise<string[]> {
  const { key = "" } = await coverageOf(asker);
  const path = `/api/coverage/${key}/exports`;
  if (key === "" || (await asker.post(path, { format: "geojson" })).status !== 202) return [];
  const { bytes } = await takenFile(asker, await finishedJob(asker, path, { format: "geojson" }));
  const text = strFromU8(unzipSync(bytes)["buildings.geojson"] ?? new Uint8Array());
  return world.buildings.flatMap(({ id }) => (text.includes(`"id":"${id}"`) ? [id] : []));
}

/** Grids by their names in a file of everything that somebody may have. */
export async function exportedGrids(asker: Asker, { grids }: World): Promise<string[]> {
  const { status } = await asker.post("/api/exports", { format: "csv" });
  if (status !== 202) return [];
  const { bytes } = await exportedFile(asker, { format: "geojson" });
  const text = bytes.toString();
  return grids.flatMap(({ id, name }) => (text.includes(`"${name}"`) ? [id] : []));
}

/** Buildings that a browser is given to try changes out with. */
export async function triedOut(asker: Asker): Promise<string[]> {
  const { key } = await coverageOf(asker);
  const url = `/api/coverage/${key ?? "none"}/live`;
  const { body } = await asker.get<{ buildings?: { ids: string[] } }>(url);
  return body.buildings?.ids ?? [];
}

export async function coverageTiles(asker: Asker, { areas }: World): Promise<string[]> {
  const { tiles = "" } = await coverageOf(asker);
  const found: string[] = [];
  for (const [x, y] of tilesAround(areas, 14)) {
    const reply = await asker.raw(tiles.replace("{z}/{x}/{y}", `14/${x}/${y}`) || "/none");
    if (reply.statusCode === 200) found.push(...featuresOf(reply.rawPayload, everything));
  }
  return found;
}

export async function similarCases(asker: Asker, { areas }: World): Promise<string[]> {
  const found: string[] = [];
  for (const { center } of areas)
    for (const categoryId of CLASSES) {
      const body = { position: center, description: "", categoryId };
      found.push(...idsIn((await asker.post("/api/cases/help", body)).body, everything));
    }
  return found;
}

/** Cases whose card came on a stream that began before all of them. */
export async function streamed(asker: Asker): Promise<string[]> {
  const text = await asker.heard();
  return [...text.matchAll(/^data: (.*"card":.*)$/gm)].flatMap(([, data = "{}"]) =>
    idsIn(JSON.parse(data), ({ number }) => typeof number === "string"),
  );
}

/** Everybody whom the stream of positions begins with, anywhere. */
export async function located(asker: Asker): Promise<string[]> {
  const text = await asker.firstHeard("/api/positions/stream?box=-180,-90,180,90");
  return [...text.matchAll(/"id":"([^"]*)"/g)].flatMap(([, id]) => id ?? []);
}

export const households = (row: Record<string, unknown>): boolean =>
  Number(row["households"] ?? 0) > 0;
