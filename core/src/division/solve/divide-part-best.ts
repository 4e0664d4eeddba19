import { float, int } from "../../topology/index.ts";
import { dividePart, type DividedPart, type PartSteps, type PartTask } from "./divide-part.ts";
import { gridCount } from "../model/grid-count.ts";
import { sumHouseholds } from "../model/sum-households.ts";

/** In a part with at most so many grids one more or one fewer is much to each of them. Start value. */
const FEW_GRIDS = 3;
/** A grid this near the target is a good one. */
const NEAR = 0.2;

/**
 * Divides a part into the number of grids whose equal share is nearest to the target. Where that is a
 * small number, and the units do not add up to good grids with it, one grid fewer and one more are tried:
 * the number that puts most households into grids within ±20 % of the target is taken, of equals the
 * one nearest to the target.
 */
export function* dividePartAtBest(task: PartTask): PartSteps {
  const households = sumHouseholds(task.graph, task.units);
  const isFixed = task.count !== undefined || task.stay !== undefined;
  if (isFixed || gridCount(households, task.target) > FEW_GRIDS) return yield* dividePart(task);
  let best = yield* partOf(dividePart(task), 0, undefined, task);
  if (nearTarget(task, best) === households) return best;
  const count = best.share.length;
  for (const [at, other] of [count - 1, count + 1].entries()) {
    if (other < 1) continue;
    best = yield* partOf(dividePart({ ...task, count: other }), at + 1, best, task);
  }
  return best;
}

const TRIES = 3;

/** One try of several: what a stop would give is the best of all tries so far. */
function* partOf(
  steps: PartSteps,
  number: number,
  before: DividedPart | undefined,
  task: PartTask,
): PartSteps {
  const better = (now: DividedPart): DividedPart =>
    before && nearTarget(task, before) >= nearTarget(task, now) ? before : now;
  let step = steps.next();
  while (step.done !== true) {
    const { share, best } = step.value;
    const isStopped = yield { share: (number + share) / TRIES, best: () => better(best()) };
    if (isStopped === true) return better(best());
    step = steps.next();
  }
  return better(step.value);
}

/** Households in grids within ±20 % of the target. */
function nearTarget({ graph, units, target }: PartTask, { gridOf, share }: DividedPart): number {
  const sums = share.slice().fill(0);
  for (const [at, unit] of units.entries()) {
    const grid = int(gridOf, at);
    sums[grid] = (sums[grid] ?? 0) + float(graph.households, unit);
  }
  return sums.reduce((sum, own) => (Math.abs(own - target) <= NEAR * target ? sum + own : sum), 0);
}
