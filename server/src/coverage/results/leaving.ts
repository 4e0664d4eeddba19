import type { FastifyReply } from "fastify";

/** Aborted when whoever asked is gone before the answer was theirs: the page was closed, or asked anew. */
export function leavingOf({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
