import { Worker, type ResourceLimits } from "node:worker_threads";
import { Problem } from "../../problem.ts";
import type { Asked, ComputeAnswer, ComputeAnswers, ComputeKind } from "./compute-tasks.ts";

interface Job {
  readonly message: object;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

interface Options {
  readonly resourceLimits?: ResourceLimits;
}

/**
 * One thread that builds networks and computes coverage, begun when first needed. It keeps the
 * networks under their names; when it breaks they are gone, and `losses` has grown. It is given one
 * task at a time: those that wait can still be dropped.
 */
export class ComputeThread {
  losses = 0;
  /** Hears why the thread was lost; whoever waits is told that it was. */
  onLoss: (reason: Error) => void = () => undefined;
  readonly #waiting: Job[] = [];
  readonly #options: Options;
  #running: Job | undefined;
  #worker: Worker | undefined;
  #isClosed = false;

  constructor(options: Options = {}) {
    this.#options = options;
  }

  /** Tasks that are asked for and not answered. */
  get length(): number {
    return this.#waiting.length + (this.#running ? 1 : 0);
  }

  /** With a signal the task is dropped when nobody wants it any more, unless it has begun. */
  do<K extends ComputeKind>(
    kind: K,
    task: Asked<K>,
    signal?: AbortSignal,
  ): Promise<ComputeAnswers[K]> {
    if (this.#isClosed) return Promise.reject(new Error("the computing thread is closed"));
    return new Promise<ComputeAnswers[K]>((resolve, reject) => {
      signal?.throwIfAborted();
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `ComputeWork.do` answers by the kind
      const job: Job = { message: { kind, ...task }, resolve: resolve as Job["resolve"], reject };
      signal?.addEventListener("abort", () => this.#drop(job, signal), { once: true });
      this.#waiting.push(job);
      this.#next();
    });
  }

  forget(network: string): void {
    if (this.#worker) this.do("forget", { network }).catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
  }

  #drop(job: Job, signal: AbortSignal): void {
    const at = this.#waiting.indexOf(job);
    if (at < 0) return;
    this.#waiting.splice(at, 1);
    job.reject(signal.reason);
  }

  #next(): void {
    if (this.#running) return;
    this.#running = this.#waiting.shift();
    // The server waits for its answers; nothing else should wait for this thread.
    if (!this.#running) return this.#worker?.unref();
    this.#worker ??= this.#begin();
    this.#worker.ref();
    this.#worker.postMessage(this.#running.message);
  }

  #begin(): Worker {
    const worker = new Worker(new URL("compute-worker.ts", import.meta.url), this.#options);
    worker.on("message", (answer: ComputeAnswer) => this.#settle(answer));
    worker.once("error", (error) => this.#lose(worker, error));
    worker.once("exit", (code) =>
      this.#lose(worker, new Error(`the computing thread ended with ${code}`)),
    );
    return worker;
  }

  #settle(answer: ComputeAnswer): void {
    const job = this.#running;
    this.#running = undefined;
    if ("refusal" in answer) job?.reject(new Problem(answer.refusal));
    else if ("fault" in answer) job?.reject(new Error(answer.fault));
    else job?.resolve(answer.value);
    this.#next();
  }

  /** What waits is over the networks that are gone: it is told so, and asks again. */
  #lose(worker: Worker, reason: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.losses++;
    if (!this.#isClosed) this.onLoss(reason);
    const lost = [...(this.#running ? [this.#running] : []), ...this.#waiting.splice(0)];
    this.#running = undefined;
    for (const { reject } of lost) reject(new Problem({ code: "coverage.computing-stopped" }));
  }
}
