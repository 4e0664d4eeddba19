import { PositionBody, PositionTaken } from "@onegrid/core/dispatch/position-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { whoAsks } from "../../access/guard.ts";
import { takePosition } from "./take-position.ts";

/** Where people on shift are (在班人员位置). */
export const positionRoutes: FastifyPluginAsyncTypebox<{
  readonly db: Db;
  readonly now: () => Date;
}> = async (app, { db, now }) => {
  app.post(
    "/api/positions",
    {
      config: { rule: "case.act" },
      schema: { body: PositionBody, response: { 200: PositionTaken } },
    },
    (request) =>
      takePosition(db, request.body, { accountId: whoAsks(request).accountId, now: now() }),
  );
};
