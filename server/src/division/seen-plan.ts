import { readAs, type Db } from "@onegrid/db";
import { loadPlan, type PlanRow } from "@onegrid/db/division";
import type { FastifyRequest } from "fastify";
import { scopeFor } from "../access/guard.ts";
import { Problem } from "../problem.ts";
import { sightFor } from "../sight-for.ts";

/** A plan that the asker may read; refused when there is none. `trx` is behind the second wall. */
export async function requirePlan(
  trx: Db,
  request: FastifyRequest,
  planId: string,
): Promise<PlanRow> {
  const plan = await loadPlan(trx, planId, scopeFor(request, "plan.read"));
  if (!plan) throw new Problem({ code: "division.not-found" });
  return plan;
}

/** The same behind both walls. */
export const seenPlan = (db: Db, request: FastifyRequest, planId: string): Promise<PlanRow> =>
  readAs(db, sightFor(request), (trx) => requirePlan(trx, request, planId));
