import { divisionFacts, stepPlan, type Division, type PlanRequest } from "@onegrid/core/division";
import type { PlanStepBody } from "@onegrid/core/division/contract";
import type { Db } from "@onegrid/db";
import type { DutyRow } from "@onegrid/db/access";
import {
  findPlanAfter,
  listChanges,
  loadDivisionForUpdate,
  loadPlan,
  removeAliases,
  removePlannedGrids,
  setPlanState,
  type PlanRow,
} from "@onegrid/db/division";
import { append } from "@onegrid/db/events";
import { localDay } from "../access/sessions.ts";
import { noteDuty, writeAudit } from "../access/audit.ts";
import { Problem } from "../problem.ts";
import type { GroundStore } from "./ground-store.ts";
import type { OpenDivision } from "./code-grids.ts";
import { putInForce } from "./put-in-force.ts";
import { readDivision } from "./stored-division.ts";

export interface StepAsked {
  readonly planId: string;
  readonly accountId: string;
  readonly scope: readonly string[];
  /** By which of their duties they hold the permission at a path. */
  readonly dutyAt: (path: readonly string[]) => DutyRow | undefined;
  readonly body: PlanStepBody;
  readonly now: Date;
}

/** Moves a plan on: submit, return, approve with a date, withdraw. All of it or nothing. */
export const stepPlanOn = (db: Db, store: GroundStore, asked: StepAsked): Promise<PlanRow> =>
  db.transaction().execute(async (trx) => {
    const { planId, accountId, scope, body, now } = asked;
    const plan = await loadPlan(trx, planId, scope);
    if (!plan) throw new Problem({ code: "division.not-found" });
    const divisions = await openDivisions(trx, store, plan);
    const used = plan.divisions.map(({ path }) => asked.dutyAt(path));
    noteDuty(used[0]);
    const request: PlanRequest = {
      step: body.step,
      by: accountId,
      standsFor: used.flatMap((duty) => duty?.onBehalfOf?.accountId ?? []),
      today: localDay(now),
      effectiveOn: body.effectiveOn,
    };
    const next = stepPlan(factsOf(plan, divisions), request);
    if (typeof next !== "string") throw new Problem(next);
    if (body.step === "withdraw") {
      await requireLast(trx, plan);
      await removePlannedGrids(trx, plan.id);
      await removeAliases(trx, plan.id);
    }
    const effectiveOn = next === "published" ? (body.effectiveOn ?? null) : null;
    const change = { id: planId, from: plan.state, to: next, effectiveOn, now };
    // Somebody was quicker while this one waited for the row.
    if (!(await setPlanState(trx, change)))
      throw new Problem({ code: "division.wrong-state", state: plan.state, step: body.step });
    if (effectiveOn !== null)
      await putInForce(trx, store, {
        plan,
        divisions,
        day: effectiveOn,
        renumbers: body.renumber ?? false,
      });
    await tell(trx, plan, asked);
    const moved = await loadPlan(trx, planId, scope);
    return moved ?? plan;
  });

/** A plan that was made for a later day ends the grids of this one: it has to go first. */
async function requireLast(trx: Db, plan: PlanRow): Promise<void> {
  for (const { communityId } of plan.divisions) {
    const later = await findPlanAfter(trx, communityId, plan.effectiveOn ?? "");
    if (later !== undefined) throw new Problem({ code: "division.dates-overlap", planId: later });
  }
}

export async function openDivisions(
  trx: Db,
  store: GroundStore,
  plan: PlanRow,
): Promise<OpenDivision[]> {
  const opened: OpenDivision[] = [];
  for (const { id, communityId, baseId } of plan.divisions) {
    const row = await loadDivisionForUpdate(trx, id);
    if (!row) throw new Error(`plan ${plan.id} lost its division ${id}`);
    const open = await store.openFor(trx, row);
    const changes = await listChanges(trx, id);
    const editors = changes.flatMap((change) => (change.accountId ? [change.accountId] : []));
    opened.push({
      division: await readDivision(trx, row, open),
      open,
      communityId,
      baseId,
      editors,
    });
  }
  return opened;
}

const factsOf = (plan: PlanRow, divisions: readonly OpenDivision[]) => ({
  state: plan.state,
  effectiveOn: plan.effectiveOn,
  editors: [...new Set(divisions.flatMap(({ editors }) => editors))],
  unfinished: divisions
    .filter(({ division }) => isUnfinished(division))
    .map(({ communityId }) => communityId),
  inPieces: divisions.flatMap(({ division }) =>
    [...divisionFacts(division).grids]
      .filter(([, { pieces }]) => pieces > 1)
      .map(([gridId]) => gridId),
  ),
});

/** Units without a grid, or no grid at all. Pieces across a hard line are parts of the ground. */
function isUnfinished(division: Division): boolean {
  return division.grids.length === 0 || division.gridOf.includes(null);
}

async function tell(trx: Db, plan: PlanRow, { accountId, body }: StepAsked): Promise<void> {
  await writeAudit(trx, {
    accountId,
    action: `division.${body.step}`,
    object: plan.id,
    detail: { effectiveOn: body.effectiveOn ?? null, reason: body.reason ?? null },
  });
  await append(
    trx,
    plan.divisions.map(({ id, path, revision }) => ({
      kind: "division.plan-moved",
      subject: id,
      scopePath: path,
      payload: { divisionId: id, planId: plan.id, revision, step: body.step },
    })),
  );
}
