import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_TEMPLATE } from "./default-template.ts";
import { dryRun, type DryRun } from "./dry-run.ts";
import { PLAN_MODES, seatsOf, type GroupTemplate, type HeldSeat, type Seat } from "./plan.ts";
import { proposeHolders, type PlanPerson } from "./propose-holders.ts";

const GROUPS = DEFAULT_TEMPLATE;
const EMERGENCY = GROUPS.filter(({ mode }) => mode === "emergency");
const communitiesOf = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `community-${at}`);
const allSeats = (communityIds: readonly string[], groups = EMERGENCY): Seat[] =>
  communityIds.flatMap((id) => groups.flatMap((group) => seatsOf(id, group)));
const perfect = (communityIds: readonly string[]): HeldSeat[] =>
  allSeats(communityIds).map((seat, at) => ({ ...seat, holderId: `person-${at}` }));
const walk = (
  communityIds: readonly string[],
  held: readonly HeldSeat[],
  gone: readonly string[] = [],
): DryRun =>
  dryRun({
    ...{ groups: GROUPS, mode: "emergency", communityIds, held },
    presentIds: new Set(held.map(({ holderId }) => holderId).filter((id) => !gone.includes(id))),
  });
const named = ({ communityId, group, post, seat }: Seat): string =>
  `${communityId}/${group}/${post}/${seat}`;

test("four groups in calm times and seven in an emergency are what a plan begins with", () => {
  expect(PLAN_MODES.map((mode) => GROUPS.filter((group) => group.mode === mode).length)).toEqual([
    4, 7,
  ]);
});

test("a plan in which every seat is held by somebody of their own has no fault", () => {
  expect(walk(communitiesOf(3), perfect(communitiesOf(3)))).toEqual({
    ...{ communities: 3, groups: 21, seats: 63, filled: 63 },
    ...{ unfilled: [], leaderless: [], doubleBooked: [], gone: [] },
  });
});

test("holders of the other mode, of other communities and of posts that are no more are not looked at", () => {
  const others: HeldSeat[] = [
    { communityId: "community-0", group: "calm-lead", post: "lead", seat: 1, holderId: "person-0" },
    { communityId: "community-9", group: "command", post: "lead", seat: 1, holderId: "person-0" },
    { communityId: "community-0", group: "command", post: "cook", seat: 1, holderId: "person-0" },
    { communityId: "community-0", group: "command", post: "lead", seat: 2, holderId: "person-0" },
  ];
  const communityIds = communitiesOf(1);
  expect(walk(communityIds, [...perfect(communityIds), ...others]).doubleBooked).toEqual([]);
});

/** What is to be done to a perfect plan, by the number of the seat. */
const faults = fc.record({
  emptied: fc.uniqueArray(fc.nat(62), { maxLength: 12 }),
  left: fc.uniqueArray(fc.nat(62), { maxLength: 6 }),
  doubled: fc.uniqueArray(fc.tuple(fc.nat(62), fc.nat(62)), { maxLength: 8 }),
});

/** Each seat asked by itself, slowly: by what it says, not by how the plan is walked. */
function oracle(
  communityIds: readonly string[],
  held: readonly HeldSeat[],
  gone: readonly string[],
) {
  const holderOf = (seat: Seat): string | undefined =>
    held.find((each) => named(each) === named(seat))?.holderId;
  const isThere = (seat: Seat): boolean => {
    const id = holderOf(seat);
    return id !== undefined && !gone.includes(id);
  };
  const seats = allSeats(communityIds);
  const leaders = communityIds.flatMap((communityId) =>
    EMERGENCY.filter(
      ({ key, posts }) =>
        !seats.some(
          (seat) =>
            seat.communityId === communityId &&
            seat.group === key &&
            posts.find((post) => post.key === seat.post)?.isLead === true &&
            isThere(seat),
        ),
    ).map(({ key }) => `${communityId}/${key}`),
  );
  const people = [...new Set(held.map(({ holderId }) => holderId))];
  const seatsOfPerson = (id: string): Seat[] =>
    seats.filter((seat) => holderOf(seat) === id && isThere(seat));
  return {
    missing: seats.filter((seat) => !isThere(seat)).length,
    filled: seats.filter(isThere).length,
    leaderless: leaders.toSorted(),
    doubled: people
      .filter((id) => seatsOfPerson(id).length > 1)
      .map((id) => `${id}: ${seatsOfPerson(id).map(named).toSorted().join()}`)
      .toSorted(),
    gone: seats
      .filter((seat) => holderOf(seat) !== undefined && !isThere(seat))
      .map(named)
      .toSorted(),
  };
}

