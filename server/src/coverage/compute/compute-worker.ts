import { parentPort } from "node:worker_threads";
import { Problem } from "../../problem.ts";
import type { ComputeAnswer, ComputeTask } from "./compute-tasks.ts";
import { ComputeWork } from "./compute-work.ts";

/** Networks and coverage off the server's thread: a city takes seconds. */
const work = new ComputeWork();

function answer(id: number, task: ComputeTask): ComputeAnswer {
  try {
    return { id, value: work.do(task) };
  } catch (error) {
    if (error instanceof Problem) return { id, refusal: error.problem };
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on("message", ({ id, task }: { id: number; task: ComputeTask }) => {
  parentPort?.postMessage(answer(id, task));
});
