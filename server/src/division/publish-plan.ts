import { randomUUID } from "node:crypto";
import { numberGrids, stepPlan, type Division, type PlanRequest } from "@onegrid/core/division";
import type { PlanStepBody } from "@onegrid/core/division/contract";
import type { Db } from "@onegrid/db";
import type { DutyRow } from "@onegrid/db/access";
import {
  endGrids,
  findPlanFrom,
  insertGridVersions,
  listChanges,
  listGridsOn,
  listUsedCodes,
  loadDivisionForUpdate,
  loadPlan,
  removePlannedGrids,
  setPlanState,
  type GridVersionRow,
  type NewGridVersion,
  type PlanRow,
} from "@onegrid/db/division";
import { append } from "@onegrid/db/events";
import { loadAreaShapes, raiseLayerRevisions } from "@onegrid/db/organisation";
import { localDay } from "../access/sessions.ts";
import { indexName } from "../ingest/name-index.ts";
import { noteDuty, writeAudit } from "../access/audit.ts";
import { Problem } from "../problem.ts";
import { matchGrids } from "./match-grids.ts";
import type { GroundStore, OpenGround } from "./ground-store.ts";
import { readDivision, storedGrids } from "./stored-division.ts";

export interface StepAsked {
  readonly planId: string;
  readonly accountId: string;
  readonly scope: readonly string[];
  /** By which of their duties they hold the permission at a path. */
  readonly dutyAt: (path: readonly string[]) => DutyRow | undefined;
  readonly body: PlanStepBody;
  readonly now: Date;
}

interface OpenDivision {
  readonly division: Division;
  readonly open: OpenGround;
  readonly communityId: string;
  readonly baseId: string;
  readonly editors: readonly string[];
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
    if (body.step === "withdraw") await removePlannedGrids(trx, plan.id);
    const effectiveOn = next === "published" ? (body.effectiveOn ?? null) : null;
    const change = { id: planId, from: plan.state, to: next, effectiveOn, now };
    if (!(await setPlanState(trx, change))) throw new Error(`plan ${planId} moved while held`);
    if (effectiveOn !== null) await putInForce(trx, plan, divisions, effectiveOn);
    await tell(trx, plan, asked);
    const moved = await loadPlan(trx, planId, scope);
    return moved ?? plan;
  });

export async function openDivisions(
  trx: Db,
  store: GroundStore,
  plan: PlanRow,
): Promise<OpenDivision[]> {
  const opened: OpenDivision[] = [];
  for (const { id, communityId, baseId } of plan.divisions) {
    const row = await loadDivisionForUpdate(trx, id);
    if (!row) throw new Error(`plan ${plan.id} lost its division ${id}`);
    const open = await store.open(trx, baseId);
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
});

/** Units without a grid, or no grid at all. Pieces across a hard line are parts of the ground. */
function isUnfinished(division: Division): boolean {
  return division.grids.length === 0 || division.gridOf.includes(null);
}

/** Writes the grids that begin on a day, ends those before them, and keeps codes where grids go on. */
export async function putInForce(
  trx: Db,
  plan: PlanRow,
  divisions: readonly OpenDivision[],
  day: string,
): Promise<void> {
  const codes = await communityCodes(trx, divisions);
  for (const opened of divisions) {
    const other = await findPlanFrom(trx, opened.communityId, day);
    if (other !== undefined) throw new Problem({ code: "division.dates-overlap", planId: other });
    const before = await listGridsOn(trx, opened.communityId, day);
    const used = await listUsedCodes(trx, opened.communityId);
    const community = codes.get(opened.communityId);
    if (!community) throw new Error(`community ${opened.communityId} has no code`);
    const grids = gridVersions(opened, { plan, day, before, used, community });
    await endGrids(trx, opened.communityId, day);
    await insertGridVersions(trx, grids);
  }
  const revisions = await raiseLayerRevisions(trx, ["grids"]);
  await append(
    trx,
    revisions.map((payload) => ({
      kind: "layers.changed",
      subject: "grids",
      scopePath: [],
      payload,
    })),
  );
}

