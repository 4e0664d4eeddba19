import * as fc from "fast-check";
import { expect, it } from "vitest";
import { anyGoal, anyProblem, problemOf } from "./fixtures/made-siting.ts";
import { rowOf } from "./incidence.ts";
import type { SitingGoal } from "./siting-problem.ts";
import { Assignment } from "./assignment.ts";
import {
  capacityInstance,
  roomOf,
  type CapacityInstance,
  type CapacityProblem,
} from "./capacity-problem.ts";
import { solveCapacitated, type CapacityPlan } from "./solve-capacitated.ts";

const RUNS = { numRuns: 150 };

/** Small questions with rooms from none to plenty, and up to two stations that stand. */
const anyCapacity: fc.Arbitrary<CapacityProblem> = fc
  .record({
    problem: anyProblem,
    rooms: fc.array(fc.oneof(fc.nat(60), fc.constant(Infinity)), { minLength: 11, maxLength: 11 }),
    standing: fc.array(fc.uniqueArray(fc.nat(11), { maxLength: 6 }), { maxLength: 2 }),
  })
  .map(({ problem, rooms, standing }) => ({
    ...problem,
    isCovered: undefined,
    room: Float64Array.from(problem.reach.first.slice(1), (__, i) => rooms[i] ?? 0),
    standing: {
      reach: problemOf(
        standing.map((rows) => rows.toSorted((a, b) => a - b)),
        [],
      ).reach,
      room: Float64Array.from(standing, (__, i) => rooms[9 + i] ?? 0),
    },
  }));

const anyGoalOfMost = anyGoal.filter(({ kind }) => kind !== "share");

/**
 * Most that can be served, by the other side of the coin (maximum flow, minimum cut): over all ways to
 * cut stations off by their rooms, and everybody else who is reached by themselves.
 */
function servedByCut({ reach, households, room }: CapacityInstance, sites: readonly number[]) {
  let least = Infinity;
  for (let set = 0; set < 2 ** sites.length; set++) {
    const full = sites.filter((_, i) => (set >> i) & 1);
    const others = new Set(
      sites.filter((site) => !full.includes(site)).flatMap((site) => [...rowOf(reach, site)]),
    );
    const cut = full.reduce((sum, site) => sum + (room[site] ?? 0), 0);
    least = Math.min(
      least,
      [...others].reduce((sum, row) => sum + (households[row] ?? 0), cut),
    );
  }
  return least;
}

/** Whether all that must be served can be at once: the same question about them alone. */
function servesMust(instance: CapacityInstance, sites: readonly number[]): boolean {
  const must = instance.households.map((all, row) => all * (instance.isMust[row] ?? 0));
  const wanted = must.reduce((sum, all) => sum + all, 0);
  return servedByCut({ ...instance, households: must }, sites) >= wanted;
}

/** The best there is, by trying every set of candidates; −∞ when none is allowed. */
function bestByTrying(instance: CapacityInstance): number {
  const open = [...instance.isOpen.keys()].filter((site) => instance.isOpen[site] === 1);
  let most = -Infinity;
  for (let set = 0; set < 2 ** open.length; set++) {
    const sites = open.filter((_, i) => (set >> i) & 1);
    const price = sites.reduce((sum, site) => sum + (instance.cost[site] ?? 0), 0);
    const all = [...instance.fixed, ...sites];
    if (price > instance.money || !servesMust(instance, all)) continue;
    most = Math.max(most, servedByCut(instance, all));
  }
  return most;
}

function run(problem: CapacityProblem, goal: SitingGoal) {
  const steps = solveCapacitated(problem, goal, { seed: 1 });
  const said: CapacityPlan[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { said, end: step.value };
    said.push(step.value);
  }
}

