import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { Db } from "@onegrid/db";
import { IsochroneAnswer, RingsAnswer } from "../../operations/api-answers.ts";
import type { CoverageResults } from "./coverage-results.ts";
import { openResult, ResultParams } from "./open-result.ts";

interface Options {
  readonly db: Db;
  readonly results: CoverageResults;
}

/** The reached ground of a result: within its limit, and as nested rings. */
export const polygonRoutes: FastifyPluginAsyncTypebox<Options> = async (app, tools) => {
  const config = { rule: "coverage.read" } as const;
  const { polygons } = tools.results;

  app.get(
    "/api/coverage/:key/isochrone",
    {
      config: { ...config, answers: { schema: IsochroneAnswer } },
      schema: { params: ResultParams },
    },
    async (request) => {
      const result = await openResult(tools, request, request.params.key);
      return {
        type: "Feature",
        properties: { definition: result.coverage.definition },
        geometry: await polygons.reached(result),
      };
    },
  );

  app.get(
    "/api/coverage/:key/rings",
    {
      config: { ...config, answers: { schema: RingsAnswer } },
      schema: { params: ResultParams },
    },
    async (request) => {
      const result = await openResult(tools, request, request.params.key);
      const rings = await polygons.rings(result);
      return {
        type: "FeatureCollection",
        features: rings.map(({ definition, polygon }) => ({
          type: "Feature",
          properties: { definition },
          geometry: polygon,
        })),
      };
    },
  );
};
