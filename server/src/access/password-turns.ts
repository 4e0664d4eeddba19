import { availableParallelism } from "node:os";
import { Problem } from "../problem.ts";

/** Lets work in a few at a time; the others wait in a line that has an end. */
export interface Turns {
  /** Refuses with `access.busy` when the line is full. */
  readonly take: <T>(work: () => Promise<T>) => Promise<T>;
  readonly waiting: () => number;
}

export function makeTurns({ atOnce, mostWaiting }: { atOnce: number; mostWaiting: number }): Turns {
  const line: (() => void)[] = [];
  let busy = 0;
  return {
    waiting: () => line.length,
    take: async (work) => {
      if (busy >= atOnce) {
        if (line.length >= mostWaiting) throw new Problem({ code: "access.busy" });
        // Whoever ends hands the place over: it is never free in between.
        await new Promise<void>((resolve) => line.push(resolve));
      } else busy += 1;
      try {
        return await work();
      } finally {
        const next = line.shift();
        if (next) next();
        else busy -= 1;
      }
    },
  };
}

/**
 * Checking a password takes some 40 ms of a whole core and 19 MB. The same four threads pack tiles and
 * read files: half of the cores at most, so that nobody slows the others down by guessing, and at most
 * some seconds of waiting.
 */
export const passwordTurns = makeTurns({
  atOnce: Math.max(1, Math.min(3, Math.floor(availableParallelism() / 2))),
  mostWaiting: 60,
});
