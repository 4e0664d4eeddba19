import { parentPort, workerData } from "node:worker_threads";
import { writeTables, type TableTask } from "./tables.ts";

/** Writes one file off the server's thread: a district takes seconds. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the other side of this file sends
await writeTables(workerData as TableTask);
parentPort?.postMessage("done");
