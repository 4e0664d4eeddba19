import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { connect, findOwner, openDatabase, type Db } from "@onegrid/db";
import { sql } from "kysely";
import type { TownSize } from "./made-town.ts";
import { freePort, startPostmaster } from "./postmaster.ts";
import { openTcpLine, type TcpLine } from "./tcp-line.ts";

/** Where cases are kept, and how its database dies. */
export interface Store {
  /** What a table calls it. */
  readonly name: string;
  readonly servers: number;
  readonly env: Readonly<Record<string, string>>;
  readonly killDatabase: () => Promise<void>;
  /** Opens it beside the servers, for the judge. */
  readonly read: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** The embedded store in a folder of its own, with one server, which owns it. */
export async function openEmbeddedStore(): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), "onegrid-chaos-"));
  const dataDir = join(folder, "database");
  return {
    name: "embedded",
    servers: 1,
    env: { DATABASE_URL: "", ONEGRID_DATA: folder },
    killDatabase: async () => {
      const owner = await findOwner(dataDir);
      if (owner?.database) kill(owner.database.pid);
    },
    read: async (work) => {
      const opened = await openDatabase({ dataDir, ifInUse: "join" });
      if (!opened.ok) throw new Error(JSON.stringify(opened.error));
      return work(opened.value.db).finally(opened.value.close);
    },
    close: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has just died by itself.
  }
}

/** A server of the runner's own that is killed for good; `undefined` where there is none to be had. */
export async function openOwnServerStore(
  servers: number,
  isDurable = true,
): Promise<Store | undefined> {
  const postmaster = await startPostmaster(isDurable);
  if (!postmaster) return undefined;
  const { url } = postmaster;
  return serverStore({
    name: "own postmaster",
    url,
    servers,
    killDatabase: postmaster.kill,
    close: postmaster.stop,
  });
}

/** A server that somebody names: its database is emptied, and every backend of it is ended. */
export async function openNamedStore(url: string, servers: number): Promise<Store> {
  const withDb = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
    const db = connect(url, { onLost: () => undefined });
    return work(db).finally(() => db.destroy());
  };
  await withDb(async (db) => {
    await sql`drop schema if exists public, seen cascade`.execute(db);
    await sql`create schema public`.execute(db);
  });
  const killDatabase = async (): Promise<void> => {
    await withDb((db) =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(db),
    );
  };
  return serverStore({
    name: "backends ended",
    url,
    servers,
    killDatabase,
    close: async () => undefined,
  });
}

function serverStore(
  store: Pick<Store, "name" | "servers" | "killDatabase"> & {
    readonly url: string;
    readonly close: () => Promise<void>;
  },
): Store {
  const folder = mkdtemp(join(tmpdir(), "onegrid-chaos-"));
  let data = "";
  const env = {
    DATABASE_URL: store.url,
    // Processes that share a database have to share the key of its sealed secrets.
    ONEGRID_SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
    get ONEGRID_DATA() {
      return data;
    },
  };
  void folder.then((made) => {
    data = made;
  });
  return {
    ...store,
    env,
    read: async (work) => {
      const db = connect(store.url, { onLost: () => undefined });
      return work(db).finally(() => db.destroy());
    },
    close: async () => {
      await store.close();
      await rm(await folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

interface MemoryUse extends Pick<NodeJS.MemoryUsage, "rss" | "heapUsed" | "external"> {
  /** Processor time since its start. */
  readonly cpuMs: number;
}

/** One server process and the line to it. */
export interface Runner {
  readonly line: TcpLine;
  readonly door: string;
  /** The way that no line is on. */
  readonly directDoor: string;
  /** What it has logged as a fault of its own, one line each. */
  readonly faults: readonly string[];
  /** What it holds now that is not garbage, and what the system counts for it; bytes. */
  readonly memory: () => Promise<MemoryUse>;
  /** Kills it, waits, and starts it again on the same port; answers when it is there. */
  readonly killAndRestart: (afterMs: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The same for every process: how large the town is, and how fast its time goes from when. */
export interface TownClock {
  readonly began: number;
  readonly speed: number;
  readonly size: TownSize;
}

const ENTRY = fileURLToPath(new URL("server-process.ts", import.meta.url));
/** A process that starts again and again need not compile again. */
const COMPILED = fileURLToPath(new URL("../../../node_modules/.cache/compiled", import.meta.url));
/** How a line of the log begins that tells of a fault, and what it says when the database is away. */
const FAULT = '{"level":50';
const AWAY = "DatabaseUnavailable";
/** A start that the death of the database has ended is tried again, as a supervisor would. */
const MOST_STARTS = 20;

export async function startRunner(store: Store, town: TownClock): Promise<Runner> {
  const port = await freePort();
  const line = await openTcpLine(port);
  const launch = (): ChildProcess =>
    spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "--expose-gc", ENTRY], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        NODE_COMPILE_CACHE: COMPILED,
        ...process.env,
        ...store.env,
        PORT: String(port),
        LOG_LEVEL: "error",
        CHAOS_TOWN: JSON.stringify(town),
      },
    });
  const faults: string[] = [];
  let child = await startUntilReady(launch, faults);
  return {
    line,
    door: `http://127.0.0.1:${line.port}`,
    directDoor: `http://127.0.0.1:${port}`,
    faults,
    memory: () => memoryOf(child),
    killAndRestart: async (afterMs) => {
      child.kill("SIGKILL");
      await gone(child);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      child = await startUntilReady(launch, faults);
    },
    stop: async () => {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
      await gone(child);
      clearTimeout(timer);
      await line.close();
    },
  };
}

async function memoryOf(child: ChildProcess): Promise<MemoryUse> {
  child.kill("SIGUSR2");
  const [part] = await once(child.stdout ?? child, "data");
  const read: (text: string) => MemoryUse = JSON.parse;
  return read(/memory (.*)/.exec(String(part))?.[1] ?? "{}");
}

const gone = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
};

async function startUntilReady(
  launch: () => ChildProcess,
  faults: string[],
): Promise<ChildProcess> {
  let said = "";
  for (let tries = 0; tries < MOST_STARTS; tries += 1) {
    const child = launch();
    child.stderr?.on("data", (part: Buffer) => (said = `${said}${String(part)}`.slice(-4000)));
    const isReady = await new Promise<boolean>((resolve) => {
      child.stdout?.on("data", (part: Buffer) => {
        const lines = String(part).split("\n");
        if (lines.includes("ready")) resolve(true);
        faults.push(...lines.filter((line) => line.startsWith(FAULT) && !line.includes(AWAY)));
      });
      child.on("exit", () => resolve(false));
    });
    if (isReady) return child;
  }
  throw new Error(`a server does not start: ${said}`);
}
