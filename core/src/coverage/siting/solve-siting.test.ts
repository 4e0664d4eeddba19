import * as fc from "fast-check";
import { expect, it } from "vitest";
import { demandClasses } from "./demand-classes.ts";
import { findDominated } from "./dominance.ts";
import {
  anyGoal,
  anyProblem,
  bestByTrying,
  coveredBy,
  householdsIn,
  isAllowed,
  problemOf,
  solveByTrying,
} from "./fixtures/made-siting.ts";
import { IN, OPEN, OUT, shrink, type SitingInstance } from "./instance.ts";
import { fixByReducedCost, Multipliers } from "./multipliers.ts";
import { PlanState } from "./plan-state.ts";
import { chooseGreedily, swapSites } from "./search.ts";
import { instanceOf, type SitingGoal, type SitingProblem } from "./siting-problem.ts";
import { solveSiting, type SitingOptions, type SitingPlan } from "./solve-siting.ts";

const EXACT: SitingOptions = { solveMip: solveByTrying, seed: 1 };

/** Everything a run said, and how it ended. */
function run(problem: SitingProblem, goal: SitingGoal, options = EXACT) {
  const steps = solveSiting(problem, goal, options);
  const said: SitingPlan[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { said, end: step.value };
    said.push(step.value);
  }
}

/** All plans of an instance, its taken candidates included. */
function* plansOf(instance: SitingInstance): Generator<PlanState> {
  const count = instance.own.length;
  for (let set = 0; set < 2 ** count; set++) {
    const state = new PlanState(instance);
    for (let site = 0; site < count; site++) if ((set >> site) & 1) state.add(site);
    if (state.isFeasible) yield state;
  }
}

const mostOf = (instance: SitingInstance): number =>
  [...plansOf(instance)].reduce((most, { covered }) => Math.max(most, covered), -Infinity);

const RUNS = { numRuns: 200 };

/** What is untrue of a plan that a run said. */
function faultsOf(
  problem: SitingProblem,
  goal: SitingGoal,
  { candidates, covered, bound, proven }: SitingPlan,
): string[] {
  const best = bestByTrying(problem, goal);
  if (best === null) return candidates === null ? [] : ["a plan where none is allowed"];
  const isShare = goal.kind === "share";
  const plan = candidates ?? [];
  const value = isShare ? plan.length : covered;
  const faults = {
    "bound too low": !isShare && bound < best.most,
    "bound too high": isShare && bound > best.fewest,
    "not allowed": candidates !== null && !isAllowed(problem, goal, plan),
    "wrong count":
      candidates !== null && covered !== householdsIn(problem, coveredBy(problem, plan)),
    "not proven": proven && value !== bound,
  };
  return Object.entries(faults).flatMap(([fault, isSo]) => (isSo ? [fault] : []));
}

/** Refusals that say nothing about plans. */
const ABOUT_THE_QUESTION = [
  "coverage.too-many-stations",
  "coverage.locked-above-count",
  "coverage.all-forbidden",
];

it("the last plan is the best there is, and every bound on the way holds", () => {
  let solved = 0;
  const isRight = (problem: SitingProblem, goal: SitingGoal): boolean => {
    const best = bestByTrying(problem, goal);
    const { said, end } = run(problem, goal);
    if (!end.ok) return best === null || ABOUT_THE_QUESTION.includes(end.error.code);
    solved++;
    const { candidates, covered, proven, gap } = end.value;
    expect([...said, end.value].flatMap((plan) => faultsOf(problem, goal, plan))).toEqual([]);
    const value = goal.kind === "share" ? candidates?.length : covered;
    return proven && gap === 0 && value === (goal.kind === "share" ? best?.fewest : best?.most);
  };
  fc.assert(fc.property(anyProblem, anyGoal, isRight), { numRuns: 400 });
  expect(solved).toBeGreaterThan(100);
});

it("without an exact solver the plan and its bound are still true", () => {
  fc.assert(
    fc.property(anyProblem, anyGoal, (problem, goal) => {
      const { said, end } = run(problem, goal, { seed: 1 });
      const all = end.ok ? [...said, end.value] : said;
      expect(all.flatMap((plan) => faultsOf(problem, goal, plan))).toEqual([]);
    }),
    RUNS,
  );
});

it("greedy is at most swaps, which is at most the best, which is at most the bound", () => {
  fc.assert(
    fc.property(anyProblem, fc.integer({ min: 1, max: 3 }), fc.nat(60), (problem, count, steps) => {
      const made = instanceOf(problem, { kind: "count", count });
      if (!made.ok) return;
      const most = mostOf(made.value);
      const state = new PlanState(made.value);
      chooseGreedily(state);
      const greedy = { covered: state.covered, unserved: state.unserved };
      for (const swapped of swapSites(state)) expect(swapped.room).toBeGreaterThanOrEqual(0);
      const isBetter = state.unserved < greedy.unserved || state.covered >= greedy.covered;
      expect(isBetter).toBe(true);
      expect(state.isFeasible ? state.covered : -Infinity).toBeLessThanOrEqual(most);
      const prices = new Multipliers(made.value);
      for (let step = 0; step < steps; step++) prices.step();
      expect(prices.bound().households).toBeGreaterThanOrEqual(most);
    }),
    RUNS,
  );
});

