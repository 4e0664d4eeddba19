import { wrap, type Remote } from "comlink";
import type { LiveWorker } from "./live.worker.ts";

let remote: Remote<LiveWorker> | null = null;

/** Its own worker: a drag must not wait for a division that is being computed. */
export function liveWorker(): Remote<LiveWorker> {
  remote ??= wrap<LiveWorker>(
    new Worker(new URL("./live.worker.ts", import.meta.url), { type: "module", name: "coverage" }),
  );
  return remote;
}
