import {
  holderAt,
  holdersBySeat,
  seatsOf,
  type GroupTemplate,
  type HeldSeat,
  type PlanMode,
  type Seat,
} from "./plan.ts";

/** What an activation would be made of. */
export interface DryRunInput {
  readonly groups: readonly GroupTemplate[];
  readonly mode: PlanMode;
  readonly communityIds: readonly string[];
  readonly held: readonly HeldSeat[];
  /** Who can be called: an open account with a duty in force. */
  readonly presentIds: ReadonlySet<string>;
}

/** What is missing in the plan (预演), in the order of communities, groups and posts. */
export interface DryRun {
  readonly communities: number;
  readonly groups: number;
  readonly seats: number;
  /** Seats whose holder can be called. */
  readonly filled: number;
  readonly unfilled: readonly {
    readonly communityId: string;
    readonly group: string;
    readonly post: string;
    readonly missing: number;
    readonly seats: number;
  }[];
  readonly leaderless: readonly { readonly communityId: string; readonly group: string }[];
  readonly doubleBooked: readonly { readonly holderId: string; readonly seats: readonly Seat[] }[];
  /** Held by somebody who has left: such a seat counts as unfilled too. */
  readonly gone: readonly HeldSeat[];
}

/**
 * Walks every seat that an activation would call. It never refuses: in an emergency one goes with whoever
 * is there, and knows who is not.
 */
export function dryRun({ groups, mode, communityIds, held, presentIds }: DryRunInput): DryRun {
  const holders = holdersBySeat(held);
  const called = groups.filter((group) => group.mode === mode);
  const walked = communityIds.flatMap((communityId) =>
    called.map((group) => walkGroup(communityId, group, { holders, presentIds })),
  );
  const seatsOfHolder = new Map<string, Seat[]>();
  for (const { there } of walked) {
    for (const { holderId, ...seat } of there)
      seatsOfHolder.set(holderId, [...(seatsOfHolder.get(holderId) ?? []), seat]);
  }
  return {
    communities: communityIds.length,
    groups: walked.length,
    seats: walked.reduce((sum, { seats }) => sum + seats, 0),
    filled: walked.reduce((sum, { there }) => sum + there.length, 0),
    unfilled: walked.flatMap(({ unfilled }) => unfilled),
    leaderless: walked.flatMap(({ leaderless }) => leaderless),
    gone: walked.flatMap(({ gone }) => gone),
    doubleBooked: [...seatsOfHolder]
      .filter(([, seats]) => seats.length > 1)
      .map(([holderId, seats]) => ({ holderId, seats })),
  };
}

interface WalkedGroup extends Pick<DryRun, "unfilled" | "leaderless" | "gone"> {
  readonly seats: number;
  readonly there: readonly HeldSeat[];
}

function walkGroup(
  communityId: string,
  group: GroupTemplate,
  {
    holders,
    presentIds,
  }: { holders: ReadonlyMap<string, string>; presentIds: ReadonlySet<string> },
): WalkedGroup {
  const seats = seatsOf(communityId, group);
  const held = seats.flatMap((seat): HeldSeat[] => {
    const holderId = holderAt(holders, seat);
    return holderId === undefined ? [] : [{ ...seat, holderId }];
  });
  const there = held.filter(({ holderId }) => presentIds.has(holderId));
  const hasLead = group.posts.some(
    ({ key, isLead }) => isLead && there.some(({ post }) => post === key),
  );
  return {
    seats: seats.length,
    there,
    gone: held.filter(({ holderId }) => !presentIds.has(holderId)),
    leaderless: hasLead ? [] : [{ communityId, group: group.key }],
    unfilled: group.posts.flatMap(({ key, seats: wanted }) => {
      const missing = wanted - there.filter(({ post }) => post === key).length;
      return missing === 0
        ? []
        : [{ communityId, group: group.key, post: key, missing, seats: wanted }];
    }),
  };
}
