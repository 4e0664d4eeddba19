import { CoverageExportBody } from "@onegrid/core/coverage/export-contract";
import { ExportReply } from "@onegrid/core/export/contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { writeAudit } from "../../access/audit.ts";
import { whoAsks } from "../../access/guard.ts";
import { localDay } from "../../access/sessions.ts";
import type { ExportJobs, ExportWork } from "../../export/jobs.ts";
import { sightFor } from "../../sight-for.ts";
import type { CoverageResults } from "../results/coverage-results.ts";
import { openPart, ResultParams } from "../results/open-result.ts";
import { narrow, type CoverageAsked } from "./export-source.ts";
import { coverageTableWork } from "./export-work.ts";
import { reportWork } from "./report-work.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly results: CoverageResults;
  readonly jobs: ExportJobs;
}

/** A result as a file (导出) or as a page to print (报告), in a job like every export. */
export const coverageExportRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, results, jobs } = options;
  const tools = { db, results };

  const workOf = (asked: CoverageAsked): ExportWork => {
    const { format } = asked.body;
    return format === "report" ? reportWork(tools, asked) : coverageTableWork(tools, asked, format);
  };

  app.post(
    "/api/coverage/:key/exports",
    {
      config: { rule: "coverage.read" },
      schema: { params: ResultParams, body: CoverageExportBody, response: { 202: ExportReply } },
    },
    async (request, reply) => {
      const { body, params } = request;
      const sight = sightFor(request);
      const { result, scope } = await openPart(tools, request, params.key);
      await narrow(tools, { body, scope });
      const { accountId } = whoAsks(request);
      // Before anything is written: what leaves the house stands in the log, or does not leave it.
      const detail = { format: body.format, areaIds: body.area === undefined ? [] : [body.area] };
      await writeAudit(db, { accountId, action: "coverage.export", object: params.key, detail });
      const asked = { result, body, scope, sight, day: localDay(now()) };
      return reply.code(202).send(await jobs.start(accountId, body.format, workOf(asked)));
    },
  );
};