async function communityCodes(trx: Db, divisions: readonly OpenDivision[]) {
  const shapes = await loadAreaShapes(
    trx,
    divisions.map(({ communityId }) => communityId),
  );
  return new Map(shapes.map(({ id, code, name }) => [id, { code, name }]));
}

interface Issue {
  readonly plan: PlanRow;
  readonly day: string;
  readonly before: readonly GridVersionRow[];
  readonly used: readonly string[];
  readonly community: { readonly code: string; readonly name: string };
}

function gridVersions(opened: OpenDivision, issue: Issue): NewGridVersion[] {
  const { division, open, communityId, baseId } = opened;
  const stored = storedGrids(open, division, new Set(division.grids));
  const contents = stored.map(({ gridId }) => ({
    id: gridId,
    households: buildingsOf(opened, gridId),
  }));
  const known = new Map(contents.flatMap(({ households }) => [...households]));
  const old = issue.before.map(({ code, buildingIds }) => ({
    id: code,
    households: new Map(buildingIds.map((id) => [id, known.get(id) ?? 0])),
  }));
  const buildingIdsOf = new Map(contents.map(({ id, households }) => [id, [...households.keys()]]));
  const matches = new Map(matchGrids(old, contents).map((match) => [match.newId, match]));
  const fresh = freshCodes(issue, communityId);
  const order = numberGrids(stored.map(({ gridId }) => placeOf(opened, gridId)));
  return order.map((gridId) => {
    const grid = stored.find((each) => each.gridId === gridId);
    if (!grid?.geometry) throw new Error(`grid ${gridId} of ${division.id} has no ground`);
    const match = matches.get(gridId);
    const code = match?.oldId ?? fresh();
    const name = `${issue.community.name}第${Number(code.slice(-3))}网格`;
    return {
      id: randomUUID(),
      code,
      name,
      ...indexName(name),
      communityId,
      planId: issue.plan.id,
      baseId,
      households: grid.households,
      buildingIds: buildingIdsOf.get(gridId) ?? [],
      predecessors: match?.from ?? [],
      validFrom: issue.day,
      geometry: grid.geometry,
    };
  });
}

/** Households by building of one grid; units made without buildings stand for themselves. */
function buildingsOf({ division, open }: OpenDivision, gridId: string): Map<string, number> {
  const { map, ground } = open;
  const content = new Map<string, number>();
  map.buildings.ids.forEach((id, building) => {
    const unitId = map.units.ids[map.buildings.unit[building] ?? -1] ?? "";
    const unit = ground.indexOf.get(unitId) ?? -1;
    if (division.gridOf[unit] === gridId) {
      content.set(id, map.buildings.households[building] ?? 0);
    }
  });
  return content;
}

/** Where a grid's number comes from: the middle of its units, weighted by their ground. */
function placeOf({ division, open: { map, ground } }: OpenDivision, gridId: string) {
  let [x, y, area] = [0, 0, 0];
  division.gridOf.forEach((id, unit) => {
    if (id !== gridId) return;
    const at = map.units.ids.indexOf(ground.unitIds[unit] ?? "");
    const own = map.units.area2[at] ?? 0;
    x += (map.units.label[2 * at] ?? 0) * own;
    y += (map.units.label[2 * at + 1] ?? 0) * own;
    area += own;
  });
  return { id: gridId, centroid: [x / area, y / area] as const, area };
}

/** The next numbers that the community has never used: 12 digits of its code and three of its own. */
function freshCodes({ used, community }: Issue, communityId: string): () => string {
  const taken = new Set(used);
  let number = 0;
  return () => {
    for (;;) {
      number += 1;
      if (number > 999) throw new Problem({ code: "division.scheme-full", communityId });
      const code = `${community.code}${String(number).padStart(3, "0")}`;
      if (!taken.has(code)) return code;
    }
  };
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
