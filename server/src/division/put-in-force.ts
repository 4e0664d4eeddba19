import { randomUUID } from "node:crypto";
import type { Db } from "@onegrid/db";
import {
  endGrids,
  findPlanFrom,
  holdCommunities,
  insertAliases,
  insertGridVersions,
  type NewGridVersion,
  type PlanRow,
} from "@onegrid/db/division";
import { indexName } from "../ingest/name-index.ts";
import { raiseLayers } from "../live/raise-layers.ts";
import { Problem } from "../problem.ts";
import { codeGrids, type CodedGrids, type OpenDivision } from "./code-grids.ts";
import { builtGround } from "./compared-side.ts";
import type { GroundStore } from "./ground-store.ts";
import { storedGrids } from "./stored-division.ts";

export interface Issue {
  readonly plan: PlanRow;
  readonly divisions: readonly OpenDivision[];
  /** First day in force, `YYYY-MM-DD`. */
  readonly day: string;
  readonly renumbers: boolean;
}

/** Writes the grids that begin on a day, ends those before them, and keeps codes where grids go on. */
export async function putInForce(trx: Db, store: GroundStore, issue: Issue): Promise<void> {
  const { plan, divisions, day, renumbers } = issue;
  // Two plans for one community: the second sees the first, whichever began earlier.
  await holdCommunities(
    trx,
    divisions.map(({ communityId }) => communityId),
  );
  for (const opened of divisions) {
    const other = await findPlanFrom(trx, opened.communityId, day);
    if (other !== undefined) throw new Problem({ code: "division.dates-overlap", planId: other });
    const coding = { day, renumbers, revertsTo: plan.revertsTo };
    const coded = await codeGrids(trx, store, opened, coding);
    await endGrids(trx, opened.communityId, day);
    await insertGridVersions(trx, gridVersions(opened, { plan, day, coded }));
    const { communityId } = opened;
    await insertAliases(trx, { planId: plan.id, communityId, validFrom: day }, coded.aliases);
  }
  await raiseLayers(trx, ["grids"]);
}

function gridVersions(
  opened: OpenDivision,
  { plan, day, coded }: { plan: PlanRow; day: string; coded: CodedGrids },
): NewGridVersion[] {
  const { division, open, communityId, baseId } = opened;
  const { buildingsOf } = builtGround(open);
  const stored = new Map(
    storedGrids(open, division, new Set(division.grids)).map((grid) => [grid.gridId, grid]),
  );
  return coded.grids.map(({ gridId, code, name, predecessors }) => {
    const grid = stored.get(gridId);
    if (!grid?.geometry) throw new Error(`grid ${gridId} of ${division.id} has no ground`);
    return {
      id: randomUUID(),
      code,
      name,
      ...indexName(name),
      communityId,
      planId: plan.id,
      baseId,
      households: grid.households,
      buildingIds: buildingsOf.filter((_, unit) => division.gridOf[unit] === gridId).flat(),
      predecessors,
      validFrom: day,
      gridId,
      geometry: grid.geometry,
    };
  });
}
