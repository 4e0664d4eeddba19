import type { ContactKeeping } from "@onegrid/core/access";
import type { Db } from "@onegrid/db";
import { purgeContacts } from "@onegrid/db/dispatch";
import { writeAudit } from "../../access/audit.ts";

interface Options {
  readonly now: () => Date;
  readonly keeping: ContactKeeping;
}

/** Deletes the reporters' contacts whose time has come; answers how many. */
export const purgeDueContacts = (db: Db, { now, keeping }: Options): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const caseIds = await purgeContacts(trx, { now: now(), keeping });
    for (const object of caseIds)
      await writeAudit(trx, { accountId: null, action: "contact.purge", object, detail: {} });
    return caseIds.length;
  });

export interface ContactPurger {
  readonly stop: () => Promise<void>;
}

const HOUR_MS = 3_600_000;

/** Purges at once and every hour: a day that is over does not wait for the next start. */
export function startContactPurger(
  db: Db,
  options: Options & {
    readonly onError: (error: unknown) => void;
    readonly everyMs?: number;
  },
): ContactPurger {
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  const purge = async (): Promise<void> => {
    try {
      await purgeDueContacts(db, options);
    } catch (error) {
      if (!isStopped) options.onError(error);
    }
  };
  const next = (): void => {
    running = running.then(purge);
  };
  next();
  const timer = setInterval(next, options.everyMs ?? HOUR_MS);
  return {
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
