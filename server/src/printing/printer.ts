import { Worker } from "node:worker_threads";
import { askWorker } from "../ask-worker.ts";
import type { PrintedPages } from "./printed-pages.ts";

/**
 * A typesetter in a thread of its own: pages in, PDF out, with the letters that they use embedded. One
 * job at a time; `close` when done.
 */
export class Printer {
  /** Started with the first pages: until somebody listens, its failure would end the process. */
  #worker: Worker | undefined;
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener("abort", this.#end, { once: true });
  }

  async print(pages: PrintedPages): Promise<Uint8Array> {
    this.#signal.throwIfAborted();
    const worker = (this.#worker ??= new Worker(new URL("typst-worker.ts", import.meta.url)));
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the worker posts
      return (await askWorker(worker, JSON.stringify(pages))) as Uint8Array;
    } catch (error) {
      this.#signal.throwIfAborted();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#signal.removeEventListener("abort", this.#end);
    await this.#worker?.terminate();
  }

  readonly #end = (): void => void this.#worker?.terminate();
}
