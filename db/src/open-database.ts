import { fail, ok, type Result } from "@onegrid/core/result";
import { checkServer, type ServerRefusal } from "./check-server.ts";
import { connect, DEFAULT_QUERY_TIMEOUT_MS, type ConnectOptions, type Db } from "./connect.ts";
import { lossOf } from "./database-unavailable.ts";
import {
  findOwner,
  hasRoom,
  startLocalDatabase,
  type DatabaseStatus,
  type FolderRefusal,
  type LocalRefusal,
} from "./local-database/index.ts";
import { watchServer } from "./watch-server.ts";

export interface OpenOptions extends ConnectOptions {
  /** A PostgreSQL server with PostGIS, such as `postgres://user:password@host/name`. Not set: the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** Where the embedded one keeps its files. */
  readonly dataDir: string;
  /** When another process owns `dataDir`: a server must refuse, a command may use that one's database. */
  readonly ifInUse?: "refuse" | "join";
  readonly log?: (line: string) => void;
}

/** The database went away under whoever used it; `detail` is for the log. */
interface LostRefusal {
  readonly code: "db.lost";
  readonly detail: string;
}

export type DatabaseRefusal = LocalRefusal | ServerRefusal | LostRefusal;

export interface OpenedDatabase {
  readonly db: Db;
  readonly url: string;
  readonly status: () => DatabaseStatus;
  /** Calls the listener at each change; answers how to stop that. */
  readonly onStatus: (listener: (status: DatabaseStatus) => void) => () => void;
  /** Tells a second server, which is refused, where this one is: `http://localhost:3000`. */
  readonly announce: (address: string) => Promise<void>;
  /** What a failed query says about the database; `undefined`: nothing. */
  readonly explainLoss: (error: unknown) => Promise<FolderRefusal | LostRefusal | undefined>;
  readonly close: () => Promise<void>;
}

/** The one entry for the server and for scripts. The schema may be old: `migrate` comes next. */
export async function openDatabase(
  options: OpenOptions,
): Promise<Result<OpenedDatabase, DatabaseRefusal>> {
  if (options.databaseUrl) return openServer(options.databaseUrl, options);
  const owner = options.ifInUse === "join" ? await findOwner(options.dataDir) : undefined;
  if (owner?.databaseUrl) return openServer(owner.databaseUrl, options);
  return openLocal(options);
}

async function openLocal(options: OpenOptions): Promise<Result<OpenedDatabase, DatabaseRefusal>> {
  const listeners = new Set<(status: DatabaseStatus) => void>();
  const { queryTimeoutMs = DEFAULT_QUERY_TIMEOUT_MS } = options;
  const local = await startLocalDatabase(options.dataDir, {
    // A statement that may still succeed is no reason to kill the database.
    limits: { busySilenceMs: queryTimeoutMs + 30_000 },
    onStatus: (status) => listeners.forEach((listener) => listener(status)),
    ...(options.log && { log: options.log }),
  });
  if (!local.ok) return local;
  const { url, status, announce, stop } = local.value;
  const db = connect(url, options);
  return ok({
    db,
    url,
    status,
    announce,
    explainLoss: (error) => explainLoss(error, options.dataDir, () => hasRoom(options.dataDir)),
    onStatus: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      await db.destroy();
      await stop();
    },
  });
}

async function openServer(
  url: string,
  options: OpenOptions,
): Promise<Result<OpenedDatabase, ServerRefusal>> {
  const db = connect(url, options);
  const refusal = await checkServer(db, url);
  if (refusal) {
    await db.destroy();
    return fail(refusal);
  }
  const health = watchServer(db);
  return ok({
    db,
    url,
    status: health.status,
    onStatus: health.onStatus,
    announce: async () => undefined,
    explainLoss: (error) => explainLoss(error, new URL(url).host, async () => true),
    close: async () => {
      health.stop();
      await db.destroy();
    },
  });
}

async function explainLoss(
  error: unknown,
  folder: string,
  isRoomThere: () => Promise<boolean>,
): Promise<FolderRefusal | LostRefusal | undefined> {
  const loss = lossOf(error);
  if (loss === undefined) return undefined;
  const detail = String(error);
  const isFull = loss === "db.disk-full" || !(await isRoomThere());
  return isFull ? { code: "db.disk-full", folder, detail } : { code: "db.lost", detail };
}
