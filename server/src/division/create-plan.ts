import { randomUUID } from "node:crypto";
import { isInScope } from "@onegrid/core/access";
import type { CreatePlanBody } from "@onegrid/core/division/contract";
import type { Db } from "@onegrid/db";
import { insertPlan, loadPlan, saveSettings, type PlanRow } from "@onegrid/db/division";
import { loadAreaShapes } from "@onegrid/db/organisation";
import { Problem } from "../problem.ts";
import { ensureBase } from "./build-base.ts";
import { DEFAULT_TARGET } from "./stored-division.ts";

export interface PlanAsked {
  readonly accountId: string | null;
  readonly scope: readonly string[];
  readonly body: CreatePlanBody;
}

/** Makes a draft over communities, each on its newest base version; every unit is still to be assigned. */
export async function createPlan(db: Db, { accountId, scope, body }: PlanAsked): Promise<PlanRow> {
  const communities = await loadAreaShapes(db, body.communityIds);
  const mine = communities.filter(
    ({ kind, path }) => kind === "community" && isInScope(scope, path),
  );
  if (mine.length !== new Set(body.communityIds).size) {
    throw new Problem({ code: "division.not-found" });
  }
  const divisions: { id: string; communityId: string; baseId: string }[] = [];
  for (const { id: communityId } of mine) {
    divisions.push({ id: randomUUID(), communityId, baseId: await ensureBase(db, communityId) });
  }
  const plan = { id: randomUUID(), name: body.name, createdBy: accountId, divisions };
  await db.transaction().execute(async (trx) => {
    await insertPlan(trx, plan);
    for (const { id } of divisions) {
      await saveSettings(trx, id, { target: body.target ?? DEFAULT_TARGET, locks: [] });
    }
  });
  const made = await loadPlan(db, plan.id, scope);
  if (!made) throw new Error(`plan ${plan.id} is gone as soon as it was made`);
  return made;
}
