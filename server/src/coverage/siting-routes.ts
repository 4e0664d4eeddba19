import { SitingDemand, SitingQuery } from "@onegrid/core/coverage/siting/contract";
import { readAs, seenAreas, type Db } from "@onegrid/db";
import { listPublicBuildings } from "@onegrid/db/coverage";
import { listAreas } from "@onegrid/db/organisation";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { scopeFor } from "../access/guard.ts";
import { sightFor } from "../sight-for.ts";
import type { CoverageResults } from "./coverage-results.ts";
import { openResult } from "./open-scenario.ts";
import { sitingDemand } from "./siting-demand.ts";

interface Options {
  readonly db: Db;
  readonly results: CoverageResults;
}

const Key = Type.Object({ key: Type.String({ pattern: "^[\\w-]{16}$" }) });

/**
 * Siting (选址) is shared out: the server has the network and says whom each candidate would cover, the
 * browser looks for the plan. A long search keeps nobody else waiting and is paused where it is watched.
 */
export const sitingRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, results }) => {
  app.get(
    "/api/coverage/:key/siting",
    {
      config: { rule: "coverage.read", answers: { schema: SitingDemand } },
      schema: { params: Key, querystring: SitingQuery },
    },
    async (request) => {
      const result = await openResult({ db, results }, request, request.params.key);
      const isPublic = request.query.candidates === "public";
      const read = await readAs(db, sightFor(request), async (trx) => {
        const scope = await seenAreas(trx, "coverage", scopeFor(request, "coverage.read"));
        const publicBuildings = isPublic ? await listPublicBuildings(trx, scope) : null;
        return { scope, publicBuildings, areas: await listAreas(trx, scope) };
      });
      return sitingDemand({ result, ...read });
    },
  );
};
