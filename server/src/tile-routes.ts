import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Db } from "@onegrid/db";
import { loadLayerRevision, measureTable } from "@onegrid/db/organisation";
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
import { Problem } from "./problem.ts";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

const TileParams = Type.Object({
  layer: Type.String(),
  revision: Type.Integer({ minimum: 0 }),
  z: Type.Integer({ minimum: 0, maximum: 22 }),
  x: Type.Integer({ minimum: 0 }),
  y: Type.Integer({ minimum: 0 }),
});
/** The scope is part of the address: two readers with different parts never share a cached tile. */
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

  app.get("/api/layers", { config }, async (request) => ({
    layers: await Promise.all(
      SERVED_LAYERS.map((served) => describeLayer(db, served, viewOf(request, now()))),
    ),
  }));

  app.get(
    "/tiles/:layer.json",
    { config, schema: { params: Type.Object({ layer: Type.String() }) } },
    async (request) => {
      const served = requireLayer(request.params.layer);
      const layer = await describeLayer(db, served, viewOf(request, now()));
      return {
        tilejson: "3.0.0",
        name: served.layer,
        scheme: "xyz",
        tiles: [layer.tiles],
        minzoom: served.minZoom,
        maxzoom: served.maxZoom,
        ...(layer.bounds ? { bounds: layer.bounds } : {}),
        vector_layers: served.parts.map(({ name }) => ({ id: name, fields: {} })),
      };
    },
  );

  app.get(
    "/tiles/:layer/:revision/:z/:x/:y",
    { config, schema: { params: TileParams, querystring: TileQuery } },
    async (request, reply) => {
      const { layer, revision, ...tile } = request.params;
      const served = requireLayer(layer);
      const view = viewOf(request, now());
      if (request.query.scope !== undefined && request.query.scope !== view.scope.join(",")) {
        throw new Problem({ code: "access.forbidden", permission: "map.read" });
      }
      const day = request.query.day ?? view.day;
      const bytes = await readTile(db, served, { tile, revision, view: { ...view, day } });
      return sendTile(request, reply, bytes);
    },
  );
};

interface View {
  readonly scope: readonly string[];
  readonly day: string;
}

const viewOf = (request: FastifyRequest, now: Date): View => ({
  scope: scopeFor(request, "map.read"),
  day: localDay(now),
});

function requireLayer(layer: string): ServedLayer {
  const served = findServedLayer(layer);
  if (!served) throw new Problem({ code: "tiles.unknown-layer", layer });
  return served;
}

async function describeLayer(db: Db, served: ServedLayer, view: View) {
  const [revision, { count, bbox }] = await Promise.all([
    loadLayerRevision(db, served.layer),
    measureTable(db, served.table),
  ]);
  const scope = encodeURIComponent(view.scope.join(","));
  return {
    layer: served.layer,
    revision,
    minZoom: served.minZoom,
    maxZoom: served.maxZoom,
    bounds: bbox,
    count,
    tiles: `/tiles/${served.layer}/${revision}/{z}/{x}/{y}?scope=${scope}&day=${view.day}`,
  };
}

/** The revision and the rows are read from one state of the database: the bytes are right for ever. */
const readTile = (
  db: Db,
  served: ServedLayer,
  asked: { tile: Tile; revision: number; view: View },
): Promise<Uint8Array> =>
  db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (trx) => {
      const revision = await loadLayerRevision(trx, served.layer);
      if (revision !== asked.revision) throw new Problem({ code: "tiles.stale", revision });
      return layerTile(trx, served, asked.tile, asked.view);
    });

/** Bytes with a strong tag, packed as the client can read them. */
export async function sendTile(
  request: FastifyRequest,
  reply: FastifyReply,
  bytes: Uint8Array,
): Promise<FastifyReply> {
  const tag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`;
  void reply
    .header("cache-control", "private, max-age=31536000, immutable")
    .header("vary", "accept-encoding")
    .header("etag", tag);
  if (request.headers["if-none-match"] === tag) return reply.code(304).send();
  if (bytes.length === 0) return reply.code(204).send();
  void reply.type("application/vnd.mapbox-vector-tile");
  const accepts = request.headers["accept-encoding"] ?? "";
  if (bytes.length < 600) return reply.send(Buffer.from(bytes));
  if (/\bbr\b/.test(accepts)) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
    return reply.header("content-encoding", "br").send(await brotli(bytes, { params }));
  }
  if (/\bgzip\b/.test(accepts)) {
    return reply.header("content-encoding", "gzip").send(await gzipped(bytes, { level: 5 }));
  }
  return reply.send(Buffer.from(bytes));
}