it("an assignment serves as many as the least cut lets through, in any order of opening", () => {
  fc.assert(
    fc.property(anyCapacity, fc.infiniteStream(fc.nat()), (problem, orders) => {
      const made = capacityInstance(
        { ...problem, locked: [], forbidden: [] },
        { kind: "count", count: 1 },
      );
      if (!made.ok) return;
      const { reach, households, room } = made.value;
      const sites = [...room.keys()].map((site) => ({ site, key: orders.next().value }));
      sites.sort((a, b) => a.key - b.key);
      const assignment = new Assignment(reach, households, room);
      const opened: number[] = [];
      for (const { site } of sites) {
        const gain = assignment.gainOf(site);
        opened.push(site);
        expect(assignment.open(site)).toBe(gain);
        expect(assignment.served).toBe(servedByCut(made.value, opened));
      }
      const waiting = assignment.unserved.reduce((sum, left) => sum + left, 0);
      expect(waiting + assignment.served).toBe(households.reduce((sum, all) => sum + all, 0));
    }),
    RUNS,
  );
});

/** What is untrue of a plan, by the words of the question. */
function faultsOf(instance: CapacityInstance, plan: CapacityPlan, best: number): string[] {
  const { candidates, covered, inReach, bound, loads } = plan;
  const sum = (of: (load: CapacityPlan["loads"][number]) => number) =>
    loads.reduce((all, load) => all + of(load), 0);
  const sites = [...(candidates ?? []).filter((i) => instance.isOpen[i] === 1), ...instance.fixed];
  const faults = {
    "bound too low": bound < best,
    "wrong count": candidates !== null && covered !== servedByCut(instance, sites),
    "must not served": candidates !== null && !servesMust(instance, sites),
    "not allowed": candidates !== null && covered > best,
    "loads do not add up": candidates !== null && sum(({ served }) => served) !== covered,
    "waiting do not add up":
      candidates !== null && sum(({ waiting }) => waiting) !== inReach - covered,
    overfull: loads.some(({ served, room }) => served > room),
    "locked is missing": instance.locked.some((site) => candidates?.includes(site) === false),
  };
  return Object.entries(faults).flatMap(([fault, isSo]) => (isSo ? [fault] : []));
}

it("every plan serves what it says, and no plan serves more than the bound", () => {
  let proven = 0;
  fc.assert(
    fc.property(anyCapacity, anyGoalOfMost, (problem, goal) => {
      const made = capacityInstance(problem, goal);
      const { said, end } = run(problem, goal);
      const best = made.ok ? bestByTrying(made.value) : 0;
      const plans = end.ok ? [...said, end.value] : said;
      expect(made.ok ? plans.flatMap((plan) => faultsOf(made.value, plan, best)) : end).toEqual(
        made.ok ? [] : made,
      );
      if (end.ok && end.value.proven) proven++;
    }),
    RUNS,
  );
  expect(proven).toBeGreaterThan(20);
});

it("with room for everybody it is the question without rooms, what stands counted in", () => {
  const problem = problemOf([[0, 1], [1, 2], [3]], [10, 20, 30, 40, 50]);
  const plenty = {
    ...problem,
    room: new Float64Array(3).fill(Infinity),
    standing: { reach: problemOf([[3]], []).reach, room: Float64Array.of(Infinity) },
  };
  const { end } = run(plenty, { kind: "count", count: 1 });
  expect(end).toMatchObject({
    ok: true,
    value: { candidates: [1], covered: 90, inReach: 90, proven: true },
  });
});

it("two small stations beside each other are better than one big demand they cannot hold", () => {
  // Both candidates in the north have room for 30; without rooms one of them would be enough.
  const problem = problemOf([[0], [0], [1]], [60, 25]);
  const tight = {
    ...problem,
    room: Float64Array.of(30, 30, 30),
    standing: { reach: problemOf([], []).reach, room: new Float64Array(0) },
  };
  const { end } = run(tight, { kind: "count", count: 2 });
  expect(end).toMatchObject({ ok: true, value: { candidates: [0, 1], covered: 60, proven: true } });
});

it("30 m² are room for 100 households, an unknown area for as many as come", () => {
  expect([roomOf(30), roomOf(29.9), roomOf(0), roomOf(null)]).toEqual([100, 99, 0, Infinity]);
});

it("the fewest stations for a share are not asked for with rooms", () => {
  const none = {
    ...problemOf([[0]], [1]),
    room: Float64Array.of(1),
    standing: { reach: problemOf([], []).reach, room: new Float64Array(0) },
  };
  expect(run(none, { kind: "share", share: 1 }).end).toEqual({
    ok: false,
    error: { code: "coverage.capacity-no-share" },
  });
});
