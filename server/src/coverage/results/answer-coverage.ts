import type { CoverageQuery, CoverageReply } from "@onegrid/core/coverage/contract";
import type { Db } from "@onegrid/db";
import { listBuildingNames, listGridNames, type ScenarioRow } from "@onegrid/db/coverage";
import { listAreas } from "@onegrid/db/organisation";
import type { CoverageResults } from "./coverage-results.ts";
import { summarise } from "./summarise.ts";

interface Asked {
  readonly query: CoverageQuery;
  readonly day: string;
  readonly scope: readonly string[];
  /** What is supposed, and what it is compared with; `null`: the state in force. */
  readonly scenario: ScenarioRow | null;
  readonly against: ScenarioRow | null;
  /** Aborted when whoever asked is gone. */
  readonly leaving: AbortSignal;
}

/** The numbers of one reader under one question, and against the other side where something is supposed. */
export async function answerCoverage(
  { db, results }: { readonly db: Db; readonly results: CoverageResults },
  { query: asked, day, scope, scenario, against, leaving }: Asked,
): Promise<CoverageReply> {
  const { scenario: _, against: __, ...query } = asked;
  const isCompared = scenario !== null || against !== null;
  const [result, other, areas, grids] = await Promise.all([
    results.ask(query, day, { scenario, leaving }),
    isCompared ? results.ask(query, day, { scenario: against, leaving }) : null,
    listAreas(db, scope),
    listGridNames(db, day),
  ]);
  const bounds = await results.bounds(result, leaving);
  const reply = summarise({ result, scope, areas, grids, bounds, against: other });
  const ids = reply.problems.map(({ buildingId }) => buildingId);
  const names = await listBuildingNames(db, ids);
  for (const problem of reply.problems) problem.name = names.get(problem.buildingId) ?? "";
  return reply;
}
