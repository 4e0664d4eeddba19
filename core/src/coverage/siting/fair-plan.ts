import { fairModel, MILLION, openRows, type FairFrame, type FairQuestion } from "./fair-model.ts";
import { rowCount, rowOf } from "./incidence.ts";
import type { SitingGoal, SitingProblem } from "./siting-problem.ts";
import type { SitingOptions, SitingPlan } from "./solve-siting.ts";

interface WorstArea {
  readonly area: number;
  /** Of its households, 0 to 1. */
  readonly share: number;
}

/** A plan that looks after the worst area, and both numbers of both plans. */
export interface FairPlan {
  readonly candidates: readonly number[];
  readonly covered: number;
  readonly before: { readonly covered: number; readonly worst: WorstArea };
  readonly worst: WorstArea;
  /** No plan that covers as much raises the worst area above this share. */
  readonly bound: number;
  readonly proven: boolean;
  /** Areas that no candidate reaches: no plan can raise them, and none is asked to. */
  readonly beyond: number;
}

/** Nodes of the search tree after which it stops. */
const NODES = 5000;

/**
 * Second stage (均衡): among plans of the same size that cover hardly less, the one whose worst area is
 * covered best. `null` where there is no plan, no solver, or no area that a candidate reaches.
 */
export function raiseWorst(
  problem: SitingProblem,
  goal: SitingGoal,
  {
    plan,
    fair,
    options,
  }: { readonly plan: SitingPlan; readonly fair: FairQuestion; readonly options: SitingOptions },
): FairPlan | null {
  const areas = reachedAreas(problem, fair);
  if (plan.candidates === null || options.solveMip === undefined || areas.length === 0) return null;
  const worstUnder = (sites: readonly number[]) => worstOf(problem, fair, { areas, sites });
  const before = { covered: plan.covered, worst: worstUnder(plan.candidates) };
  const frame = { areas, ...limitsOf(problem, goal, { plan, loss: fair.loss }) };
  const model = fairModel(problem, fair, frame);
  const answer = options.solveMip(model, { start: null, maxNodes: NODES, seed: options.seed });
  const found = sitesIn(answer.values?.subarray(0, rowCount(problem.reach)));
  const isBetter = found !== null && worstUnder(found).share > before.worst.share;
  const candidates = isBetter ? found : plan.candidates;
  const worst = worstUnder(candidates);
  const proven = answer.outcome === "optimal";
  return {
    candidates,
    covered: householdsUnder(problem, candidates),
    before,
    worst,
    bound: proven ? worst.share : Math.max(worst.share, Math.min(1, answer.bound / MILLION)),
    proven,
    beyond: fair.households.filter((all, area) => all > 0 && !areas.includes(area)).length,
  };
}

const sitesIn = (values: Float64Array | undefined): number[] | null =>
  values === undefined ? null : [...values.keys()].filter((i) => (values[i] ?? 0) > 0.5);

/** How many stations or what money there is, and what has to be covered with it. */
function limitsOf(
  { households }: SitingProblem,
  goal: SitingGoal,
  { plan, loss }: { readonly plan: SitingPlan; readonly loss: number },
): Pick<FairFrame, "least" | "room" | "isPriced"> {
  const isPriced = goal.kind === "budget";
  const least = Math.ceil(plan.covered * (1 - loss) - 1e-9);
  if (goal.kind !== "share") return { least, isPriced, room: isPriced ? goal.budget : goal.count };
  const total = households.reduce((sum, all) => sum + all, 0);
  return {
    least: Math.ceil(total * goal.share - 1e-9),
    isPriced,
    room: plan.candidates?.length ?? 0,
  };
}

/** Areas with households in which some candidate that may be chosen reaches somebody. */
function reachedAreas({ reach, forbidden, households }: SitingProblem, fair: FairQuestion) {
  const isOut = new Set(forbidden);
  const reached = new Set<number>();
  for (let site = 0; site < rowCount(reach); site++) {
    if (isOut.has(site)) continue;
    for (const row of rowOf(reach, site))
      if ((households[row] ?? 0) > 0) reached.add(fair.areaOf[row] ?? -1);
  }
  return fair.households.flatMap((all, area) => (all > 0 && reached.has(area) ? [area] : []));
}

function coveredRows(problem: SitingProblem, plan: readonly number[]): Uint8Array {
  const isCovered = problem.isCovered?.slice() ?? new Uint8Array(problem.households.length);
  for (const site of plan) for (const row of rowOf(problem.reach, site)) isCovered[row] = 1;
  return isCovered;
}

const householdsUnder = (problem: SitingProblem, plan: readonly number[]): number =>
  coveredRows(problem, plan).reduce(
    (sum, yes, row) => sum + yes * (problem.households[row] ?? 0),
    0,
  );

interface Judged {
  readonly areas: readonly number[];
  readonly sites: readonly number[];
}

function worstOf(problem: SitingProblem, fair: FairQuestion, { areas, sites }: Judged): WorstArea {
  const covered = [...fair.covered];
  const isCovered = coveredRows(problem, sites);
  for (const row of openRows(problem)) {
    const area = fair.areaOf[row] ?? -1;
    if (area < 0 || isCovered[row] === 0) continue;
    covered[area] = (covered[area] ?? 0) + (problem.households[row] ?? 0);
  }
  let worst: WorstArea = { area: -1, share: Infinity };
  for (const area of areas) {
    const share = (covered[area] ?? 0) / (fair.households[area] ?? 1);
    if (share < worst.share) worst = { area, share };
  }
  return worst;
}
