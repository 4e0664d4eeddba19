import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { askWorker } from "../ask-worker.ts";
import type { MoreRows } from "./layer.ts";
import type { TableTask } from "./tables.ts";
import type { WriterTask } from "./tables-worker.ts";

/** A thread that has written a file waits so long for the next one: to start one takes a sixth of a second. */
const IDLE_MS = 60_000;
let idle: { readonly worker: Worker; readonly timer: NodeJS.Timeout } | undefined;

/** Has a file written by a worker; the signal ends it where it is. `more`: rows that are not in the task. */
export async function writeInWorker(
  task: TableTask,
  signal: AbortSignal,
  more?: MoreRows,
): Promise<void> {
  signal.throwIfAborted();
  const worker = takeWorker();
  const end = (): void => void worker.terminate();
  signal.addEventListener("abort", end, { once: true });
  try {
    for (const rows of more?.portions ?? []) {
      signal.throwIfAborted();
      worker.postMessage(rows);
      await setImmediate();
    }
    await askWorker(worker, { task, moreFor: more?.layer ?? null } satisfies WriterTask);
    signal.throwIfAborted();
    keepWorker(worker);
  } catch (error) {
    await worker.terminate();
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener("abort", end);
  }
}

function takeWorker(): Worker {
  const { worker, timer } = idle ?? {};
  idle = undefined;
  clearTimeout(timer);
  worker?.ref();
  return worker ?? new Worker(new URL("tables-worker.ts", import.meta.url));
}

/** One waits; it keeps no process alive. */
function keepWorker(worker: Worker): void {
  const end = (): void => {
    if (idle?.worker === worker) idle = undefined;
    void worker.terminate();
  };
  if (idle !== undefined) return end();
  worker.unref();
  idle = { worker, timer: setTimeout(end, IDLE_MS).unref() };
}
