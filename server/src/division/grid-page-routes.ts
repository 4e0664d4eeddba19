import { ServiceLineBody, ServiceLineReply } from "@onegrid/core/division/export-contract";
import type { Db } from "@onegrid/db";
import { findPublicGrid, findServiceLine, saveServiceLine } from "@onegrid/db/division";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { writeAudit } from "../access/audit.ts";
import { whoAsks } from "../access/guard.ts";
import { localDay } from "../access/sessions.ts";
import { languageOf } from "../problem-sentence.ts";
import { areaAt } from "./area-at.ts";
import { gridPage } from "./grid-page.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

const Code = Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) });
const Params = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** What residents see of a grid, and the number that they call. */
export const gridPageRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now }) => {
  const replyFor = async (id: string, path: readonly string[]): Promise<ServiceLineReply> => {
    const line = await findServiceLine(db, path);
    return { number: line?.number ?? "", isOwn: line?.areaId === id };
  };

  app.get(
    "/g/:code",
    {
      config: {
        rule: "public",
        answers: { media: "text/html" },
        rateLimit: { max: 120, timeWindow: 60_000 },
      },
      schema: { params: Code },
    },
    async (request, reply) => {
      const day = localDay(now());
      const grid = await findPublicGrid(db, request.params.code, day);
      const line = grid && (await findServiceLine(db, grid.path));
      const language = languageOf(request.headers["accept-language"]);
      return reply
        .code(grid ? 200 : 404)
        .type("text/html; charset=utf-8")
        .header("cache-control", "public, max-age=300")
        .header("vary", "accept-language")
        .send(gridPage({ grid, number: line?.number ?? "", day, language }));
    },
  );

  app.get(
    "/api/areas/:id/service-line",
    {
      config: { rule: "plan.read" },
      schema: { params: Params, response: { 200: ServiceLineReply } },
    },
    async (request) => {
      const { id } = request.params;
      const { path } = await areaAt(db, request, { id, permission: "plan.read" });
      return replyFor(id, path);
    },
  );

  app.put(
    "/api/areas/:id/service-line",
    {
      config: { rule: "plan.edit" },
      schema: { params: Params, body: ServiceLineBody, response: { 200: ServiceLineReply } },
    },
    async (request) => {
      const { id } = request.params;
      const { path } = await areaAt(db, request, { id, permission: "plan.edit" });
      const number = request.body.number.trim();
      const { accountId } = whoAsks(request);
      const deed = { accountId, action: "service-line.save", object: id, detail: { number } };
      await db.transaction().execute(async (trx) => {
        await writeAudit(trx, deed);
        await saveServiceLine(trx, id, number);
      });
      return replyFor(id, path);
    },
  );
};
