import { Worker } from "node:worker_threads";
import { Problem } from "../../problem.ts";
import type {
  Built,
  ComputeAnswer,
  ComputeTask,
  CoverColumns,
  CoverTask,
  RingColumns,
  TraceTask,
} from "./compute-tasks.ts";

type Keyed<K extends ComputeTask["kind"]> = Omit<Extract<ComputeTask, { kind: K }>, "kind">;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * One thread that builds networks and computes coverage, begun when first needed. It keeps the
 * networks under their names; when it breaks they are gone, and `losses` has grown.
 */
export class ComputeThread {
  losses = 0;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #next = 0;
  #isClosed = false;

  /** Ways may come in portions, before the rest of their network. */
  async addWays(task: Keyed<"ways">): Promise<void> {
    await this.#ask({ kind: "ways", ...task });
  }

  // What each kind of task answers is said in `ComputeWork.do`.
  /* oxlint-disable typescript/no-unsafe-type-assertion */
  async build(task: Keyed<"build">): Promise<Built> {
    return (await this.#ask({ kind: "build", ...task })) as Built;
  }

  async cover(task: CoverTask): Promise<CoverColumns> {
    return (await this.#ask({ kind: "cover", ...task })) as CoverColumns;
  }

  async trace(task: TraceTask): Promise<readonly RingColumns[]> {
    return (await this.#ask({ kind: "trace", ...task })) as readonly RingColumns[];
  }
  /* oxlint-enable typescript/no-unsafe-type-assertion */

  forget(network: string): void {
    if (this.#worker) this.#ask({ kind: "forget", network }).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
  }

  #ask(task: ComputeTask): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(new Error("the computing thread is closed"));
    const worker = (this.#worker ??= this.#begin());
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      // The server waits for its answers; nothing else should wait for this thread.
      worker.ref();
      worker.postMessage({ id, task });
    });
  }

  #begin(): Worker {
    const worker = new Worker(new URL("compute-worker.ts", import.meta.url));
    worker.on("message", (answer: ComputeAnswer) => this.#settle(worker, answer));
    worker.once("error", (error) => this.#lose(worker, error));
    worker.once("exit", (code) =>
      this.#lose(worker, new Error(`the computing thread ended with ${code}`)),
    );
    return worker;
  }

  #settle(worker: Worker, answer: ComputeAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) worker.unref();
    if ("refusal" in answer) waiting?.reject(new Problem(answer.refusal));
    else if ("fault" in answer) waiting?.reject(new Error(answer.fault));
    else waiting?.resolve(answer.value);
  }

  #lose(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.losses++;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
