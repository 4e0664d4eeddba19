import { parentPort, type Transferable } from "node:worker_threads";
import { Problem } from "../../problem.ts";
import type { ComputeAnswer, ComputeTask } from "./compute-tasks.ts";
import { ComputeWork } from "./compute-work.ts";

/** Networks and coverage off the server's thread: a city takes seconds. */
const work = new ComputeWork();

function answer(task: ComputeTask): ComputeAnswer {
  try {
    return { value: work.do(task) };
  } catch (error) {
    if (error instanceof Problem) return { refusal: error.problem };
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** Bytes go over without a copy. A network is the one answer that is kept here as well. */
function bytesOf(task: ComputeTask, answered: ComputeAnswer): Transferable[] {
  if (task.kind === "build" || !("value" in answered)) return [];
  const { value } = answered;
  const parts: readonly unknown[] = ArrayBuffer.isView(value)
    ? [value]
    : Object.values(value ?? {});
  const buffers = parts.flatMap((part) => (ArrayBuffer.isView(part) ? [part.buffer] : []));
  return [...new Set(buffers.filter((buffer) => buffer instanceof ArrayBuffer))];
}

parentPort?.on("message", (task: ComputeTask) => {
  const answered = answer(task);
  parentPort?.postMessage(answered, bytesOf(task, answered));
});
