import { isInScope, type Sight } from "@onegrid/core/access";
import {
  DEFAULT_TEMPLATE,
  hasSeat,
  proposeHolders,
  templateFault,
  type GroupTemplate,
  type PlanMode,
  type PlanPerson,
  ROLES,
} from "@onegrid/core/dispatch";
import type {
  CommunitySeatsReply,
  HoldersBody,
  PlanBody,
  PlanReply,
} from "@onegrid/core/dispatch/emergency-contract";
import { readAs, type Db } from "@onegrid/db";
import { findLentAreas } from "@onegrid/db/access";
import {
  findNames,
  insertPlan,
  listCommunitiesIn,
  listHolders,
  listPlanPeople,
  listPresentAccounts,
  loadPlan,
  putHolders,
  savePlan,
  type NamedPlanPerson,
  type PlanCommunity,
  type StoredPlan,
} from "@onegrid/db/dispatch";
import { writeAudit } from "../../access/audit.ts";
import { localDay } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";

/** Somebody who keeps emergency plans (平急预案), and the areas they keep them for. */
export interface PlanKeeper {
  readonly accountId: string;
  readonly scope: readonly string[];
  readonly sight: Sight;
}

/** The area of a plan, if it is the keeper's. */
export async function requirePlanArea(db: Db, by: PlanKeeper, areaId: string): Promise<void> {
  const [area] = await findLentAreas(db, [areaId]);
  if (!area || !isInScope(by.scope, area.path))
    throw new Problem({ code: "dispatch.plan-area", areaId });
}

/** A plan that was kept; refuses where there is none yet. */
export async function requirePlan(db: Db, areaId: string): Promise<StoredPlan> {
  const plan = await loadPlan(db, areaId);
  if (!plan) throw new Problem({ code: "dispatch.plan-missing", areaId });
  return plan;
}