test("every planted fault is found and no other, as when each seat is asked by itself", () => {
  const communityIds = communitiesOf(3);
  const whole = perfect(communityIds);
  fc.assert(
    fc.property(faults, ({ emptied, left, doubled }) => {
      const holders = new Map(whole.map((each, at) => [at, each.holderId]));
      for (const [from, to] of doubled) holders.set(to, `person-${from}`);
      const held = whole.flatMap((each, at) =>
        emptied.includes(at) ? [] : [{ ...each, holderId: holders.get(at) ?? "" }],
      );
      const gone = left.map((at) => `person-${at}`);
      const found = walk(communityIds, held, gone);
      expect({
        missing: found.unfilled.reduce((sum, { missing }) => sum + missing, 0),
        filled: found.filled,
        leaderless: found.leaderless
          .map(({ communityId, group }) => `${communityId}/${group}`)
          .toSorted(),
        doubled: found.doubleBooked
          .map(({ holderId, seats }) => `${holderId}: ${seats.map(named).toSorted().join()}`)
          .toSorted(),
        gone: found.gone.map(named).toSorted(),
      }).toEqual(oracle(communityIds, held, gone));
    }),
    { numRuns: 100 },
  );
});

const people = (count: number, communityIds: readonly string[]): PlanPerson[] =>
  communityIds.flatMap((communityId) =>
    Array.from({ length: count }, (_, at) => ({
      id: `${communityId}-${String(at).padStart(2, "0")}`,
      role: at === 0 ? "community_desk" : at < 6 ? "grid_staff" : "team_member",
      communityId,
    })),
  );

test("a proposal gives every group its leader first and nobody two seats of a mode", () => {
  const communityIds = communitiesOf(2);
  const held = proposeHolders({
    ...{ groups: GROUPS, communityIds, held: [] },
    people: people(10, communityIds),
  });
  const found = walk(communityIds, held);
  expect(found.leaderless).toEqual([]);
  expect(found.doubleBooked).toEqual([]);
  expect(found.filled).toBe(20);
  expect(held.find(({ group, post }) => group === "command" && post === "lead")?.holderId).toBe(
    "community-0-00",
  );
});

test("a proposal keeps what is held, fills what it can, and comes out the same in any order", () => {
  const communityIds = communitiesOf(2);
  fc.assert(
    fc.property(
      fc.shuffledSubarray(people(8, communityIds)),
      fc.uniqueArray(fc.nat(41), { maxLength: 10 }),
      (some, seats) => {
        const all = allSeats(communityIds);
        const held = seats.flatMap((at, index): HeldSeat[] => {
          const seat = all[at];
          return seat ? [{ ...seat, holderId: `before-${index}` }] : [];
        });
        const input = { groups: GROUPS, communityIds, held };
        const added = proposeHolders({ ...input, people: some });
        const taken = new Set(held.map(named));
        expect(added.some((each) => taken.has(named(each)))).toBe(false);
        expect(walk(communityIds, [...held, ...added]).doubleBooked).toEqual([]);
        expect(proposeHolders({ ...input, people: some.toReversed() })).toEqual(added);
      },
    ),
    { numRuns: 100 },
  );
});

test("seats of roles that nobody has stay empty", () => {
  const groups: GroupTemplate[] = [
    {
      ...{ key: "g", mode: "emergency", name: "组" },
      posts: [{ key: "p", name: "岗", seats: 1, isLead: true, roles: ["supervisor"] }],
    },
  ];
  const communityIds = communitiesOf(1);
  const all = { groups, communityIds, held: [], people: people(9, communityIds) };
  expect(proposeHolders(all)).toEqual([]);
});
