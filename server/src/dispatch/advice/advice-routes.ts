import { mayAt } from "@onegrid/core/access";
import {
  BatchBody,
  BatchReply,
  RecommendationQuery,
  RecommendationReply,
} from "@onegrid/core/dispatch/contract";
import { readAs, type Db } from "@onegrid/db";
import { listCasesById } from "@onegrid/db/dispatch";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { whoAsks } from "../../access/guard.ts";
import type { NetworkCache } from "../../coverage/results/walking-network.ts";
import { sightFor } from "../../sight-for.ts";
import { reachFor } from "../rights/reach-for.ts";
import { recommendBatch } from "./recommend-batch.ts";
import { recommendResponders } from "./recommend-responders.ts";
import { requireCase } from "../cases/require-case.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly networks: NetworkCache;
}

const CaseParams = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** Who should go: to one case, or to many at once. */
export const adviceRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, networks } = options;

  app.get(
    "/api/cases/:id/recommendation",
    {
      config: { rule: "case.act" },
      schema: {
        params: CaseParams,
        querystring: RecommendationQuery,
        response: { 200: RecommendationReply },
      },
    },
    async (request) => {
      const mine = reachFor(request, "case.act");
      const found = await readAs(db, sightFor(request), (trx) =>
        requireCase(trx, request.params.id, mine),
      );
      return recommendResponders(
        { db, networks },
        {
          folded: found.case,
          scopePath: found.scopePath,
          jurisdiction: reachFor(request, "case.read"),
          sight: sightFor(request),
          mode: request.query.mode ?? "auto",
          mayLocate: mayAt(whoAsks(request), "staff.locate", found.scopePath),
          accountId: whoAsks(request).accountId,
          now: now(),
        },
      );
    },
  );

  app.post(
    "/api/cases/batch",
    {
      config: { rule: "case.act" },
      schema: { body: BatchBody, response: { 200: BatchReply } },
    },
    async (request) => {
      const { caseIds, mode = "auto" } = request.body;
      const mine = reachFor(request, "case.act");
      const found = await readAs(db, sightFor(request), (trx) => listCasesById(trx, caseIds, mine));
      const signedIn = whoAsks(request);
      return recommendBatch({ db, networks }, { caseIds, found, mode, signedIn, now: now() });
    },
  );
};
