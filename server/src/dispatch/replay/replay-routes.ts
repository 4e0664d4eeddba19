import { BoardAtQuery, BoardAtReply } from "@onegrid/core/dispatch/replay-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor } from "../../access/guard.ts";
import { sightFor } from "../../sight-for.ts";
import { reachFor } from "../rights/reach-for.ts";
import { boardAt } from "./board-at.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

/** Replay (回放): the whole board of any past instant. */
export const replayRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now }) => {
  app.get(
    "/api/cases/at",
    {
      config: { rule: "case.read" },
      schema: { querystring: BoardAtQuery, response: { 200: BoardAtReply } },
    },
    (request) =>
      boardAt(
        db,
        { instant: new Date(request.query.instant), now: now() },
        {
          jurisdiction: reachFor(request, "case.read"),
          sight: sightFor(request),
          rosterScope: scopeFor(request, "roster.manage"),
        },
      ),
  );
};
