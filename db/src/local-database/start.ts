import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fail, ok, type Result } from "@onegrid/core/result";
import { claimFolder, type Claim, type FolderInUse } from "./owner-file.ts";
import { explainFault, IN_MEMORY, type FolderRefusal } from "./prepare-folder.ts";
import { startTime } from "./process-identity.ts";
import {
  DEFAULT_LIMITS,
  keepRunning,
  type DatabaseStatus,
  type WatchdogLimits,
} from "./watchdog.ts";

/** There is no private socket to be had on this system: name a server instead. */
interface NoLocalDatabase {
  readonly code: "db.no-local-database";
  readonly platform: string;
}
export type LocalRefusal = FolderRefusal | FolderInUse | NoLocalDatabase;

export interface LocalDatabase {
  readonly url: string;
  readonly status: () => DatabaseStatus;
  /** The process that has the files open; another one after a restart. */
  readonly pid: () => number | undefined;
  /** Writes down where people reach the owner, for the one whose second server is refused. */
  readonly announce: (address: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface LocalOptions {
  readonly limits?: Partial<WatchdogLimits>;
  readonly onStatus?: (status: DatabaseStatus) => void;
  readonly log?: (line: string) => void;
}

/**
 * PostgreSQL without a server: PGlite in a process of its own, behind a watchdog, for the one owner
 * of the data folder. `dataDir` is a folder, made when it is missing, or `memory://`.
 *
 * What it guarantees: when a commit is acknowledged its log is written and fsynced, so neither
 * SIGKILL of any process nor a power cut takes it back. (PGlite alone would survive the first only.)
 * A request that is under way when the process dies fails with `DatabaseUnavailable`.
 */
export async function startLocalDatabase(
  dataDir: string,
  options: LocalOptions = {},
): Promise<Result<LocalDatabase, LocalRefusal>> {
  if (process.platform === "win32")
    return fail({ code: "db.no-local-database", platform: process.platform });
  const folder = dataDir === IN_MEMORY ? dataDir : resolve(dataDir);
  const claimed = folder === IN_MEMORY ? ok(unclaimed) : await claim(folder);
  if (!claimed.ok) return claimed;
  const { value: owner } = claimed;

  const log = options.log ?? console.error;
  const socketDir = await makeSocketDir();
  let status: DatabaseStatus = "restarting";
  const started = await keepRunning({
    socketPath: join(socketDir, ".s.PGSQL.5432"),
    dataDir: folder,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    log,
    onStatus: (now, refusal) => {
      if (refusal) log(`${refusal.code}: ${refusal.detail}`);
      if (now === status) return;
      status = now;
      options.onStatus?.(now);
    },
    onChild: (pid) => owner.update({ database: { pid, startedAt: startTime(pid) } }),
  });
  const cleanUp = async (): Promise<void> => {
    await rm(socketDir, { recursive: true, force: true });
    await owner.release();
  };
  if (!started.ok) {
    await cleanUp();
    return started;
  }

  const url = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(socketDir)}`;
  try {
    await owner.update({ databaseUrl: url });
  } catch (error) {
    await started.value.stop();
    await cleanUp();
    return fail(explainFault(error, folder));
  }
  const heart = setInterval(() => void owner.touch(), 5_000);
  return ok({
    url,
    status: () => status,
    pid: started.value.pid,
    // Only the words of a second server's refusal depend on it.
    announce: (address) => owner.update({ address }).catch((error: unknown) => log(String(error))),
    stop: async () => {
      clearInterval(heart);
      await started.value.stop();
      await cleanUp();
    },
  });
}

const nothing = async (): Promise<void> => undefined;
const unclaimed: Claim = { update: nothing, touch: nothing, release: nothing };

async function claim(folder: string): Promise<Result<Claim, LocalRefusal>> {
  try {
    return await claimFolder(folder);
  } catch (error) {
    return fail(explainFault(error, folder));
  }
}

/** mkdtemp makes the folder for this user alone: the socket in it needs no password. */
async function makeSocketDir(): Promise<string> {
  // A socket's path may have 107 bytes; some systems' folders for temporary files are long by themselves.
  const parent = tmpdir().length < 80 ? tmpdir() : "/tmp";
  return mkdtemp(join(parent, "onegrid-"));
}
