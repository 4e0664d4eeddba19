import { isInScope } from "@onegrid/core/access";
import { dryRun, type DryRun, type Seat } from "@onegrid/core/dispatch";
import {
  MOST_LISTED,
  type DryRunBody,
  type DryRunReply,
  type TargetField,
} from "@onegrid/core/dispatch/emergency-contract";
import { readAs, type Db } from "@onegrid/db";
import {
  findNames,
  listCommunitiesIn,
  listCommunitiesMeeting,
  listHolders,
  listPresentAccounts,
  type PlanCommunity,
} from "@onegrid/db/dispatch";
import { localDay } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";
import { requirePlan, requirePlanArea, type PlanKeeper } from "./plan.ts";

/** What an activation of these areas would call, and what would be missing (预演). Changes nothing. */
export async function tryPlan(
  db: Db,
  by: PlanKeeper,
  { areaId, mode, target }: DryRunBody,
  now: Date,
): Promise<DryRunReply> {
  const seen = await readAs(db, by.sight, async (trx) => {
    await requirePlanArea(trx, by, areaId);
    const plan = await requirePlan(trx, areaId);
    const communities = await targetedCommunities(trx, by, areaId, target);
    return { plan, communities, held: await listHolders(trx, areaId) };
  });
  const { plan, held } = seen;
  const communities = seen.communities.map(({ id, name }) => ({ id, name }));
  const holderIds = [...new Set(held.map(({ holderId }) => holderId))];
  const found = dryRun({
    groups: plan.groups,
    mode,
    communityIds: communities.map(({ id }) => id),
    held,
    // Who has left is no secret from whoever sees the seat; the tables of it lie behind the wall.
    presentIds: new Set(await listPresentAccounts(db, holderIds, localDay(now))),
  });
  const facts = { version: plan.version, communities };
  return { ...facts, ...countsOf(found), ...(await namedFaults(db, found, communities)) };
}

const countsOf = (found: DryRun) => ({
  groups: found.groups,
  seats: found.seats,
  filled: found.filled,
  counts: {
    unfilled: found.seats - found.filled,
    leaderless: found.leaderless.length,
    doubleBooked: found.doubleBooked.length,
    gone: found.gone.length,
  },
});

/** The first faults of each kind, with the names of communities and people. */
async function namedFaults(db: Db, found: DryRun, communities: DryRunReply["communities"]) {
  const [doubleBooked, gone] = [
    found.doubleBooked.slice(0, MOST_LISTED),
    found.gone.slice(0, MOST_LISTED),
  ];
  const holderIds = [...doubleBooked, ...gone].map(({ holderId }) => holderId);
  const names = await findNames(db, holderIds, []);
  const communityNames = new Map(communities.map(({ id, name }) => [id, name]));
  const placed = <T extends Pick<Seat, "communityId">>(each: T) => ({
    ...each,
    community: communityNames.get(each.communityId) ?? "",
  });
  return {
    unfilled: found.unfilled.slice(0, MOST_LISTED).map(placed),
    leaderless: found.leaderless.slice(0, MOST_LISTED).map(placed),
    doubleBooked: doubleBooked.map(({ holderId, seats }) => ({
      name: names.get(holderId) ?? "",
      seats: seats.map(placed),
    })),
    gone: gone.map(({ holderId, ...seat }) => ({
      ...placed(seat),
      name: names.get(holderId) ?? "",
    })),
  };
}

/** The communities of a plan that a target means, within the keeper's areas; refuses where it means none. */
export async function targetedCommunities(
  db: Db,
  by: PlanKeeper,
  areaId: string,
  target: TargetField,
): Promise<PlanCommunity[]> {
  const meant = "ring" in target ? await touched(db, target.ring) : target.areaIds;
  const communities = (await listCommunitiesIn(db, meant)).filter(
    ({ path }) => path.includes(areaId) && isInScope(by.scope, path),
  );
  if (communities.length === 0) throw new Problem({ code: "dispatch.activation-nowhere" });
  return communities;
}

async function touched(
  db: Db,
  ring: readonly (readonly [number, number])[],
): Promise<readonly string[]> {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || first[0] !== last[0] || first[1] !== last[1])
    throw new Problem({ code: "dispatch.activation-ring" });
  return (await listCommunitiesMeeting(db, ring)).map(({ id }) => id);
}
