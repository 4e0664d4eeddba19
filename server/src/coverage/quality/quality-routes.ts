import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { QualityReply } from "@onegrid/core/coverage/quality-contract";
import type { Db } from "@onegrid/db";
import { sightFor } from "../../sight-for.ts";
import type { CoverageResults } from "../results/coverage-results.ts";
import { openPart, ResultParams } from "../results/open-result.ts";
import { qualityOf } from "./quality-of.ts";

interface Options {
  readonly db: Db;
  readonly results: CoverageResults;
}

/** What is wrong with the data that a result rests on (数据质量). */
export const qualityRoutes: FastifyPluginAsyncTypebox<Options> = async (app, tools) => {
  app.get(
    "/api/coverage/:key/quality",
    {
      config: { rule: "coverage.read" },
      schema: { params: ResultParams, response: { 200: QualityReply } },
    },
    async (request): Promise<QualityReply> => {
      const part = await openPart(tools, request, request.params.key);
      return qualityOf(part, { db: tools.db, sight: sightFor(request) });
    },
  );
};