/** The plan of an area with its communities; before there is one, what it may begin with. */
export async function planOf(db: Db, by: PlanKeeper, areaId: string): Promise<PlanReply> {
  await requirePlanArea(db, by, areaId);
  const plan = (await loadPlan(db, areaId)) ?? { areaId, version: 0, groups: DEFAULT_TEMPLATE };
  const communities = await listCommunitiesIn(db, [areaId]);
  const held = await listHolders(db, areaId);
  const modes = new Map(plan.groups.map(({ key, mode }) => [key, mode]));
  const counts = new Map<string, number>();
  for (const seat of held) {
    if (!hasSeat(plan.groups, seat)) continue;
    const key = `${modes.get(seat.group)}/${seat.communityId}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const heldIn = (mode: PlanMode, id: string): number => counts.get(`${mode}/${id}`) ?? 0;
  return {
    areaId,
    version: plan.version,
    groups: plan.groups.map(plainGroup),
    communities: communities.map(({ id, name, parentName }) => ({
      id,
      name,
      parentName,
      heldCalm: heldIn("calm", id),
      heldEmergency: heldIn("emergency", id),
    })),
  };
}

const plainGroup = ({ posts, ...group }: GroupTemplate): PlanReply["groups"][number] => ({
  ...group,
  posts: posts.map((post) => ({ ...post, roles: [...post.roles] })),
});

/** Keeps the groups of a plan as its next version. Holders of seats that are no more stay unseen. */
export const keepPlan = (db: Db, by: PlanKeeper, body: PlanBody, now: Date): Promise<PlanReply> =>
  db.transaction().execute(async (trx) => {
    const { areaId, expectedVersion, groups } = body;
    await requirePlanArea(trx, by, areaId);
    const fault = templateFault(groups);
    if (fault !== null) throw new Problem({ code: "dispatch.plan-template", ...fault });
    const next = { areaId, version: expectedVersion + 1, groups };
    const isKept = await (expectedVersion === 0 ? insertPlan : savePlan)(trx, next, now);
    if (!isKept) throw await staleness(trx, areaId);
    await notePlan(trx, by, {
      action: "dispatch.plan-keep",
      areaId,
      detail: { version: next.version },
    });
    return planOf(trx, by, areaId);
  });

/** Puts people into seats, as the next version of the plan. */
export const seatHolders = (
  db: Db,
  by: PlanKeeper,
  { areaId, expectedVersion, seats }: HoldersBody,
  now: Date,
): Promise<PlanReply> =>
  db.transaction().execute(async (trx) => {
    await requirePlanArea(trx, by, areaId);
    const plan = await raisePlan(trx, areaId, expectedVersion, now);
    const communities = new Set((await listCommunitiesIn(trx, [areaId])).map(({ id }) => id));
    const stray = seats.find(
      (seat) => !communities.has(seat.communityId) || !hasSeat(plan.groups, seat),
    );
    if (stray) {
      const { communityId, group, post, seat } = stray;
      throw new Problem({ code: "dispatch.plan-seat", communityId, group, post, seat });
    }
    await requirePresent(trx, seats, now);
    await putHolders(trx, areaId, seats);
    await notePlan(trx, by, {
      action: "dispatch.plan-seat",
      areaId,
      detail: { version: plan.version, seats: seats.length },
    });
    return planOf(trx, by, areaId);
  });

async function requirePresent(trx: Db, seats: HoldersBody["seats"], now: Date): Promise<void> {
  const wanted = [...new Set(seats.flatMap(({ holderId }) => holderId ?? []))];
  const present = new Set(await listPresentAccounts(trx, wanted, localDay(now)));
  const holderId = wanted.find((id) => !present.has(id));
  if (holderId !== undefined) throw new Problem({ code: "dispatch.plan-holder", holderId });
}

/** Fills the empty seats of every community from the duties that people have there (自动编组). */
export const fillPlan = (
  db: Db,
  by: PlanKeeper,
  { areaId, expectedVersion }: { readonly areaId: string; readonly expectedVersion: number },
  now: Date,
): Promise<PlanReply> =>
  db.transaction().execute(async (trx) => {
    await requirePlanArea(trx, by, areaId);
    const plan = await raisePlan(trx, areaId, expectedVersion, now);
    const communityIds = (await listCommunitiesIn(trx, [areaId])).map(({ id }) => id);
    const added = proposeHolders({
      groups: plan.groups,
      communityIds,
      held: await listHolders(trx, areaId),
      people: (await listPlanPeople(trx, communityIds, localDay(now))).flatMap(withRole),
    });
    await putHolders(trx, areaId, added);
    await notePlan(trx, by, {
      action: "dispatch.plan-fill",
      areaId,
      detail: { version: plan.version, seats: added.length },
    });
    return planOf(trx, by, areaId);
  });

/** Roles of other pages, such as planners, hold no seat by themselves. */
const withRole = ({ id, communityId, role }: NamedPlanPerson): PlanPerson[] =>
  ROLES.filter((known) => known === role).map((known) => ({ id, communityId, role: known }));

/** The next version of a plan with the same groups; holds its row, so that two keepers take turns. */
export async function raisePlan(
  trx: Db,
  areaId: string,
  expectedVersion: number,
  now: Date,
): Promise<StoredPlan> {
  const { groups } = await requirePlan(trx, areaId);
  const next = { areaId, version: expectedVersion + 1, groups };
  if (!(await savePlan(trx, next, now))) throw await staleness(trx, areaId);
  return next;
}

const staleness = async (trx: Db, areaId: string): Promise<Problem> =>
  new Problem({
    code: "dispatch.plan-stale",
    version: (await loadPlan(trx, areaId))?.version ?? 0,
  });

/** Who holds which seat of a community, and who might. */
export async function communitySeats(
  db: Db,
  by: PlanKeeper,
  asked: { readonly areaId: string; readonly communityId: string; readonly now: Date },
): Promise<CommunitySeatsReply> {
  const { areaId, communityId, now } = asked;
  const held = await readAs(db, by.sight, async (trx) => {
    await requirePlanArea(trx, by, areaId);
    const plan = await requirePlan(trx, areaId);
    await requireCommunity(trx, areaId, communityId);
    const seats = (await listHolders(trx, areaId, [communityId])).filter((seat) =>
      hasSeat(plan.groups, seat),
    );
    const holderIds = seats.map(({ holderId }) => holderId);
    const named = await findNames(trx, holderIds, []);
    return seats.map((seat) => ({ ...seat, name: named.get(seat.holderId) ?? "" }));
  });
  // Duties lie behind the wall; by now it is the plan of somebody who sees the community.
  const people = await listPlanPeople(db, [communityId], localDay(now));
  return { held, people: people.map(({ id, name, role }) => ({ id, name, role })) };
}

async function requireCommunity(
  db: Db,
  areaId: string,
  communityId: string,
): Promise<PlanCommunity> {
  const found = (await listCommunitiesIn(db, [areaId])).find(({ id }) => id === communityId);
  if (!found) throw new Problem({ code: "dispatch.plan-area", areaId: communityId });
  return found;
}

/** What was done to a plan, for the audit. */
export const notePlan = (
  trx: Db,
  { accountId }: PlanKeeper,
  { action, areaId, detail }: { action: string; areaId: string; detail: Record<string, number> },
): Promise<void> => writeAudit(trx, { accountId, action, object: areaId, detail });
