import { BoardAtQuery, encodePastBoard } from "@onegrid/core/dispatch/replay-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor } from "../../access/guard.ts";
import { encodingFor, packTile } from "../../packed-tile.ts";
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
      config: { rule: "case.read", answers: { media: "application/octet-stream" } },
      schema: { querystring: BoardAtQuery },
    },
    async (request, reply) => {
      const board = await boardAt(
        db,
        { instant: new Date(request.query.instant), now: now() },
        {
          jurisdiction: reachFor(request, "case.read"),
          sight: sightFor(request),
          rosterScope: scopeFor(request, "roster.manage"),
        },
      );
      const plain = encodePastBoard(board, (text) => Buffer.from(text));
      const wanted = encodingFor(request.headers["accept-encoding"]);
      const { bytes, encoding } = await packTile(plain, wanted);
      void reply.header("cache-control", "private, no-store").header("vary", "accept-encoding");
      if (encoding !== "identity") void reply.header("content-encoding", encoding);
      return reply
        .type("application/octet-stream")
        .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    },
  );
};
