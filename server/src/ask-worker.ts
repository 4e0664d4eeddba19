import { once } from "node:events";
import type { Worker } from "node:worker_threads";

/** Posts a message to a worker and answers what it posts back; throws what ends it before that. */
export async function askWorker(worker: Worker, message: unknown): Promise<unknown> {
  const over = new AbortController();
  const { signal } = over;
  const ended = once(worker, "exit", { signal }).then(([code]) => {
    throw new Error(`the worker ended with ${String(code)}`);
  });
  const answered = once(worker, "message", { signal }).then(([answer]): unknown => answer);
  try {
    worker.postMessage(message);
    return await Promise.race([answered, ended]);
  } finally {
    over.abort();
  }
}
