import {
  highsSolver,
  raiseWorst,
  solveCapacitated,
  solveSiting,
  type CapacityProblem,
  type FairPlan,
  type FairQuestion,
  type SitingError,
  type SitingGoal,
  type SitingPlan,
  type SitingProblem,
  type SolveMip,
} from "@onegrid/core/coverage/siting";
import { ok, type Result } from "@onegrid/core/result";
import { expose } from "comlink";
import { loadHighs } from "./load-highs.ts";
import type { FoundPlan } from "./siting-state.ts";

/** How often the page hears of a better plan or bound. */
const TELL_MS = 120;
const TURN_MS = 30;

const control = { isPaused: false };

const turn = (milliseconds = 0): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The exact solver; without it (it could not be fetched) the search ends with the gap that is left. */
async function solver(): Promise<SolveMip | undefined> {
  try {
    return highsSolver(await loadHighs());
  } catch (error) {
    console.warn("no exact solver", error);
    return undefined;
  }
}

/** The plan of the second stage, with the bound that was found for the first. */
function lookAfterWorst(plan: SitingPlan, fair: FairPlan | null): FoundPlan {
  if (fair === null) return plan;
  const { candidates, covered } = fair;
  if (plan.boundOf === "stations") return { ...plan, candidates, covered, fair };
  const gap = plan.bound <= 0 ? 0 : Math.max(0, (plan.bound - covered) / plan.bound);
  return { ...plan, candidates, covered, gap, proven: covered >= plan.bound, fair };
}

const sitingWork = {
  pause(wanted: boolean): void {
    control.isPaused = wanted;
  },

  /** Looks for the best plan; tells each state on the way. Between turns it can be paused. */
  async search(
    problem: SitingProblem | CapacityProblem,
    goal: SitingGoal,
    fair: FairQuestion | null,
    onPlan: (plan: SitingPlan) => void,
  ): Promise<Result<FoundPlan, SitingError>> {
    const options = { solveMip: await solver(), seed: 1 };
    const steps: ReturnType<typeof solveSiting | typeof solveCapacitated> =
      "standing" in problem
        ? solveCapacitated(problem, goal, options)
        : solveSiting(problem, goal, options);
    let turnEnds = 0;
    let tellAt = 0;
    for (;;) {
      const step = steps.next();
      if (step.done === true) {
        if (fair === null || !step.value.ok || "standing" in problem) return step.value;
        const plan = step.value.value;
        onPlan(plan);
        await turn();
        return ok(lookAfterWorst(plan, raiseWorst(problem, goal, { plan, fair, options })));
      }
      const now = performance.now();
      // Before the exact solver's long turn the page shall know the last state.
      if (now >= tellAt || step.value.phase === "exact") {
        onPlan(step.value);
        tellAt = now + TELL_MS;
      }
      if (now < turnEnds && step.value.phase !== "exact") continue;
      await turn();
      while (control.isPaused) await turn(50);
      turnEnds = performance.now() + TURN_MS;
    }
  },
};
export type SitingWorker = typeof sitingWork;

expose(sitingWork);
