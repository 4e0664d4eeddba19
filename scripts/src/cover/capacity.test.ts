import {
  highsSolver,
  solveCapacitated,
  type CapacityPlan,
  type CapacityProblem,
  type SitingGoal,
  type SolveMip,
} from "@onegrid/core/coverage/siting";
import * as fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { loadHighs } from "./load-highs.ts";

let solveMip: SolveMip;
beforeAll(async () => {
  solveMip = highsSolver(await loadHighs());
});

const incidence = (rows: readonly (readonly number[])[]) => {
  const first = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => (first[i + 1] = (first[i] ?? 0) + row.length));
  return { first, items: Uint32Array.from(rows.flatMap((row) => row.toSorted((a, b) => a - b))) };
};

const CLASSES = 14;
const SITES = 8;
const rows = (count: number) =>
  fc.array(fc.uniqueArray(fc.nat(CLASSES - 1), { minLength: 1, maxLength: 7 }), {
    minLength: count,
    maxLength: count,
  });
const numbers = (count: number, min: number, max: number) =>
  fc.array(fc.integer({ min, max }), { minLength: count, maxLength: count });

const anyQuestion = fc
  .record({
    reach: rows(SITES),
    standing: rows(1),
    households: numbers(CLASSES, 1, 40),
    room: numbers(SITES + 1, 10, 90),
    cost: numbers(SITES, 1, 6),
  })
  .map(({ reach, standing, households, room, cost }): CapacityProblem => ({
    reach: incidence(reach),
    households: Int32Array.from(households),
    room: Float64Array.from(room.slice(1)),
    standing: { reach: incidence(standing), room: Float64Array.from(room.slice(0, 1)) },
    cost: Float64Array.from(cost),
  }));
const anyGoal = fc.oneof(
  fc.integer({ min: 1, max: 4 }).map((count): SitingGoal => ({ kind: "count", count })),
  fc.integer({ min: 6, max: 14 }).map((budget): SitingGoal => ({ kind: "budget", budget })),
);

function solve(problem: CapacityProblem, goal: SitingGoal, mip?: SolveMip): CapacityPlan {
  const steps = solveCapacitated(problem, goal, { seed: 1, ...(mip && { solveMip: mip }) });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  if (!step.value.ok) throw new Error(step.value.error.code);
  return step.value.value;
}

/** The best of all plans that fit, each with its stations built for certain. */
function bestByTrying(problem: CapacityProblem, goal: SitingGoal): number {
  let most = 0;
  for (let set = 1; set < 2 ** SITES; set++) {
    const locked = Array.from({ length: SITES }, (_, i) => i).filter((i) => (set >> i) & 1);
    const price = locked.reduce((sum, i) => sum + (problem.cost?.[i] ?? 0), 0);
    const isTooMuch =
      goal.kind === "count"
        ? locked.length > goal.count
        : price > (goal.kind === "budget" ? goal.budget : 0);
    if (isTooMuch) continue;
    most = Math.max(
      most,
      solve({ ...problem, locked }, { kind: "count", count: locked.length }).covered,
    );
  }
  return most;
}

it("with the exact solver a plan for stations with little room is proven and is the best of all", () => {
  let stepsLeft = 0;
  fc.assert(
    fc.property(anyQuestion, anyGoal, (problem, goal) => {
      const plan = solve(problem, goal, solveMip);
      if (!solve(problem, goal).proven) stepsLeft++;
      expect(plan).toMatchObject({ proven: true, covered: bestByTrying(problem, goal) });
    }),
    { numRuns: 15, seed: 7 },
  );
  // The solver was needed for some of them.
  expect(stepsLeft).toBeGreaterThan(0);
});
