import type { Db } from "@onegrid/db";
import { dropAlarm, hasDueAlarm, takeDueCases } from "@onegrid/db/dispatch";
import { append, type NewEvent } from "@onegrid/db/events";
import { automate } from "../cases/automate.ts";
import { raiseAlarms } from "./raise-alarms.ts";
import { requireCategoryOf } from "../rules/require-category.ts";
import { holdRules } from "../rules/rules-in-force.ts";
import { caseChanged } from "../cases/store-event.ts";

/** Few at a time: a transaction keeps everybody else of the embedded database waiting. */
const BATCH = 20;

/**
 * Raises what is due and does what time alone commands, each once: the marks stand in the case
 * itself, and the row is held while they are written. Answers how many cases it has seen to.
 */
export async function sweepClocks(db: Db, now: Date): Promise<number> {
  let swept = 0;
  for (;;) {
    if (!(await hasDueAlarm(db, now))) return swept;
    const count = await sweepBatch(db, now);
    if (count === 0) return swept;
    swept += count;
  }
}

const CLOCK = { verb: "clock", actorId: "system" };

const sweepBatch = (db: Db, now: Date): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const rules = await holdRules(trx);
    const due = await takeDueCases(trx, now, BATCH);
    const events: NewEvent[] = [];
    for (const stored of due) {
      const open = { ...stored, folded: stored.case };
      const raised = await raiseAlarms(trx, open, now);
      const category = requireCategoryOf(rules, raised);
      const folded = await automate(trx, { ...open, folded: raised }, category, now);
      if (folded.version > stored.case.version) {
        events.push(await caseChanged(trx, stored, folded, { ...CLOCK, was: stored }));
      } else {
        // Nothing came of it: without this the same case would be taken again at once.
        await dropAlarm(trx, folded.id);
      }
    }
    await append(trx, events);
    return due.length;
  });

export interface ClockSweeper {
  readonly stop: () => Promise<void>;
}

/** Sweeps every second, one sweep at a time; several servers on one database share the work. */
export function startClockSweeper(
  db: Db,
  options: {
    readonly now: () => Date;
    readonly onSwept: () => void;
    readonly onError: (error: unknown) => void;
    readonly everyMs?: number;
  },
): ClockSweeper {
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  let isBusy = false;
  const sweep = async (): Promise<void> => {
    try {
      if ((await sweepClocks(db, options.now())) > 0) options.onSwept();
    } catch (error) {
      // The next second tries again: nothing of a failed batch is kept.
      if (!isStopped) options.onError(error);
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => {
    if (isBusy || isStopped) return;
    isBusy = true;
    running = sweep();
  }, options.everyMs ?? 1000);
  return {
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
