import { Worker } from "node:worker_threads";
import type { TableTask } from "./tables.ts";

/** Has a file written by a worker; the signal ends it where it is. */
export async function writeInWorker(task: TableTask, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const worker = new Worker(new URL("tables-worker.ts", import.meta.url), { workerData: task });
  const end = (): void => void worker.terminate();
  signal.addEventListener("abort", end, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      worker.once("message", () => resolve());
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`the export's worker ended with ${code}`)));
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", end);
    await worker.terminate();
  }
}
