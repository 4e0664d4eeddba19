import { Readable } from "node:stream";
import multipart from "@fastify/multipart";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import {
  DescribeBody,
  PreviewBody,
  StartImportBody,
  type ImportReply,
  type RejectsReply,
} from "@onegrid/core/ingest/contract";
import type { Db } from "@onegrid/db";
import { findOwnBatch, listRejects } from "@onegrid/db/ingest";
import { measureTable } from "@onegrid/db/organisation";
import type { FastifyRequest } from "fastify";
import { scopeFor, whoAsks } from "../access/guard.ts";
import { holdsWholeTree } from "../access/whole-tree.ts";
import type { LiveHub } from "../live/hub.ts";
import { Problem } from "../problem.ts";
import { languageOf } from "../problem-sentence.ts";
import { describeSource, trySource } from "./describe-source.ts";
import { fileOf, ImportJobs, replyOf, type ImportJob } from "./import-jobs.ts";
import { receiveImport, uploadParts } from "./receive-import.ts";
import { rejectsCsv } from "./rejects-csv.ts";
import { replyOfBatch } from "./stored-import.ts";
import { AnyObject, ImportAnswer, Nothing, RejectsAnswer } from "../operations/api-answers.ts";
import { MOST_FILES, UploadStore } from "./upload-store.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly dataDir: string;
  readonly hub: LiveHub;
}

const config = { rule: "import.run" } as const;
const Id = Type.Object({ id: Type.String({ format: "uuid" }) });
const Page = Type.Object({
  after: Type.Integer({ minimum: -1, default: -1 }),
  limit: Type.Integer({ minimum: 1, maximum: 1000, default: 200 }),
});
const Download = Type.Object({
  language: Type.Optional(Type.Union([Type.Literal("zh-CN"), Type.Literal("en")])),
});

export const ingestRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, dataDir, hub } = options;
  const uploads = new UploadStore(dataDir);
  await uploads.sweep();
  const jobs = new ImportJobs({
    db,
    now,
    uploads,
    onStored: () => hub.wake(),
    onFault: (error) => app.log.error(error),
  });
  app.metrics.watch("onegrid_import_jobs", "Imports by state", () => jobs.count());
  app.addHook("onClose", () => jobs.close());
  // Sizes are counted by the store; the parser must only not cut a file short before it.
  await app.register(multipart, {
    limits: { fileSize: uploads.mostBytes + 1, files: MOST_FILES + 1, fields: 0 },
  });

  const jobFor = (request: FastifyRequest<{ Params: { id: string } }>): ImportJob => {
    const job = jobs.find(request.params.id, whoAsks(request).accountId);
    if (!job) throw new Problem({ code: "request.not-found" });
    return job;
  };
  /** Also imports that this process does not know any more. */
  const importFor = async (
    request: FastifyRequest<{ Params: { id: string } }>,
  ): Promise<ImportReply> => {
    const { accountId } = whoAsks(request);
    const job = jobs.find(request.params.id, accountId);
    if (job) return replyOf(job);
    const batch = await findOwnBatch(db, request.params.id, accountId);
    if (!batch) throw new Problem({ code: "request.not-found" });
    return replyOfBatch(batch);
  };
  const district = async () => (await measureTable(db, "area")).bbox;

  app.post(
    "/api/imports",
    {
      config: {
        ...config,
        takes: "multipart/form-data",
        answers: { status: 201, schema: ImportAnswer },
      },
    },
    async (request, reply) => {
      const { accountId } = whoAsks(request);
      const { id, files } = await receiveImport(uploads, {
        parts: uploadParts(request),
        declaredBytes: Number(request.headers["content-length"] ?? 0),
        district: await district(),
      });
      return reply.code(201).send(replyOf(await jobs.open(id, accountId, files)));
    },
  );

  app.get(
    "/api/imports/:id",
    { config: { ...config, answers: { schema: ImportAnswer } }, schema: { params: Id } },
    (request) => importFor(request),
  );

  app.post(
    "/api/imports/:id/describe",
    {
      config: { ...config, answers: { schema: AnyObject } },
      schema: { params: Id, body: DescribeBody },
    },
    async (request) => {
      const job = jobFor(request);
      const { file: name, encoding, layers } = request.body;
      const file = fileOf(job, name);
      const described = await describeSource(file.path, {
        name,
        encoding,
        district: await district(),
        layers: new Map(layers.map(({ sourceLayer, layer }) => [sourceLayer, layer])),
      });
      if (!described.ok) throw new Problem(described.error);
      job.files.splice(job.files.indexOf(file), 1, { ...file, description: described.value });
      return described.value;
    },
  );

  app.post(
    "/api/imports/:id/preview",
    {
      config: { ...config, answers: { schema: AnyObject } },
      schema: { params: Id, body: PreviewBody },
    },
    async (request) => {
      const { file: name, plan } = request.body;
      const tried = await trySource(fileOf(jobFor(request), name).path, plan, { name });
      if (!tried.ok) throw new Problem(tried.error);
      return tried.value;
    },
  );

  app.post(
    "/api/imports/:id/start",
    {
      config: { ...config, answers: { status: 202, schema: ImportAnswer } },
      schema: { params: Id, body: StartImportBody },
    },
    async (request, reply) => {
      const job = jobFor(request);
      const scope = scopeFor(request, "import.run");
      jobs.start(job, request.body, (await holdsWholeTree(db, scope)) ? null : scope);
      return reply.code(202).send(replyOf(job));
    },
  );

  app.delete(
    "/api/imports/:id",
    { config, schema: { params: Id, response: { 204: Nothing } } },
    async (request, reply) => {
      await jobs.cancel(jobFor(request));
      return reply.code(204).send();
    },
  );

  app.get(
    "/api/imports/:id/rejects",
    {
      config: { ...config, answers: { schema: RejectsAnswer } },
      schema: { params: Id, querystring: Page },
    },
    async (request): Promise<RejectsReply> => {
      const { id } = await importFor(request);
      const { after, limit } = request.query;
      const rejects = await listRejects(db, id, after, limit);
      return { rejects, next: rejects.length < limit ? null : (rejects.at(-1)?.number ?? null) };
    },
  );

  app.get(
    "/api/imports/:id/rejects.csv",
    {
      config: { ...config, answers: { media: "text/csv" } },
      schema: { params: Id, querystring: Download },
    },
    async (request, reply) => {
      const { id } = await importFor(request);
      const language = request.query.language ?? languageOf(request.headers["accept-language"]);
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="rejected-${id.slice(0, 8)}.csv"`)
        .send(Readable.from(rejectsCsv(db, id, language)));
    },
  );
};
