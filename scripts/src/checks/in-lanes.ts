export interface Job {
  /** Must have ended before this one begins, well or not. */
  readonly after?: string;
  readonly name: string;
}

/**
 * Runs jobs so that at most `lanes` of them run at a time: whichever lane is free takes the first job
 * of the list that may begin. Ends when all have ended; `run` answers for its own failures.
 */
export function inLanes<J extends Job>(
  jobs: readonly J[],
  lanes: number,
  run: (job: J) => Promise<unknown>,
): Promise<void> {
  const waiting = [...jobs];
  const ended = new Set<string>();
  let running = 0;
  return new Promise((resolve, reject) => {
    const take = (): void => {
      while (running < lanes) {
        const at = waiting.findIndex(({ after }) => after === undefined || ended.has(after));
        const [job] = at < 0 ? [] : waiting.splice(at, 1);
        if (job === undefined) break;
        running += 1;
        run(job).then(() => {
          running -= 1;
          ended.add(job.name);
          take();
        }, reject);
      }
      if (running > 0) return;
      if (waiting.length === 0) resolve();
      else reject(new Error(`nothing ends before ${waiting.map(({ name }) => name).join()}`));
    };
    take();
  });
}
