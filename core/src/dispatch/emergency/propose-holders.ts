import type { Role } from "../people/roles.ts";
import {
  holderAt,
  holdersBySeat,
  PLAN_MODES,
  seatsOf,
  type GroupTemplate,
  type HeldSeat,
  type PostTemplate,
  type Seat,
} from "./plan.ts";

/** Somebody with a duty in a community. */
export interface PlanPerson {
  readonly id: string;
  readonly role: Role;
  readonly communityId: string;
}

export interface ProposalInput {
  readonly groups: readonly GroupTemplate[];
  readonly communityIds: readonly string[];
  /** What is held already stays. */
  readonly held: readonly HeldSeat[];
  readonly people: readonly PlanPerson[];
}

interface OpenSeat {
  readonly seat: Seat;
  readonly post: PostTemplate;
  /** Leaders first, then the first seat of every group, then the second of every group … */
  readonly turn: number;
}

/**
 * Holders for the empty seats, from the duties that people have in the community anyway. Nobody gets two
 * seats of one mode; a seat for which nobody of its roles is left stays empty. The same input gives the same answer.
 */
export function proposeHolders(input: ProposalInput): HeldSeat[] {
  return PLAN_MODES.flatMap((mode) => {
    const groups = input.groups.filter((group) => group.mode === mode);
    const keys = new Set(groups.map(({ key }) => key));
    const taken = new Set(
      input.held.filter(({ group }) => keys.has(group)).map(({ holderId }) => holderId),
    );
    const holders = holdersBySeat(input.held);
    return input.communityIds.flatMap((communityId) => {
      const people = input.people.filter((person) => person.communityId === communityId);
      return emptySeats(communityId, groups, holders).flatMap(({ seat, post }) => {
        const person = firstFor(post, people, taken);
        if (!person) return [];
        taken.add(person.id);
        return [{ ...seat, holderId: person.id }];
      });
    });
  });
}

function emptySeats(
  communityId: string,
  groups: readonly GroupTemplate[],
  holders: ReadonlyMap<string, string>,
): OpenSeat[] {
  return groups
    .flatMap((group) => {
      const posts = new Map(group.posts.map((post) => [post.key, post]));
      return seatsOf(communityId, group).flatMap((seat, at) => {
        const post = posts.get(seat.post);
        if (!post || holderAt(holders, seat) !== undefined) return [];
        return [{ seat, post, turn: post.isLead ? -1 : at }];
      });
    })
    .toSorted((a, b) => a.turn - b.turn);
}

/** The first person of the best role who has no seat yet; ties by id. */
const firstFor = (
  { roles }: PostTemplate,
  people: readonly PlanPerson[],
  taken: ReadonlySet<string>,
): PlanPerson | undefined =>
  people
    .filter(({ id, role }) => roles.includes(role) && !taken.has(id))
    .toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || (a.id < b.id ? -1 : 1))[0];
