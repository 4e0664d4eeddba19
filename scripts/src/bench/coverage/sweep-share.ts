import { Worker } from "node:worker_threads";
import type { PackedGraph, Sweep } from "@onegrid/core/coverage";
import { TEN_MINUTES } from "./bench-city.ts";

/** Which share of the nodes a worker takes: part `part` of `parts`. */
export interface SweepTask {
  readonly graph: PackedGraph;
  readonly count: number;
  readonly part: number;
  readonly parts: number;
}

/** Nodes settled by `count` sweeps of ten minutes from sources in the order of the nodes. */
export function sweepShare(sweep: Sweep, { count, part, parts }: SweepTask): number {
  const seeds = {
    count: 1,
    nodes: new Uint32Array(1),
    units: new Uint32Array(1),
    owners: new Uint32Array(1),
  };
  let settled = 0;
  for (let i = part; i < count * parts; i += parts) {
    // The Hilbert order: neighbours one after the other.
    seeds.nodes[0] = Math.floor((i * sweep.graph.nodeCount) / (count * parts));
    sweep.run(seeds, TEN_MINUTES);
    settled += sweep.settledCount;
  }
  return settled;
}

/** Milliseconds of `count` sweeps on each of several threads, each with its own copy of the graph. */
export async function sweepOnWorkers(
  graph: PackedGraph,
  { count, parts }: { count: number; parts: number },
): Promise<number> {
  const workers = Array.from({ length: parts }, (_, part) => {
    const workerData: SweepTask = { graph, count, part, parts };
    return new Worker(new URL("sweep-worker.ts", import.meta.url), { workerData });
  });
  await Promise.all(workers.map(sayOf));
  const start = performance.now();
  const done = Promise.all(workers.map(sayOf));
  for (const worker of workers) worker.postMessage("go");
  await done;
  const milliseconds = performance.now() - start;
  await Promise.all(workers.map((worker) => worker.terminate()));
  return milliseconds;
}

const sayOf = (worker: Worker): Promise<unknown> =>
  new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
