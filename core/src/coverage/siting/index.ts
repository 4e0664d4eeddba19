export { candidatesEverywhere } from "./candidates-everywhere.ts";
export { reachOfCandidates, type CandidateReach } from "./candidate-reach.ts";
export type { MipAnswer, MipModel, MipOrder, SolveMip } from "./exact-core.ts";
export { highsSolver, type HighsLike } from "./highs-solver.ts";
export { rowCount, rowOf, type Incidence } from "./incidence.ts";
export {
  instanceOf,
  reachable,
  type SitingError,
  type SitingGoal,
  type SitingProblem,
} from "./siting-problem.ts";
export { solveSiting, type SitingOptions, type SitingPlan } from "./solve-siting.ts";
