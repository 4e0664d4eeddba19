import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { CoverageQuery } from "@onegrid/core/coverage/contract";
import { CoverageProgress } from "@onegrid/core/coverage/progress-contract";
import { localDay } from "../../access/sessions.ts";
import type { CoverageResults } from "./coverage-results.ts";

interface Options {
  readonly now: () => Date;
  readonly results: CoverageResults;
}

/** What is being done for whoever waits. It says how far a question is and nothing of its answer. */
export const progressRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { now, results }) => {
  app.get(
    "/api/coverage/progress",
    {
      config: { rule: "coverage.read" },
      schema: { querystring: CoverageQuery, response: { 200: CoverageProgress } },
    },
    async ({ query }): Promise<CoverageProgress> => ({
      step: results.stepOf(query, localDay(now()), query.scenario ?? null),
    }),
  );
};
