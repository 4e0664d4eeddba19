import { randomUUID } from "node:crypto";
import { findGate } from "@onegrid/core/coverage";
import { GatesReply, GateVerdictBody } from "@onegrid/core/coverage/gate-contract";
import { readAs, type Db } from "@onegrid/db";
import { insertGateSurvey, listCompoundNames } from "@onegrid/db/coverage";
import { Type, type FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import type { FastifyRequest } from "fastify";
import { writeAudit } from "../../access/audit.ts";
import { requireAt, scopeFor, whoAsks } from "../../access/guard.ts";
import type { LiveHub } from "../../live/hub.ts";
import { raiseLayers } from "../../live/raise-layers.ts";
import { Problem } from "../../problem.ts";
import { sightFor } from "../../sight-for.ts";
import type { CoverageResults } from "../results/coverage-results.ts";
import { gatesOf } from "./gates-of.ts";
import { openPart, ResultParams } from "../results/open-result.ts";
import { lookedAt } from "./surveyed-gates.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
  readonly hub: LiveHub;
  readonly results: CoverageResults;
}

/** Gates (大门) as objects: what hangs on those that are only supposed, and what somebody saw. */
export const gateRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, now, hub, results } = options;

  app.get(
    "/api/coverage/:key/gates",
    {
      config: { rule: "coverage.read" },
      schema: { params: ResultParams, response: { 200: GatesReply } },
    },
    async (request): Promise<GatesReply> => {
      const { result, scope } = await openPart({ db, results }, request, request.params.key);
      const bounds = await results.bounds(result);
      const compounds = await gatesOf({ result, bounds, scope }, { db, sight: sightFor(request) });
      return { mayJudge: scopeFor(request, "plan.edit").length > 0, compounds };
    },
  );

  app.post(
    "/api/coverage/gates/verdicts",
    {
      config: { rule: "plan.edit" },
      schema: { body: GateVerdictBody, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const { gateId, compoundId, position, ...seen } = request.body;
      await requireCompound(db, request, compoundId);
      const { network } = await results.networks.at("foot", position);
      const gate = findGate(network, { gateId, compoundId, position });
      if (gate?.compoundId !== compoundId)
        throw new Problem({ code: "coverage.scenario-unknown", thing: "gate", id: gateId });
      await db.transaction().execute(async (trx) => {
        await insertGateSurvey(trx, {
          ...seen,
          id: randomUUID(),
          compoundId,
          ...lookedAt(gate),
          position: gate.position,
          surveyedBy: whoAsks(request).accountId,
          surveyedAt: now(),
        });
        const detail = { verdict: seen.verdict, compoundId };
        const { accountId } = whoAsks(request);
        await writeAudit(trx, {
          accountId,
          action: "coverage.gate-judged",
          object: gate.id,
          detail,
        });
        await raiseLayers(trx, ["gates"]);
      });
      hub.wake();
      return reply.code(204).send(null);
    },
  );
};

/** Who draws plans at a compound may say what stands there. */
async function requireCompound(db: Db, request: FastifyRequest, id: string): Promise<void> {
  const [compound] = await readAs(db, sightFor(request), (trx) => listCompoundNames(trx, [id]));
  if (!compound) throw new Problem({ code: "coverage.scenario-unknown", thing: "compound", id });
  requireAt(request, "plan.edit", compound.path);
}