it("classes and dominance keep the best plan", () => {
  fc.assert(
    fc.property(anyProblem, anyGoal, (problem, goal) => {
      const made = instanceOf(problem, goal);
      if (!made.ok || goal.kind === "share") return;
      const most = bestByTrying(problem, goal)?.most ?? -Infinity;
      expect(mostOf(made.value)).toBe(most);
      const { instance } = shrink(made.value, findDominated(made.value));
      expect(mostOf(instance)).toBe(most);
    }),
    RUNS,
  );
});

it("what reduced costs settle is so in every plan that is good enough", () => {
  fc.assert(
    fc.property(anyProblem, anyGoal, fc.nat(40), (problem, goal, steps) => {
      const made = instanceOf(problem, goal);
      if (!made.ok || goal.kind === "share") return;
      const prices = new Multipliers(made.value);
      for (let step = 0; step < steps; step++) prices.step();
      const wanted = mostOf(made.value);
      const fate = fixByReducedCost(prices.bound(), made.value.cost, wanted);
      const good = [...plansOf(made.value)].filter(({ covered }) => covered >= wanted);
      for (const { isChosen } of good) {
        expect(
          fate.every((what, site) => what === OPEN || isChosen[site] === (what === IN ? 1 : 0)),
        ).toBe(true);
      }
      expect(mostOf(shrink(made.value, fate).instance)).toBe(wanted);
    }),
    RUNS,
  );
});

it("a class reached by one open site counts as that site's own, equal ones as one", () => {
  const made = instanceOf(problemOf([[0, 1, 2], [1, 2, 3], [3]], [1, 2, 4, 8]), {
    kind: "count",
    count: 1,
  });
  if (!made.ok) throw new Error(made.error.code);
  expect([...made.value.own]).toEqual([1, 0, 0]);
  expect([...made.value.weight]).toEqual([6, 8]);
  expect([...findDominated(made.value)]).toEqual([OPEN, OPEN, OUT]);
});

it("the same question and seed take the same steps", () => {
  fc.assert(
    fc.property(anyProblem, anyGoal, (problem, goal) => {
      expect(run(problem, goal)).toEqual(run(problem, goal));
    }),
    { numRuns: 30 },
  );
});

const TOWN = problemOf([[0, 1], [1, 2], [3]], [10, 20, 30, 40, 50]);

it.each([
  [problemOf([], [1]), { kind: "count", count: 1 }, { code: "coverage.no-candidates" }],
  [
    { ...TOWN, forbidden: [0, 1, 2] },
    { kind: "count", count: 1 },
    { code: "coverage.all-forbidden", candidates: 3 },
  ],
  [
    TOWN,
    { kind: "count", count: 4 },
    { code: "coverage.too-many-stations", wanted: 4, candidates: 3 },
  ],
  [
    { ...TOWN, locked: [0, 2] },
    { kind: "count", count: 1 },
    { code: "coverage.locked-above-count", locked: 2, wanted: 1 },
  ],
  [TOWN, { kind: "count", count: 1.5 }, { code: "coverage.bad-siting-goal", value: 1.5 }],
  [
    TOWN,
    { kind: "share", share: 0.95 },
    { code: "coverage.share-unreachable", share: 0.95, most: 100, households: 150 },
  ],
  [
    { ...TOWN, locked: [1], forbidden: [1] },
    { kind: "count", count: 1 },
    { code: "coverage.locked-forbidden", candidate: 1 },
  ],
  [
    { ...TOWN, cost: Float64Array.of(1, 0, 1) },
    { kind: "budget", budget: 3 },
    { code: "coverage.bad-site-cost", candidate: 1, cost: 0 },
  ],
  [
    { ...TOWN, mustServe: Uint8Array.of(0, 0, 0, 0, 1) },
    { kind: "count", count: 1 },
    { code: "coverage.must-serve-unreachable", buildings: [4] },
  ],
  [
    { ...TOWN, mustServe: Uint8Array.of(1, 0, 0, 1, 0) },
    { kind: "count", count: 1 },
    { code: "coverage.must-serve-too-few", room: 1 },
  ],
] satisfies [SitingProblem, SitingGoal, object][])(
  "what cannot be answered is refused with its values: %#",
  (problem, goal, error) => {
    expect(run(problem, goal).end).toEqual({ ok: false, error });
  },
);

it("a locked candidate counts among the stations of a plan, so that it may take all the room", () => {
  const { end } = run({ ...TOWN, locked: [2] }, { kind: "count", count: 1 });
  expect(end).toMatchObject({ ok: true, value: { candidates: [2], covered: 40, proven: true } });
});

it("demand in classes has the same best plan, area by area", () => {
  fc.assert(
    fc.property(anyProblem, fc.integer({ min: 1, max: 3 }), (problem, count) => {
      const tag = Int32Array.from(problem.households, (_, building) => building % 2);
      const {
        reach,
        households,
        tag: tags,
      } = demandClasses(problem.reach, problem.households, tag);
      const must = (each: Int32Array) => Uint8Array.from(each);
      const goal = { kind: "count", count } as const;
      for (const mustServe of [false, true]) {
        const whole = { ...pick(problem), ...(mustServe && { mustServe: must(tag) }) };
        const gathered = { reach, households, ...(mustServe && { mustServe: must(tags) }) };
        expect(bestByTrying(gathered, goal)).toEqual(bestByTrying(whole, goal));
      }
    }),
    { numRuns: 60 },
  );
});

const pick = ({ reach, households }: SitingProblem): SitingProblem => ({ reach, households });
