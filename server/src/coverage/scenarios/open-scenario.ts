import { readAs, type Db } from "@onegrid/db";
import { loadScenario, type ScenarioReader, type ScenarioRow } from "@onegrid/db/coverage";
import type { FastifyRequest } from "fastify";
import { scopeFor, whoAsks } from "../../access/guard.ts";
import { Problem } from "../../problem.ts";
import { sightFor } from "../../sight-for.ts";

export const scenarioReader = (request: FastifyRequest): ScenarioReader => ({
  accountId: whoAsks(request).accountId,
  scope: scopeFor(request, "coverage.read"),
});

/** A scenario that the asker may open, by both walls. */
export async function openScenario(
  db: Db,
  request: FastifyRequest,
  id: string,
): Promise<ScenarioRow> {
  const row = await readAs(db, sightFor(request), (trx) =>
    loadScenario(trx, id, scenarioReader(request)),
  );
  if (!row) throw new Problem({ code: "coverage.scenario-not-found" });
  return row;
}
