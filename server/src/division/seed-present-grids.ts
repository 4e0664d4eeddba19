import { randomUUID } from "node:crypto";
import {
  divideCommunity,
  emptyDivision,
  type Division,
  type DivisionChange,
  type Ground,
} from "@onegrid/core/division";
import { earlierHouseholds } from "@onegrid/core/demo";
import type { Db } from "@onegrid/db";
import {
  insertPlan,
  loadDivision,
  loadPlan,
  saveSettings,
  setPlanState,
} from "@onegrid/db/division";
import { ensureBase } from "./build-base.ts";
import { runSteps } from "./edit-division.ts";
import { GroundStore } from "./ground-store.ts";
import { openDivisions } from "./publish-plan.ts";
import { putInForce } from "./put-in-force.ts";
import { commitChange, DEFAULT_TARGET } from "./stored-division.ts";

interface Divided {
  readonly id: string;
  readonly communityId: string;
  readonly baseId: string;
  readonly division: Division;
  readonly change: DivisionChange;
}

/**
 * Divides every given community by an older register of households and puts the grids in force since
 * a day: what a demo district had before anybody opened it. Homes have changed since, so a division
 * of today is more even. Goes the way of any plan, so that plans, history and codes are real.
 */
export async function seedPresentGrids(
  db: Db,
  options: { communityIds: readonly string[]; scope: readonly string[]; name: string; day: string },
): Promise<void> {
  const store = new GroundStore();
  const divisions: Divided[] = [];
  for (const communityId of options.communityIds) {
    divisions.push(await divideOne(db, store, communityId));
  }
  const planId = randomUUID();
  await db.transaction().execute(async (trx) => {
    await insertPlan(trx, { id: planId, name: options.name, createdBy: null, divisions });
    for (const { id, baseId, division, change } of divisions) {
      await saveSettings(trx, id, { target: DEFAULT_TARGET, locks: [] });
      const row = await loadDivision(trx, id);
      if (!row) throw new Error(`division ${id} is gone`);
      await commitChange(trx, {
        row,
        open: await store.open(trx, baseId),
        division,
        change,
        intent: { edit: "divide-community", ...SETTINGS },
        accountId: null,
        undoes: null,
        idempotencyKey: null,
      });
    }
    const plan = await loadPlan(trx, planId, options.scope);
    if (!plan) throw new Error(`plan ${planId} is gone`);
    const change = {
      id: planId,
      effectiveOn: options.day,
      now: new Date(`${options.day}T00:00:00+08:00`),
    };
    await setPlanState(trx, { ...change, from: "draft", to: "published" });
    const opened = await openDivisions(trx, store, plan);
    await putInForce(trx, store, { plan, divisions: opened, day: options.day, renumbers: false });
  });
}

const SETTINGS = { preset: "compounds-first", seed: "1", effort: 1 } as const;
const REGISTER = 1;

async function divideOne(db: Db, store: GroundStore, communityId: string): Promise<Divided> {
  const baseId = await ensureBase(db, communityId);
  const id = randomUUID();
  const { ground } = await store.open(db, baseId);
  const division = emptyDivision(id, ground);
  const earlier = { ...division, ground: asRegisteredEarlier(ground) };
  const decided = await runSteps(divideCommunity(earlier, {}, SETTINGS));
  if (!decided.ok) throw new Error(`${communityId}: ${JSON.stringify(decided.error)}`);
  return { id, communityId, baseId, division, change: decided.value };
}

const asRegisteredEarlier = (ground: Ground): Ground => ({
  ...ground,
  graph: { ...ground.graph, households: earlierHouseholds(ground.graph, REGISTER) },
});
