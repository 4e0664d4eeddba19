import { ExportBody } from "@onegrid/core/division/export-contract";
import { ExportReply } from "@onegrid/core/export/contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { writeAudit } from "../access/audit.ts";
import { scopeFor, whoAsks } from "../access/guard.ts";
import { localDay } from "../access/sessions.ts";
import { sightFor } from "../sight-for.ts";
import type { ExportJobs, ExportWork } from "../export/jobs.ts";
import { openExport, type ExportAsked } from "./export-source.ts";
import { isPageFormat, tableWork } from "./export-work.ts";
import type { GroundStore } from "./ground-store.ts";
import { pageWork } from "./page-work.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly store: GroundStore;
  readonly jobs: ExportJobs;
}

/** Plans and grids in force as files (导出) and as pages to print (打印). */
export const exportRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, store, jobs } = options;
  const mayRead = { rule: "plan.read" } as const;

  const askedBy = (request: FastifyRequest, body: ExportBody): ExportAsked => ({
    planId: body.planId ?? null,
    day: body.on ?? localDay(now()),
    areaIds: body.areaIds ?? [],
    gridIds: body.gridIds ?? null,
    scope: scopeFor(request, "plan.read"),
    sight: sightFor(request),
  });
  const workOf = (asked: ExportAsked, body: ExportBody, address: string): ExportWork => {
    const { format } = body;
    const tools = { db, store };
    return isPageFormat(format)
      ? pageWork(tools, { asked, body, format, address, now })
      : tableWork(tools, { asked, body, format, now });
  };

  app.post(
    "/api/exports",
    { config: mayRead, schema: { body: ExportBody, response: { 202: ExportReply } } },
    async (request, reply) => {
      const { accountId } = whoAsks(request);
      const { body } = request;
      const asked = askedBy(request, body);
      // What cannot be is refused at once, not in a job.
      await openExport({ db, store }, asked);
      const address = `${request.protocol}://${request.host}`;
      // Before anything is written: what leaves the house stands in the log, or does not leave it.
      await writeAudit(db, {
        accountId,
        action: "export.start",
        object: body.planId ?? asked.day,
        detail: { format: body.format, areaIds: asked.areaIds.slice(0, 50) },
      });
      const started = await jobs.start(accountId, body.format, workOf(asked, body, address));
      return reply.code(202).send(started);
    },
  );
};
