import { fail, ok, type Result } from "../../result.ts";
import { findFewest } from "./find-fewest.ts";
import type { SitingInstance } from "./instance.ts";
import { reachOf } from "./multipliers.ts";
import { searchPlan, type Plan, type SearchOptions, type SearchPhase } from "./search-plan.ts";
import {
  instanceOf,
  reachable,
  type SitingError,
  type SitingGoal,
  type SitingProblem,
} from "./siting-problem.ts";

/** A plan (选址方案) and what is proven about it. Every one that comes on the way is true. */
export interface SitingPlan {
  readonly phase: SearchPhase;
  /** Candidates chosen, locked ones included; `null` while no plan is known that does what it must. */
  readonly candidates: readonly number[] | null;
  /** Households covered, by what stands and by the plan. */
  readonly covered: number;
  /**
   * With `households`: no plan for this goal covers more. With `stations`: no plan with fewer new
   * stations reaches the share.
   */
  readonly bound: number;
  readonly boundOf: "households" | "stations";
  /** 0.01: the best plan there is may be up to 1 % better than this one. */
  readonly gap: number;
  /** No plan is better. */
  readonly proven: boolean;
}

export type SitingOptions = Pick<SearchOptions, "solveMip" | "seed">;

/**
 * Looks for the best sites, from the first good plan to the proof. It can be paused between any two
 * steps, and left. The same problem, goal and seed take the same steps.
 */
export function* solveSiting(
  problem: SitingProblem,
  goal: SitingGoal,
  options: SitingOptions,
): Generator<SitingPlan, Result<SitingPlan, SitingError>> {
  const made = instanceOf(problem, goal);
  if (!made.ok) return made;
  const steps = goal.kind === "share" ? toShare(problem, goal.share, made.value) : ok(made.value);
  if (!steps.ok) return steps;
  const last =
    goal.kind === "share"
      ? yield* findFewest(steps.value, neededFor(problem, goal.share), options)
      : yield* coverMost(steps.value, options);
  if (last.candidates !== null) return ok(last);
  return fail({ code: "coverage.must-serve-too-few", room: made.value.room });
}

function* coverMost(
  instance: SitingInstance,
  options: SitingOptions,
): Generator<SitingPlan, SitingPlan> {
  const steps = searchPlan(instance, options);
  for (;;) {
    const { value, done } = steps.next();
    const plan = toPlan(value.phase, value.best, value.bound, instance.base);
    if (done === true) return plan;
    yield plan;
  }
}

function toPlan(phase: SearchPhase, best: Plan | null, bound: number, base: number): SitingPlan {
  const covered = best?.covered ?? base;
  return {
    phase,
    candidates: best?.candidates ?? null,
    covered,
    bound,
    boundOf: "households",
    gap: bound <= 0 ? 0 : Math.max(0, (bound - covered) / bound),
    proven: best !== null && covered >= bound,
  };
}

const totalOf = ({ households }: SitingProblem): number =>
  households.reduce((sum, count) => sum + count, 0);

const neededFor = (problem: SitingProblem, share: number): number =>
  Math.ceil(totalOf(problem) * share - 1e-9);

/** To reach all that can be reached, every class must be served: a sharper question than a sum. */
function toShare(
  problem: SitingProblem,
  share: number,
  instance: SitingInstance,
): Result<SitingInstance, SitingError> {
  const most = reachOf(instance);
  const needed = neededFor(problem, share);
  if (most < needed) {
    const households = totalOf(problem);
    return fail({ code: "coverage.share-unreachable", share, most, households });
  }
  if (needed < most) return ok(instance);
  const isReached = reachable(problem);
  const isLived = (count: number, i: number): boolean => count > 0 && isReached[i] === 1;
  const mustServe = Uint8Array.from(problem.households, (count, i) =>
    isLived(count, i) ? 1 : (problem.mustServe?.[i] ?? 0),
  );
  return instanceOf({ ...problem, mustServe }, { kind: "share", share });
}
