import { backUp } from "@onegrid/db/backup";
import type { Db } from "@onegrid/db";
import { dumpStore } from "@onegrid/db/test-dump";
import type { FastifyInstance } from "fastify";
import type { Output } from "./canaries.ts";

/** Somebody who looks: the role and the place of the duty, and how they ask. */
export interface Looker {
  readonly who: string;
  readonly headers: Readonly<Record<string, string>>;
}

const text = (value: unknown): Buffer => Buffer.from(JSON.stringify(value) ?? "");

/** The whole store, column by column, and its backup. */
export async function storedOutputs(db: Db): Promise<Output[]> {
  const columns = await dumpStore(db);
  const stored = columns.map((column) => ({
    place: column.place,
    bytes: Buffer.from(column.text),
  }));
  return [...stored, await backupOutput(db)];
}

async function backupOutput(db: Db): Promise<Output> {
  const pieces: string[] = [];
  const write = (piece: string): Promise<void> => {
    pieces.push(piece);
    return Promise.resolve();
  };
  await backUp(db, { now: new Date(0), write });
  return { place: "backup", bytes: Buffer.from(pieces.join("")) };
}

/** Body and headers of an answer. */
export async function answerOutput(
  app: FastifyInstance,
  { who, headers }: Looker,
  request: { readonly method?: "GET" | "POST" | "PUT"; readonly url: string; payload?: object },
): Promise<Output[]> {
  const { method = "GET", url, payload } = request;
  const reply = await app.inject({ method, url, headers, ...(payload && { payload }) });
  const place = `${method} ${url} as ${who}`;
  return [
    { place, bytes: reply.rawPayload },
    { place: `headers of ${place}`, bytes: text(reply.headers) },
  ];
}

interface Described {
  readonly layers: readonly { readonly tiles: string; readonly layer: string }[];
}

/** All tiles of all layers that a square of degrees lies in, at some zooms. */
export async function tileOutputs(
  app: FastifyInstance,
  looker: Looker,
  { bbox, zooms }: { readonly bbox: readonly number[]; readonly zooms: readonly number[] },
): Promise<Output[]> {
  const described = await app.inject({ url: "/api/layers", headers: looker.headers });
  if (described.statusCode !== 200) return [];
  const outputs: Output[] = [];
  for (const { tiles } of described.json<Described>().layers)
    for (const { z, x, y } of tilesOf(bbox, zooms)) {
      const url = tiles.replace("{z}", `${z}`).replace("{x}", `${x}`).replace("{y}", `${y}`);
      outputs.push(...(await answerOutput(app, looker, { url })));
    }
  return outputs;
}

function tilesOf(
  [west = 0, south = 0, east = 0, north = 0]: readonly number[],
  zooms: readonly number[],
) {
  return zooms.flatMap((z) => {
    const [x0, y0] = tileAt(west, north, z);
    const [x1, y1] = tileAt(east, south, z);
    const tiles: { z: number; x: number; y: number }[] = [];
    for (let x = x0; x <= x1; x += 1) for (let y = y0; y <= y1; y += 1) tiles.push({ z, x, y });
    return tiles;
  });
}

function tileAt(lng: number, lat: number, z: number): [number, number] {
  const side = 2 ** z;
  const sine = Math.sin((lat * Math.PI) / 180);
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return [Math.floor(((lng + 180) / 360) * side), Math.floor(y * side)];
}
