import type { CoverageStep } from "@onegrid/core/coverage/progress-contract";
import { call, type CallArguments } from "../api.ts";
import { getProgress } from "./api.ts";

type Query = CallArguments<"/api/coverage/progress", undefined>["query"];

/** A quick answer needs no word about it. */
const FIRST_MS = 1200;
const EVERY_MS = 1000;

/** Tells what the server does for a question, until the signal ends it. */
export async function followProgress(
  query: Query,
  signal: AbortSignal,
  onStep: (step: CoverageStep | null) => void,
): Promise<void> {
  for (let wait = FIRST_MS; !signal.aborted; wait = EVERY_MS) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (signal.aborted) return;
    try {
      const { step } = await call(getProgress, { ...(query && { query }), signal });
      if (!signal.aborted) onStep(step);
    } catch {
      // Nobody needs to know that the progress is not known: the question itself says what fails.
    }
  }
}
