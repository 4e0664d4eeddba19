import { lossOf, type Db } from "@onegrid/db";
import { dropAlarm, hasDueAlarm, putOffAlarm, takeDueCases } from "@onegrid/db/dispatch";
import { append, type NewEvent } from "@onegrid/db/events";
import { automate } from "../cases/automate.ts";
import { raiseAlarms } from "./raise-alarms.ts";
import { requireCategoryOf } from "../rules/require-category.ts";
import { holdRules } from "../rules/rules-in-force.ts";
import { caseChanged } from "../cases/store-event.ts";

/** Few at a time: a transaction keeps everybody else of the embedded database waiting. */
const BATCH = 20;

/** When a case whose clocks cannot be read is looked at again. */
const BROKEN_AGAIN_MS = 10 * 60_000;

/** Told of a case whose clocks cannot be read; throws where nobody listens. */
type OnBroken = (caseId: string, error: unknown) => void;

const throwIt: OnBroken = (_caseId, error) => {
  throw error;
};

/**
 * Raises what is due and does what time alone commands, each once: the marks stand in the case
 * itself, and the row is held while they are written. One case that cannot be read keeps no other
 * waiting: it is put off. Answers how many cases it has seen to.
 */
export async function sweepClocks(
  db: Db,
  now: Date,
  onBroken: OnBroken = throwIt,
): Promise<number> {
  let swept = 0;
  let size = BATCH;
  for (;;) {
    if (!(await hasDueAlarm(db, now))) return swept;
    const begun: string[] = [];
    try {
      const count = await sweepBatch(db, { now, size, begun });
      if (count === 0) return swept;
      swept += count;
    } catch (error) {
      const caseId = begun.at(-1);
      if (caseId === undefined || lossOf(error) !== undefined) throw error;
      // The others of its batch are undone with it: one at a time they are not.
      if (size === 1) {
        onBroken(caseId, error);
        await putOffAlarm(db, caseId, new Date(now.getTime() + BROKEN_AGAIN_MS));
      }
      size = 1;
    }
  }
}

const CLOCK = { verb: "clock", actorId: "system" };

interface Batch {
  readonly now: Date;
  readonly size: number;
  /** Filled with the cases that were begun with. */
  readonly begun: string[];
}

const sweepBatch = (db: Db, { now, size, begun }: Batch): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const rules = await holdRules(trx);
    const due = await takeDueCases(trx, now, size);
    const events: NewEvent[] = [];
    for (const stored of due) {
      begun.push(stored.case.id);
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
  const tell: OnBroken = (caseId, error) =>
    options.onError(new Error(`the clocks of case ${caseId} stand still`, { cause: error }));
  const sweep = async (): Promise<void> => {
    try {
      if ((await sweepClocks(db, options.now(), tell)) > 0) options.onSwept();
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
