import { HotSpotsQuery, HotSpotsReply } from "@onegrid/core/dispatch/hot-spots-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { sightFor } from "../../sight-for.ts";
import { reachFor } from "../rights/reach-for.ts";
import { hotSpots } from "./hot-spots.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

/** Hot spots (热点) of the cases that somebody reads. */
export const hotSpotsRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now }) => {
  app.get(
    "/api/cases/hot-spots",
    {
      config: { rule: "case.read" },
      schema: { querystring: HotSpotsQuery, response: { 200: HotSpotsReply } },
    },
    (request) =>
      hotSpots(db, request.query, {
        jurisdiction: reachFor(request, "case.read"),
        sight: sightFor(request),
        now: now(),
      }),
  );
};
