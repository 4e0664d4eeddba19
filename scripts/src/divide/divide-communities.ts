import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { divideCommunity, type CommunityDivision, type CommunityTask } from "./division-worker.ts";

/** Below this number of units a second thread costs more than it brings. */
const WORTH_A_THREAD = 400;

/**
 * Divides communities on all cores, the largest first; results in the order of the tasks. Which
 * thread does which has no influence on them.
 */
export async function divideCommunities(
  tasks: readonly CommunityTask[],
  onDone: (done: number) => void,
): Promise<CommunityDivision[]> {
  const units = tasks.reduce((sum, task) => sum + task.graph.count, 0);
  const threads = Math.min(availableParallelism(), tasks.length);
  let done = 0;
  const tell = () => onDone(++done);
  if (threads < 2 || units < WORTH_A_THREAD) {
    return tasks.map((task) => {
      const division = divideCommunity(task);
      tell();
      return division;
    });
  }
  const results: CommunityDivision[] = [];
  const waiting = [...tasks.entries()].toSorted(([, a], [, b]) => a.graph.count - b.graph.count);
  await Promise.all(Array.from({ length: threads }, () => runThread(waiting, results, tell)));
  return results;
}

/** One thread that takes the largest waiting task again and again. */
async function runThread(
  waiting: [number, CommunityTask][],
  results: CommunityDivision[],
  tell: () => void,
): Promise<void> {
  const worker = new Worker(new URL("division-worker.ts", import.meta.url));
  try {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [at, task] = next;
      results[at] = await ask(worker, task);
      tell();
    }
  } finally {
    await worker.terminate();
  }
}

function ask(worker: Worker, task: CommunityTask): Promise<CommunityDivision> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (division: CommunityDivision) => {
      worker.off("error", reject);
      resolve(division);
    });
    worker.postMessage(task);
  });
}
