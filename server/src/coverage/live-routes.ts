import { encodeNetwork } from "@onegrid/core/coverage";
import { LiveStart } from "@onegrid/core/coverage/live-contract";
import type { Db } from "@onegrid/db";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { CoverageResults } from "./coverage-results.ts";
import { livePart, liveStart } from "./live-start.ts";
import { openResult } from "./open-scenario.ts";
import { readersPart } from "./readers-part.ts";

interface Options {
  readonly db: Db;
  readonly results: CoverageResults;
}

const Key = Type.Object({ key: Type.String({ pattern: "^[\\w-]{16}$" }) });

/** What a browser computes with while somebody tries changes out (试一试). */
export const liveCoverageRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, results } = options;
  const config = { rule: "coverage.read" } as const;

  app.get(
    "/api/coverage/:key/live",
    { config, schema: { params: Key, response: { 200: LiveStart } } },
    async (request): Promise<LiveStart> => {
      const [result, scope] = await Promise.all([
        openResult({ db, results }, request, request.params.key),
        readersPart(db, request),
      ]);
      return liveStart(result, livePart(result, scope));
    },
  );

  app.get(
    "/api/coverage/:key/live/network",
    {
      config: { ...config, answers: { media: "application/octet-stream" } },
      schema: { params: Key },
    },
    async (request, reply) => {
      const [result, scope] = await Promise.all([
        openResult({ db, results }, request, request.params.key),
        readersPart(db, request),
      ]);
      const { network } = livePart(result, scope).part.network;
      return reply
        .type("application/octet-stream")
        .header("cache-control", "private, max-age=3600, immutable")
        .send(Buffer.from(encodeNetwork(network).buffer));
    },
  );
};
