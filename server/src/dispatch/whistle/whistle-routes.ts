import { CallsReply, DepartmentsReply } from "@onegrid/core/dispatch/whistle-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor } from "../../access/guard.ts";
import { sightFor } from "../../sight-for.ts";
import { reachFor } from "../rights/reach-for.ts";
import { departmentsFor } from "./departments.ts";
import { pendingCalls } from "./pending-calls.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

/** Help from other bodies (吹哨报到): who may be called, and calls that wait for somebody. Calling and answering are verbs of a case. */
export const whistleRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now }) => {
  app.get(
    "/api/departments",
    { config: { rule: "case.act" }, schema: { response: { 200: DepartmentsReply } } },
    (request) => departmentsFor(db, { areaIds: scopeFor(request, "case.act"), now: now() }),
  );

  app.get(
    "/api/cases/calls",
    { config: { rule: "case.read" }, schema: { response: { 200: CallsReply } } },
    (request) => pendingCalls(db, reachFor(request, "case.read"), sightFor(request)),
  );
};
