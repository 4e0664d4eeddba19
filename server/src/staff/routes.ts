import {
  StaffCommitBody,
  StaffListReply,
  StaffPlanBody,
  StaffPlanReply,
} from "@onegrid/core/access/staff-contract";
import type { Db } from "@onegrid/db";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { scopeFor, whoAsks } from "../access/guard.ts";
import { csvOf } from "../csv-cell.ts";
import { takePassingFiles } from "../ingest/passing-file.ts";
import { languageOf } from "../problem-sentence.ts";
import { Problem } from "../problem.ts";
import { planList, planReply, type StaffAsker } from "./plan-list.ts";
import { MOST_STAFF_BYTES, readStaffList } from "./read-list.ts";
import { rejectsTable } from "./rejects-table.ts";
import { StaffJobs, staffReply, type StaffJob } from "./staff-jobs.ts";
import { templateTable } from "./template-table.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly dataDir: string;
}

const config = { rule: "people.manage" } as const;
const Id = Type.Object({ id: Type.String({ format: "uuid" }) });
const response = { 200: StaffListReply };

/** Staff lists (人员导入): read, planned, shown, and taken all at once. */
export const staffRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, dataDir } = options;
  const readPassing = await takePassingFiles(app, `${dataDir}/staff`, MOST_STAFF_BYTES);
  const jobs = new StaffJobs(db, { now, onFault: (error) => app.log.error(error) });
  app.addHook("onClose", () => jobs.close());
  const jobFor = (request: FastifyRequest<{ Params: { id: string } }>): StaffJob =>
    jobs.find(request.params.id, whoAsks(request).accountId);

  app.post(
    "/api/access/staff",
    {
      config: {
        ...config,
        takes: "multipart/form-data",
        answers: { status: 201, schema: StaffListReply },
      },
    },
    async (request, reply) => {
      // The file may hold what we do not read: it does not stay a moment longer.
      const job = await readPassing(request, async ({ path, name }) =>
        jobs.open(whoAsks(request).accountId, name, await readStaffList(path, name)),
      );
      return reply.code(201).send(staffReply(job));
    },
  );

  app.get(
    "/api/access/staff/template.csv",
    { config: { ...config, answers: { media: "text/csv" } } },
    async (request, reply) => {
      const language = languageOf(request.headers["accept-language"]);
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="staff-template.csv"')
        .send(await templateTable(db, scopeFor(request, "people.manage"), language));
    },
  );

  app.get("/api/access/staff/:id", { config, schema: { params: Id, response } }, async (request) =>
    staffReply(jobFor(request)),
  );

  app.post(
    "/api/access/staff/:id/plan",
    { config, schema: { params: Id, body: StaffPlanBody, response: { 200: StaffPlanReply } } },
    async (request) => {
      const job = jobFor(request);
      job.columns = request.body.columns;
      return planReply(
        await planList(db, job.list, { columns: job.columns, by: askerOf(request) }),
      );
    },
  );

  app.post(
    "/api/access/staff/:id/commit",
    { config, schema: { params: Id, body: StaffCommitBody, response: { 202: StaffListReply } } },
    async (request, reply) => {
      const job = jobFor(request);
      jobs.start(job, { ...request.body, by: askerOf(request) });
      return reply.code(202).send(staffReply(job));
    },
  );

  // Not a GET: what it answers is gone afterwards, and no cache, prefetch or history may have it.
  app.post(
    "/api/access/staff/:id/passwords",
    { config: { ...config, answers: { media: "text/csv" } }, schema: { params: Id } },
    async (request, reply) => {
      const handed = jobs.takePasswords(jobFor(request));
      if (handed.length === 0) throw new Problem({ code: "request.not-found" });
      const headings = {
        "zh-CN": ["账号", "姓名", "初始密码（首次登录须修改）"],
        en: ["login", "name", "password (to be changed at the first sign-in)"],
      }[languageOf(request.headers["accept-language"])];
      const rows = handed.map(({ login, displayName, password }) => [login, displayName, password]);
      return reply.type("text/csv; charset=utf-8").send(csvOf(headings, rows));
    },
  );

  app.get(
    "/api/access/staff/:id/rejects.csv",
    { config: { ...config, answers: { media: "text/csv" } }, schema: { params: Id } },
    async (request, reply) => {
      const job = jobFor(request);
      const language = languageOf(request.headers["accept-language"]);
      const plan = await planList(db, job.list, { columns: job.columns, by: askerOf(request) });
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="staff-refused.csv"')
        .send(rejectsTable(job.list, plan.rows, { columns: job.columns, language }));
    },
  );
};

function askerOf(request: FastifyRequest): StaffAsker {
  const { accountId, login } = whoAsks(request);
  return { accountId, login, scope: scopeFor(request, "people.manage") };
}
