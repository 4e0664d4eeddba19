import { parentPort } from "node:worker_threads";
import { divideUnits, type DivideOptions, type UnitGraph } from "@onegrid/core/division";

export interface CommunityTask {
  readonly graph: UnitGraph;
  readonly options: DivideOptions;
}

export interface CommunityDivision {
  readonly gridOf: Int32Array;
  readonly count: number;
  readonly share: Float64Array;
  readonly cost: number;
}

/** Divides all units of a graph, without a stop. */
export function divideCommunity({ graph, options }: CommunityTask): CommunityDivision {
  const units = Array.from({ length: graph.count }, (_, unit) => unit);
  const steps = divideUnits(graph, units, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const { gridOf, count, share, cost } = step.value;
  return { gridOf, count, share, cost };
}

parentPort?.on("message", (task: CommunityTask) => {
  parentPort?.postMessage(divideCommunity(task));
});
