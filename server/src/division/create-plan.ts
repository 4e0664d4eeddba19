import { randomUUID } from "node:crypto";
import { isInScope } from "@onegrid/core/access";
import {
  cutsOf,
  groundWithCuts,
  rewind,
  type Division,
  type DivisionChange,
  type Ground,
  type Lock,
} from "@onegrid/core/division";
import type { CreatePlanBody } from "@onegrid/core/division/contract";
import type { UnitCut } from "@onegrid/core/topology";
import type { Db } from "@onegrid/db";
import {
  insertPlan,
  listChanges,
  listGridsOn,
  loadDivision,
  loadPlan,
  saveSettings,
  type PlanRow,
} from "@onegrid/db/division";
import { loadAreaShapes } from "@onegrid/db/organisation";
import { Problem } from "../problem.ts";
import { ensureBase } from "./build-base.ts";
import type { GroundStore } from "./ground-store.ts";
import { commitChange, DEFAULT_TARGET, readDivision } from "./stored-division.ts";

export interface PlanAsked {
  /** `YYYY-MM-DD` in Asia/Shanghai: decides which grids are the present ones. */
  readonly today: string;
  readonly accountId: string | null;
  readonly scope: readonly string[];
  readonly body: CreatePlanBody;
}

interface NewDivision {
  readonly id: string;
  readonly communityId: string;
  readonly baseId: string;
}

/**
 * Makes a draft over communities, each on its newest base version. Every unit is still to be
 * assigned, or starts in the grids in force or in those of another plan.
 */
export async function createPlan(db: Db, store: GroundStore, asked: PlanAsked): Promise<PlanRow> {
  const { accountId, scope, body } = asked;
  const communities = await loadAreaShapes(db, body.communityIds);
  const mine = communities.filter(
    ({ kind, path }) => kind === "community" && isInScope(scope, path),
  );
  if (mine.length !== new Set(body.communityIds).size) {
    throw new Problem({ code: "division.not-found" });
  }
  const divisions: NewDivision[] = [];
  for (const { id: communityId } of mine) {
    divisions.push({ id: randomUUID(), communityId, baseId: await ensureBase(db, communityId) });
  }
  const revertsTo = body.fromDay ?? null;
  const plan = { id: randomUUID(), name: body.name, createdBy: accountId, revertsTo, divisions };
  await db.transaction().execute(async (trx) => {
    await insertPlan(trx, plan);
    for (const division of divisions) {
      await saveSettings(trx, division.id, { target: body.target ?? DEFAULT_TARGET, locks: [] });
      await startFrom(trx, store, asked, division);
    }
  });
  const made = await loadPlan(db, plan.id, scope);
  if (!made) throw new Error(`plan ${plan.id} is gone as soon as it was made`);
  return made;
}

/** Takes over what another plan has for the community, as the first change of the new division. */
async function startFrom(
  trx: Db,
  store: GroundStore,
  asked: PlanAsked,
  { id, communityId }: NewDivision,
): Promise<void> {
  const sourceId = await findSource(trx, asked, communityId);
  const [row, sourceRow] = [
    await loadDivision(trx, id),
    sourceId === undefined ? undefined : await loadDivision(trx, sourceId),
  ];
  if (!row || !sourceRow) return;
  const open = await store.openFor(trx, row);
  const division = await readDivision(trx, row, open);
  const newest = await readDivision(trx, sourceRow, await store.openFor(trx, sourceRow));
  const source = await asOfRevision(trx, newest, asked.body.fromRevision);
  const cuts = row.baseId === sourceRow.baseId ? cutsOf(source.ground) : [];
  const change = takeOver(division, source, {
    withLocks: asked.body.fromPlanId !== undefined,
    cuts,
  });
  if (change.moves.length === 0) return;
  const { accountId, body } = asked;
  const intent = { from: body.fromPlanId ?? body.fromDay ?? "present" };
  const noKey = { undoes: null, idempotencyKey: null };
  await commitChange(trx, { row, open, division, change, intent, accountId, ...noKey });
}

/** What others have changed since is taken back, in the copy only. */
async function asOfRevision(
  trx: Db,
  newest: Division,
  from: CreatePlanBody["fromRevision"],
): Promise<Division> {
  if (from?.divisionId !== newest.id) return newest;
  const since = (await listChanges(trx, newest.id)).filter(
    ({ revision }) => revision > from.revision,
  );
  return rewind(
    newest,
    since.toReversed().map(({ inverse }) => inverse),
  );
}

async function findSource(
  trx: Db,
  { body, scope, today }: PlanAsked,
  communityId: string,
): Promise<string | undefined> {
  const inForce = async (day: string) =>
    (await listGridsOn(trx, communityId, day))[0]?.planId ?? undefined;
  const day = body.fromDay ?? (body.fromPresent === true ? today : undefined);
  const planId = body.fromPlanId ?? (day === undefined ? undefined : await inForce(day));
  if (planId === undefined) return undefined;
  const plan = await loadPlan(trx, planId, scope);
  if (!plan) throw new Problem({ code: "division.not-found" });
  return plan.divisions.find((division) => division.communityId === communityId)?.id;
}

const isThere = (lock: Lock, ground: Ground): boolean =>
  lock.kind !== "border" || (ground.indexOf.has(lock.unitId) && ground.indexOf.has(lock.otherId));

/** Units are found again by id: on a newer base, those that are new stay without a grid. */
function takeOver(
  division: Division,
  source: Division,
  { withLocks, cuts }: { readonly withLocks: boolean; readonly cuts: readonly UnitCut[] },
): DivisionChange {
  const cut = groundWithCuts(division.ground, cuts);
  const ground = cut.ok ? cut.value : division.ground;
  const moves = ground.unitIds.flatMap((unitId) => {
    const to = source.gridOf[source.ground.indexOf.get(unitId) ?? -1] ?? null;
    return to === null ? [] : [{ unitId, from: null, to }];
  });
  return {
    edit: "assign-units",
    moves,
    addedGrids: [...new Set(moves.map(({ to }) => to))].toSorted(),
    removedGrids: [],
    addedLocks: withLocks ? source.locks.filter((lock) => isThere(lock, ground)) : [],
    removedLocks: [],
    ...(cuts.length > 0 ? { addedCuts: cuts } : {}),
  };
}
