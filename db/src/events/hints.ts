import { sql } from "kysely";
import { Client } from "pg";
import type { Db } from "../connect.ts";

const CHANNEL = "onegrid_events";

/**
 * Wakes the readers of other processes: sent after the commit, without data. Losing one costs a reader
 * the wait for its next poll and nothing else; on PGlite it reaches nobody.
 */
export async function sendHint(db: Db): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, '')`.execute(db);
}

/** Calls `onHint` for each hint, while its own connection lasts; a lost one is made again. */
export function listenForHints(url: string, onHint: () => void): { readonly stop: () => void } {
  let client: Client | undefined;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const retry = (): void => {
    client = undefined;
    if (isStopped || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      void listen();
    }, 5_000);
    timer.unref();
  };
  const listen = async (): Promise<void> => {
    const next = new Client({ connectionString: url, keepAlive: true });
    client = next;
    next.on("error", retry).on("end", retry).on("notification", onHint);
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
      // What came before it listened is seen now.
      onHint();
    } catch {
      await next.end().catch(() => undefined);
      retry();
    }
  };
  void listen();
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      void client?.end().catch(() => undefined);
    },
  };
}
