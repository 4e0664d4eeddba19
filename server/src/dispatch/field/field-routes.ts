import { FieldWorkReply } from "@onegrid/core/dispatch/field-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { whoAsks } from "../../access/guard.ts";
import { sightFor } from "../../sight-for.ts";
import { reachFor } from "../rights/reach-for.ts";
import { fieldWork } from "./field-work.ts";

/** For the phone page of field staff (外勤). */
export const fieldRoutes: FastifyPluginAsyncTypebox<{
  readonly db: Db;
  readonly now: () => Date;
}> = async (app, { db, now }) => {
  app.get(
    "/api/cases/mine",
    { config: { rule: "case.read" }, schema: { response: { 200: FieldWorkReply } } },
    (request) =>
      fieldWork(db, whoAsks(request), {
        jurisdiction: reachFor(request, "case.read"),
        sight: sightFor(request),
        now: now(),
      }),
  );
};
