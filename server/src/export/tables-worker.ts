import { parentPort } from "node:worker_threads";
import { writeTables, type TableTask } from "./tables.ts";

/** Writes files off the server's thread, one after the other: a district takes seconds. */
parentPort?.on("message", (task: TableTask) => {
  // A file that cannot be written is the end of this thread; whoever asked hears of it as its error.
  void writeTables(task).then(() => parentPort?.postMessage("done"));
});
