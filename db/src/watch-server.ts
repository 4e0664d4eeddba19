import { sql } from "kysely";
import type { Db } from "./connect.ts";
import type { DatabaseStatus } from "./local-database/index.ts";

type Listener = (status: DatabaseStatus) => void;

/** Asks a database server every few seconds whether it is there, so that pages can say when it is not. */
export function watchServer(db: Db, everyMs = 3_000) {
  const listeners = new Set<Listener>();
  let status: DatabaseStatus = "up";
  let isAsking = false;

  const ask = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    const now = await sql`select 1`.execute(db).then(
      () => "up" as const,
      () => "restarting" as const,
    );
    isAsking = false;
    if (now === status) return;
    status = now;
    for (const listener of listeners) listener(now);
  };
  const timer = setInterval(() => void ask(), everyMs);
  timer.unref();

  return {
    status: (): DatabaseStatus => status,
    onStatus: (listener: Listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => clearInterval(timer),
  };
}
