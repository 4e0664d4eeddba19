import type { PostgresPool, PostgresPoolClient } from "kysely";
import { Pool, type PoolClient, type PoolConfig } from "pg";
import { DatabaseUnavailable, isLoss } from "./database-unavailable.ts";
import { isGeosTrace, isLostPortal, reportGeosFailure } from "./geos-alarm.ts";

export interface PoolGuards {
  /** Hears of connections that broke while nobody used them. */
  readonly onLost: (error: Error) => void;
  /** Throws when whoever asks for a connection must not. */
  readonly beforeConnect: () => void;
}

/** Connections that work and that do not, and requests for one that wait. */
export type PoolUse = Readonly<Record<"busy" | "idle" | "waiting", number>>;

interface GuardedPool extends PostgresPool {
  readonly use: () => PoolUse;
}

/**
 * A pool that says one thing when the database is away, whatever the socket said, and never hands out
 * a connection again that failed so.
 */
export function guardedPool(
  config: PoolConfig,
  { onLost, beforeConnect }: PoolGuards,
): GuardedPool {
  const pool = new Pool(config);
  // Without listeners, a connection that breaks while nobody uses it ends the process.
  pool.on("error", onLost);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return {
    options: pool.options,
    end: () => pool.end(),
    use: () => ({
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    connect: async () => {
      beforeConnect();
      try {
        return guardClient(await pool.connect());
      } catch (error) {
        throw isLoss(error) ? new DatabaseUnavailable(error, false) : error;
      }
    },
  };
}

const BEGIN = /^\s*(begin|start transaction)/i;
const END = /^\s*(commit|rollback\s*$)/i;

/** Statements of one lease: from the pool's `connect` to `release`. */
function guardClient(client: PoolClient): PostgresPoolClient {
  let isLost = false;
  let isInTransaction = false;
  let trace: string | undefined;
  const notice = ({ message }: { message?: string | undefined }) => {
    if (isGeosTrace(message)) trace = message;
  };
  client.on("notice", notice);

  const explain = (error: unknown, sql: string): unknown => {
    if (isLostPortal(error)) return reportGeosFailure(error.message);
    if (!isLoss(error)) return error;
    isLost = true;
    // In a transaction, everything but the commit itself is undone with the connection.
    const isCommit = /^\s*commit/i.test(sql);
    return new DatabaseUnavailable(error, isCommit || !(isInTransaction || BEGIN.test(sql)));
  };
  const query = async (sql: string, values: readonly unknown[]) => {
    try {
      const result = await client.query(sql, [...values]);
      if (BEGIN.test(sql)) isInTransaction = true;
      if (END.test(sql)) isInTransaction = false;
      if (trace !== undefined) throw reportGeosFailure(trace);
      return result;
    } catch (error) {
      throw explain(error, sql);
    } finally {
      trace = undefined;
    }
  };
  const release = (isDiscarded?: boolean) => {
    client.off("notice", notice);
    client.release(isLost || isDiscarded === true);
  };
  const guarded: PostgresPoolClient = Object.create(client);
  return Object.assign(guarded, { query, release });
}
