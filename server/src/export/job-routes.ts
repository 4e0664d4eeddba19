import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { ExportReply } from "@onegrid/core/export/contract";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { requireAt, whoAsks } from "../access/guard.ts";
import { Nothing } from "../operations/api-answers.ts";
import { Problem } from "../problem.ts";
import { contentDisposition } from "./file.ts";
import type { ExportJobs } from "./jobs.ts";

const Params = Type.Object({ id: Type.String({ format: "uuid" }) });
/** Shown by the browser instead of saved. */
const Shown = Type.Object({ inline: Type.Optional(Type.Boolean()) });

/** Exports under way, of whichever capability began them: each is for whoever asked for it alone. */
export const exportJobRoutes: FastifyPluginAsyncTypebox<{ readonly jobs: ExportJobs }> = async (
  app,
  { jobs },
) => {
  // Whether somebody may have it was asked when it began; the file is asked about again.
  const own = { rule: "signed-in", forKeys: true } as const;
  await jobs.sweep();
  app.addHook("onClose", () => jobs.close());

  app.get(
    "/api/exports/:id",
    { config: own, schema: { params: Params, response: { 200: ExportReply } } },
    async (request) => {
      const found = jobs.find(request.params.id, whoAsks(request).accountId);
      if (!found) throw new Problem({ code: "request.not-found" });
      return found;
    },
  );

  app.delete(
    "/api/exports/:id",
    { config: own, schema: { params: Params, response: { 204: Nothing } } },
    async (request, reply) => {
      if (!(await jobs.cancel(request.params.id, whoAsks(request).accountId)))
        throw new Problem({ code: "request.not-found" });
      return reply.code(204).send();
    },
  );

  app.get(
    "/api/exports/:id/file",
    {
      config: { ...own, answers: { media: "application/octet-stream" } },
      schema: { params: Params, querystring: Shown },
    },
    async (request, reply) => {
      const file = jobs.file(request.params.id, whoAsks(request).accountId);
      if (!file) throw new Problem({ code: "request.not-found" });
      // Duties may have changed since it was written.
      for (const path of file.paths) requireAt(request, file.permission, path);
      const { size } = await stat(file.path);
      return reply
        .type(file.media)
        .header("content-length", size)
        .header("content-disposition", contentDisposition(file.name, request.query.inline === true))
        .send(createReadStream(file.path));
    },
  );
};
