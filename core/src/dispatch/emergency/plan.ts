import type { Role } from "../people/roles.ts";

/** 平时 and 战时: what a community is arranged for. */
export const PLAN_MODES = ["calm", "emergency"] as const;
export type PlanMode = (typeof PLAN_MODES)[number];

/** A kind of place in a group (岗位): `seats` persons, one holder each. */
export interface PostTemplate {
  readonly key: string;
  readonly name: string;
  readonly seats: number;
  /** Whoever holds it leads the group (组长). */
  readonly isLead: boolean;
  /** Roles from which holders are proposed, the best first. */
  readonly roles: readonly Role[];
}

/** A group (工作小组) that every community of the plan has while the mode lasts. */
export interface GroupTemplate {
  readonly key: string;
  readonly mode: PlanMode;
  readonly name: string;
  readonly posts: readonly PostTemplate[];
}

/** One place in one group of one community; `seat` counts from 1. */
export interface Seat {
  readonly communityId: string;
  readonly group: string;
  readonly post: string;
  readonly seat: number;
}

export interface HeldSeat extends Seat {
  readonly holderId: string;
}

/** Bounds of a template: generous for people, small enough for one activation of a whole city district. */
const PLAN_BOUNDS = { groups: 20, posts: 20, seats: 200 } as const;

export interface TemplateFault {
  /** The group as it is called, or its number where it has no name. */
  readonly group: string;
  readonly fault: "none" | "too-many" | "no-name" | "twice" | "no-post" | "seats";
}

/** What is wrong with a template that somebody wants to keep; `null`: nothing. */
export function templateFault(groups: readonly GroupTemplate[]): TemplateFault | null {
  for (const mode of PLAN_MODES) {
    const count = groups.filter((group) => group.mode === mode).length;
    if (count === 0) return { group: mode, fault: "none" };
    if (count > PLAN_BOUNDS.groups) return { group: mode, fault: "too-many" };
  }
  const keys = new Set<string>();
  for (const [at, group] of groups.entries()) {
    const called = group.name.trim() === "" ? String(at + 1) : group.name;
    const fault = keys.has(group.key) ? "twice" : groupFault(group);
    if (fault !== null) return { group: called, fault };
    keys.add(group.key);
  }
  return null;
}

function groupFault({ name, posts }: GroupTemplate): TemplateFault["fault"] | null {
  if (name.trim() === "" || posts.some((post) => post.name.trim() === "")) return "no-name";
  if (posts.length === 0) return "no-post";
  if (posts.length > PLAN_BOUNDS.posts) return "too-many";
  if (new Set(posts.map(({ key }) => key)).size < posts.length) return "twice";
  const isRight = ({ seats }: PostTemplate): boolean =>
    Number.isInteger(seats) && seats >= 1 && seats <= PLAN_BOUNDS.seats;
  return posts.every(isRight) ? null : "seats";
}

const seatKey = ({ communityId, group, post, seat }: Seat): string =>
  JSON.stringify([communityId, group, post, seat]);

/** Whether a template has a seat of this group, post and number. */
export const hasSeat = (groups: readonly GroupTemplate[], { group, post, seat }: Seat): boolean =>
  groups.some(
    ({ key, posts }) =>
      key === group &&
      posts.some(
        (each) => each.key === post && Number.isInteger(seat) && seat >= 1 && seat <= each.seats,
      ),
  );

/** Holders by seat, for looking many of them up. */
export const holdersBySeat = (held: readonly HeldSeat[]): ReadonlyMap<string, string> =>
  new Map(held.map((each) => [seatKey(each), each.holderId]));

export const holderAt = (holders: ReadonlyMap<string, string>, seat: Seat): string | undefined =>
  holders.get(seatKey(seat));

/** Every seat of one group in one community, in the order of the template. */
export const seatsOf = (communityId: string, { key, posts }: GroupTemplate): Seat[] =>
  posts.flatMap((post) =>
    Array.from({ length: post.seats }, (_, at) => ({
      communityId,
      group: key,
      post: post.key,
      seat: at + 1,
    })),
  );
