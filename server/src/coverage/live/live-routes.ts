import { Readable } from "node:stream";
import { checkScenario, type ScenarioChange } from "@onegrid/core/coverage";
import { LiveNetworkBody, LiveStart } from "@onegrid/core/coverage/live-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { Problem } from "../../problem.ts";
import type { CoverageResults } from "../results/coverage-results.ts";
import { jsonPieces } from "./json-pieces.ts";
import { livePart, liveStart, type LivePart } from "./live-start.ts";
import { openPart, ResultParams } from "../results/open-result.ts";
import { changesIn } from "../scenarios/scenario-inputs.ts";

interface Options {
  readonly db: Db;
  readonly results: CoverageResults;
}

const BYTES = "application/octet-stream";

/** What a browser computes with while somebody tries changes out (试一试). */
export const liveCoverageRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { results } = options;
  const config = { rule: "coverage.read" } as const;
  const bytes = { ...config, answers: { media: BYTES } } as const;

  const partOf = async (request: FastifyRequest, key: string) => {
    const { result, scope } = await openPart(options, request, key);
    return { result, live: livePart(result, scope) };
  };

  const encoded = async (network: string): Promise<Buffer> => {
    const { buffer, byteOffset, length } = await results.networks.thread.do("encode", { network });
    return Buffer.from(buffer, byteOffset, length);
  };

  app.get(
    "/api/coverage/:key/live",
    {
      config: { ...config, answers: { schema: LiveStart } },
      schema: { params: ResultParams },
    },
    async (request, reply) => {
      const { result, live } = await partOf(request, request.params.key);
      const pieces = jsonPieces(liveStart(result, live));
      return reply.type("application/json; charset=utf-8").send(Readable.from(pieces));
    },
  );

  app.get(
    "/api/coverage/:key/live/network",
    { config: bytes, schema: { params: ResultParams } },
    async (request, reply) => {
      const { live } = await partOf(request, request.params.key);
      return reply
        .type(BYTES)
        .header("cache-control", "private, max-age=3600, immutable")
        .send(await encoded(live.part.network.name));
    },
  );

  app.post(
    "/api/coverage/:key/live/network",
    { config: bytes, schema: { params: ResultParams, body: LiveNetworkBody } },
    async (request, reply) => {
      const { result, live } = await partOf(request, request.params.key);
      const { region } = live.part;
      const { scenario } = result.question;
      const kept = scenario ? changesIn(region, scenario) : [];
      const drawn = drawnOnly(request.body.changes, live);
      const built = await results.networks.get("foot", region, [...kept, ...drawn]);
      return reply.type(BYTES).send(await encoded(built.name));
    },
  );
};

/** The ways and gates among the changes, if they make sense where they are. */
function drawnOnly(changes: readonly ScenarioChange[], { part }: LivePart): ScenarioChange[] {
  const drawn = changes.filter(({ change }) => change === "add-way" || change === "add-gate");
  const { network, region } = part;
  const checked = checkScenario(drawn, { stations: [], network: network.network, box: region.box });
  if (!checked.ok) throw new Problem(checked.error);
  return drawn;
}
