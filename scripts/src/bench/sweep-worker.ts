import { parentPort, workerData } from "node:worker_threads";
import { Sweep } from "@onegrid/core/coverage";
import { sweepShare, type SweepTask } from "./sweep-bench.ts";

/** One warm run, then the one that is measured: says the seconds of processor time it took. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the other side of this file sends
const task = workerData as SweepTask;
const sweep = new Sweep(task.graph);
sweepShare(sweep, task);
parentPort?.once("message", () => {
  const before = process.threadCpuUsage();
  sweepShare(sweep, task);
  const { user, system } = process.threadCpuUsage(before);
  parentPort?.postMessage((user + system) / 1e6);
});
parentPort?.postMessage(0);
