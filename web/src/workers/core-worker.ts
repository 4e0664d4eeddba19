import { wrap, type Remote } from "comlink";
import type { CoreWorker } from "./core.worker.ts";

let remote: Remote<CoreWorker> | null = null;

/** The one worker for long computations; started when it is first needed. */
export function coreWorker(): Remote<CoreWorker> {
  remote ??= wrap<CoreWorker>(
    new Worker(new URL("./core.worker.ts", import.meta.url), { type: "module", name: "core" }),
  );
  return remote;
}
