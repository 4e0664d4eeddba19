import type { Sight } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { beginLayerRead, loadLayerRevision } from "@onegrid/db/organisation";
import {
  findServedLayer,
  layerTile,
  SERVED_LAYERS,
  type ServedLayer,
  type Tile,
} from "@onegrid/tiles";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { scopeFor } from "./access/guard.ts";
import { localDay } from "./access/sessions.ts";
import { LayerMeasures, scopeKey, type TileReader } from "./describe-layers.ts";
import { encodingFor, namesTag, packTile, type PackedTile } from "./packed-tile.ts";
import { Problem } from "./problem.ts";
import { sightFor } from "./sight-for.ts";
import { LayersAnswer, TileJsonAnswer } from "./operations/api-answers.ts";
import { TileCache } from "./tile-cache.ts";

const CACHE_BYTES = 64_000_000;

const TileParams = Type.Object({
  layer: Type.String(),
  revision: Type.Integer({ minimum: 0 }),
  z: Type.Integer({ minimum: 0, maximum: 22 }),
  x: Type.Integer({ minimum: 0 }),
  y: Type.Integer({ minimum: 0 }),
});
const TileQuery = Type.Object({
  scope: Type.Optional(Type.String({ maxLength: 2000 })),
  day: Type.Optional(Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" })),
});

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

export const tileRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now }) => {
  const config = { rule: "map.read" } as const;
  const measures = new LayerMeasures(db);
  const cache = new TileCache(CACHE_BYTES, (result) => app.metrics.noteTile(result));

  app.get(
    "/api/layers",
    { config: { ...config, answers: { schema: LayersAnswer } } },
    async (request) => ({
      layers: await measures.describe(SERVED_LAYERS, readerOf(request, now())),
    }),
  );

  app.get(
    "/tiles/:layer.json",
    {
      config: { ...config, answers: { schema: TileJsonAnswer } },
      schema: { params: Type.Object({ layer: Type.String() }) },
    },
    async (request) => {
      const served = requireLayer(request.params.layer);
      const [layer] = await measures.describe([served], readerOf(request, now()));
      return {
        tilejson: "3.0.0",
        name: served.layer,
        scheme: "xyz",
        tiles: [`${request.protocol}://${request.host}${layer?.tiles ?? ""}`],
        minzoom: served.minZoom,
        maxzoom: served.maxZoom,
        ...(layer?.bounds ? { bounds: layer.bounds } : {}),
        vector_layers: served.parts.map(({ name }) => ({ id: name, fields: {} })),
      };
    },
  );

  app.get(
    "/tiles/:layer/:revision/:z/:x/:y",
    {
      config: { ...config, answers: { media: "application/vnd.mapbox-vector-tile" } },
      schema: { params: TileParams, querystring: TileQuery },
    },
    async (request, reply) => {
      const { layer, revision, ...tile } = request.params;
      const served = requireLayer(layer);
      requireInside(tile);
      const reader = readerOf(request, now());
      const { scope, day = reader.day } = request.query;
      if (scope !== undefined && scope !== scopeKey(reader.scope)) {
        throw new Problem({ code: "access.forbidden", permission: "map.read" });
      }
      requireDay(day);
      const asked = {
        served,
        tile,
        revision,
        reader: { ...reader, day },
        sight: sightFor(request),
      };
      const packed = await readPacked(db, cache, asked, request.headers["accept-encoding"]);
      // An address that leaves out what its rows hang on means something else to the next reader.
      const isWhole = served.hangsOn.every((key) => request.query[key] !== undefined);
      return sendPacked(request, reply, packed, isWhole);
    },
  );
};

const readerOf = (request: FastifyRequest, now: Date): TileReader => ({
  scope: scopeFor(request, "map.read"),
  day: localDay(now),
});

function requireLayer(layer: string): ServedLayer {
  const served = findServedLayer(layer);
  if (!served) throw new Problem({ code: "tiles.unknown-layer", layer });
  return served;
}

function requireInside({ z, x, y }: Tile): void {
  const side = 2 ** z;
  if (x < side && y < side) return;
  const place = x < side ? "params/y" : "params/x";
  throw new Problem({ code: "request.invalid", place, reason: `must be < ${side}` });
}

function requireDay(day: string): void {
  const at = Date.parse(`${day}T00:00:00Z`);
  const isDay = at > 0 && new Date(at).toISOString().startsWith(day);
  if (!isDay) {
    throw new Problem({ code: "request.invalid", place: "querystring/day", reason: "no such day" });
  }
}

interface Asked {
  readonly served: ServedLayer;
  readonly tile: Tile;
  readonly revision: number;
  readonly reader: TileReader;
  readonly sight: Sight;
}

/** From the cache, where only the revision is asked for, or out of the rows. */
async function readPacked(
  db: Db,
  cache: TileCache,
  asked: Asked,
  accepts: string | string[] | undefined,
): Promise<PackedTile> {
  const { served, tile, revision, reader, sight } = asked;
  const encoding = encodingFor(accepts);
  const hangsOn = served.hangsOn.map((key) => reader[key]);
  // Nobody is given what was cut for somebody who sees more, whatever scope they come with.
  const seen = served.hangsOn.includes("scope") ? sight.map.toSorted() : [];
  const address = JSON.stringify([served.layer, revision, tile, hangsOn, seen, encoding]);
  const kept = cache.get(address);
  if (kept) {
    requireRevision(await loadLayerRevision(db, served.layer), revision);
    return kept;
  }
  const packed = await packTile(await readTile(db, asked), encoding);
  cache.set(address, packed);
  return packed;
}

/** The revision and the rows are read from one state of the database: the bytes are right for ever. */
const readTile = (db: Db, { served, tile, revision, reader, sight }: Asked): Promise<Uint8Array> =>
  db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (trx) => {
      requireRevision(await beginLayerRead(trx, sight, served.layer), revision);
      return layerTile(trx, served, tile, reader);
    });

function requireRevision(present: number, asked: number): void {
  if (present !== asked) throw new Problem({ code: "tiles.stale", revision: present });
}

/** A tile that its address describes for ever, packed as the client can read it. */
export async function sendTile(
  request: FastifyRequest,
  reply: FastifyReply,
  bytes: Uint8Array,
): Promise<FastifyReply> {
  const packed = await packTile(bytes, encodingFor(request.headers["accept-encoding"]));
  return sendPacked(request, reply, packed, true);
}

function sendPacked(
  request: FastifyRequest,
  reply: FastifyReply,
  { bytes, encoding, tag }: PackedTile,
  isForEver: boolean,
): FastifyReply {
  void reply
    .header(
      "cache-control",
      isForEver ? "private, max-age=31536000, immutable" : "private, no-cache",
    )
    .header("vary", "accept-encoding")
    .header("etag", tag);
  if (namesTag(request.headers["if-none-match"], tag)) return reply.code(304).send();
  if (bytes.length === 0) return reply.code(204).send();
  if (encoding !== "identity") void reply.header("content-encoding", encoding);
  return reply
    .type("application/vnd.mapbox-vector-tile")
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
}
