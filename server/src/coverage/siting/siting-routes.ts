import { SitingDemand, SitingQuery } from "@onegrid/core/coverage/siting/contract";
import { readAs, type Db } from "@onegrid/db";
import { listPublicBuildings } from "@onegrid/db/coverage";
import { listAreas } from "@onegrid/db/organisation";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { sightFor } from "../../sight-for.ts";
import type { CoverageResults } from "../results/coverage-results.ts";
import { openPart, ResultParams } from "../results/open-result.ts";
import { sitingDemand } from "./siting-demand.ts";

interface Options {
  readonly db: Db;
  readonly results: CoverageResults;
}

/**
 * Siting (选址) is shared out: the server has the network and says whom each candidate would cover, the
 * browser looks for the plan. A long search keeps nobody else waiting and is paused where it is watched.
 */
export const sitingRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, results }) => {
  app.get(
    "/api/coverage/:key/siting",
    {
      config: { rule: "coverage.read", answers: { schema: SitingDemand } },
      schema: { params: ResultParams, querystring: SitingQuery },
    },
    async (request) => {
      const { result, scope } = await openPart({ db, results }, request, request.params.key);
      const isPublic = request.query.candidates === "public";
      const read = await readAs(db, sightFor(request), async (trx) => ({
        publicBuildings: isPublic ? await listPublicBuildings(trx, scope) : null,
        areas: await listAreas(trx, scope),
      }));
      return sitingDemand({
        thread: results.networks.thread,
        result,
        scope,
        rooms: request.query.rooms === true,
        ...read,
      });
    },
  );
};
