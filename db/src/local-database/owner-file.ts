import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { fail, ok, type Result } from "@onegrid/core/result";
import { errorCode } from "../system-error.ts";
import { isSameProcess, startTime } from "./process-identity.ts";

/** Who works on a data folder. PGlite has no lock of its own: two processes would both write. */
export interface Owner {
  readonly pid: number;
  readonly startedAt: string;
  readonly host: string;
  /** The process that has the files open; it may outlive its parent by seconds. */
  readonly database: { readonly pid: number; readonly startedAt: string } | null;
  /** For other commands on this machine: they connect to the owner instead of opening the folder. */
  readonly databaseUrl: string | null;
  /** Where people reach the owner, such as `http://localhost:3000`. */
  readonly address: string | null;
}

export interface FolderInUse {
  readonly code: "db.folder-in-use";
  readonly folder: string;
  readonly owner: Owner;
}

export interface Claim {
  readonly update: (
    changes: Partial<Pick<Owner, "database" | "databaseUrl" | "address">>,
  ) => Promise<void>;
  /** Shows that the owner lives to those who cannot see its processes: other machines, other containers. */
  readonly touch: () => Promise<void>;
  readonly release: () => Promise<void>;
}

const FILE = "owner.json";
/** A file of another machine that nobody has touched for this long has no owner. */
const FOREIGN_SILENCE_MS = 20_000;
const ORPHAN_MS = 10_000;

/**
 * Makes this process the owner of a data folder, or answers who is. The file is created in one step
 * that fails when it is there (`wx`), so of two that try at once one wins. A file whose owner is
 * dead is taken over; a database process it left behind is waited for, then ended.
 */
export async function claimFolder(folder: string): Promise<Result<Claim, FolderInUse>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, FILE);
  const owner: Owner = {
    pid: process.pid,
    startedAt: startTime(process.pid),
    host: hostname(),
    database: null,
    databaseUrl: null,
    address: null,
  };
  for (let tries = 0; tries < 1000; tries += 1) {
    if (await create(file, owner)) return ok(claimOf(file, owner));
    const present = await readOwner(file);
    if (present && (await isLive(file, present)))
      return fail({ code: "db.folder-in-use", folder, owner: present });
    await removeStale(file, present);
  }
  throw new Error(`the owner file ${file} cannot be taken over: others keep trying`);
}

/** Who owns the folder now, if anybody does. */
export async function findOwner(folder: string): Promise<Owner | undefined> {
  const file = join(folder, FILE);
  const owner = await readOwner(file);
  return owner && (await isLive(file, owner)) ? owner : undefined;
}

async function create(file: string, owner: Owner): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(owner), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** A file that cannot be read as an owner is one whose writer died between creating and writing it. */
async function readOwner(file: string): Promise<Owner | undefined> {
  try {
    const owner: Owner = JSON.parse(await readFile(file, "utf8"));
    return owner;
  } catch {
    return undefined;
  }
}

async function isLive(file: string, owner: Owner): Promise<boolean> {
  if (owner.host === hostname()) return isSameProcess(owner.pid, owner.startedAt);
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < FOREIGN_SILENCE_MS;
}

/**
 * Removes the file of a dead owner. Only one at a time may do that, and it looks again first: otherwise
 * the slower of two would remove the file by which the faster has just become the owner.
 */
async function removeStale(file: string, stale: Owner | undefined): Promise<void> {
  // Perhaps created this moment and not yet written: it gets time before it counts as broken.
  if (!stale) await pause(200);
  if (stale?.database && stale.host === hostname()) await endOrphan(stale.database);
  const lock = `${file}.takeover`;
  if (!(await takeLock(lock))) return pause(20);
  try {
    const present = await readOwner(file);
    if (JSON.stringify(present) === JSON.stringify(stale)) await rm(file, { force: true });
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

/** A folder, since making one fails when it is there. One that was left by a crash goes after a while. */
async function takeLock(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    const { mtimeMs } = await stat(lock).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > 10_000) await rm(lock, { recursive: true, force: true });
    return false;
  }
}

async function endOrphan({ pid, startedAt }: { pid: number; startedAt: string }): Promise<void> {
  const deadline = performance.now() + ORPHAN_MS;
  while (isSameProcess(pid, startedAt)) {
    // Without a start time it could be anybody by now: then it is left alone.
    if (performance.now() > deadline && startedAt !== "") process.kill(pid, "SIGKILL");
    await pause(50);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

function claimOf(file: string, first: Owner): Claim {
  let owner = first;
  return {
    update: async (changes) => {
      owner = { ...owner, ...changes };
      await writeFile(`${file}.new`, JSON.stringify(owner), { mode: 0o600 });
      await rename(`${file}.new`, file);
    },
    touch: () => utimes(file, new Date(), new Date()).catch(() => undefined),
    release: () => rm(file, { force: true }),
  };
}
