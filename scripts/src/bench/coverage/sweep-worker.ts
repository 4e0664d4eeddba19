import { parentPort, workerData } from "node:worker_threads";
import { Sweep } from "@onegrid/core/coverage";
import { sweepShare, type SweepTask } from "./sweep-share.ts";

/** One warm run, then the one that is measured. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the other side of this file sends
const task = workerData as SweepTask;
const sweep = new Sweep(task.graph);
sweepShare(sweep, task);
parentPort?.once("message", () => parentPort?.postMessage(sweepShare(sweep, task)));
parentPort?.postMessage(0);
