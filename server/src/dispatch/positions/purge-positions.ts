import { POSITION_RULES } from "@onegrid/core/dispatch";
import type { Db } from "@onegrid/db";
import { purgeStaffPositions } from "@onegrid/db/dispatch";

interface Options {
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
  readonly everyMs?: number;
}

const TEN_MINUTES_MS = 600_000;

export const purgeDuePositions = (db: Db, now: Date): Promise<number> =>
  purgeStaffPositions(db, new Date(now.getTime() - POSITION_RULES.keptMs));

/** Deletes positions that nobody has renewed: at once, and every ten minutes. */
export function startPositionPurger(
  db: Db,
  { now, onError, everyMs = TEN_MINUTES_MS }: Options,
): { readonly stop: () => Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const next = (): void => {
    running = running.then(() => purgeDuePositions(db, now())).catch(onError);
  };
  next();
  const timer = setInterval(next, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
