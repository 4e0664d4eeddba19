export type { FairQuestion } from "./fair-model.ts";
export { raiseWorst, type FairPlan } from "./fair-plan.ts";
export { roomOf, type CapacityProblem } from "./capacity-problem.ts";
export { solveCapacitated, type CapacityPlan, type StationLoad } from "./solve-capacitated.ts";
export { candidatesEverywhere } from "./candidates-everywhere.ts";
export { demandClasses, type DemandClasses } from "./demand-classes.ts";
export { reachOfCandidates, sweepCandidates } from "./candidate-reach.ts";
export { modelOf, type MipModel, type SolveMip } from "./exact-core.ts";
export { highsSolver, type HighsLike } from "./highs-solver.ts";
export { rowCount, rowOf, type Incidence } from "./incidence.ts";
export {
  instanceOf,
  type SitingError,
  type SitingGoal,
  type SitingProblem,
} from "./siting-problem.ts";
export { solveSiting, type SitingOptions, type SitingPlan } from "./solve-siting.ts";
