import { DepartmentsReply } from "@onegrid/core/dispatch/whistle-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor } from "../../access/guard.ts";
import { departmentsFor } from "./departments.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

/** Help from other bodies (吹哨报到): who may be called. The calls themselves are verbs of a case. */
export const whistleRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now }) => {
  app.get(
    "/api/departments",
    { config: { rule: "case.act" }, schema: { response: { 200: DepartmentsReply } } },
    (request) => departmentsFor(db, { areaIds: scopeFor(request, "case.act"), now: now() }),
  );
};
