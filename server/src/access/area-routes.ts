import { AreaDutiesReply } from "@onegrid/core/access/contract";
import type { Db } from "@onegrid/db";
import { countDutiesByArea } from "@onegrid/db/access";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor } from "./guard.ts";
import { localDay } from "./sessions.ts";

/** The areas of an administrator, and how many people are in charge of each. */
export const areaRoutes: FastifyPluginAsyncTypebox<{
  readonly db: Db;
  readonly now: () => Date;
}> = async (app, { db, now }) => {
  app.get(
    "/api/access/areas",
    { config: { rule: "people.manage" }, schema: { response: { 200: AreaDutiesReply } } },
    async (request) => ({
      duties: await countDutiesByArea(db, scopeFor(request, "people.manage"), localDay(now())),
    }),
  );
};
