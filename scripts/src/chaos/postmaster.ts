import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { connect } from "@onegrid/db";
import { sql } from "kysely";
import { portOf } from "./tcp-line.ts";

/** A PostgreSQL server of the runner's own, in a folder that goes with it. */
export interface Postmaster {
  readonly url: string;
  /** Ends it as a power cut would, and starts it again over the same files. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const START_TRIES = 200;
const NOBODY = 65_534;

/** Where PostgreSQL's programs are; `undefined`: they are not on this computer. */
function findPostgres(): string | undefined {
  const packaged = "/usr/lib/postgresql";
  const versions = existsSync(packaged) ? readdirSync(packaged).toSorted().toReversed() : [];
  const folders = [
    ...(process.env["PATH"] ?? "").split(":"),
    ...versions.map((version) => join(packaged, version, "bin")),
  ];
  return folders.find((folder) =>
    ["initdb", "postgres"].every((program) => existsSync(join(folder, program))),
  );
}

/** PostgreSQL refuses to run as root: then it runs as its own account, or as nobody. */
function runAs(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync("/etc/passwd", "utf8"));
  return { uid: Number(line?.[1] ?? NOBODY), gid: Number(line?.[2] ?? NOBODY) };
}

/**
 * Starts one with PostGIS ready for a migration; `undefined` where it cannot be had. Where nobody will
 * kill it, it need not wait for the disk.
 */
export async function startPostmaster(isDurable = true): Promise<Postmaster | undefined> {
  const programs = findPostgres();
  if (programs === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "onegrid-postmaster-"));
  const owner = runAs();
  if (owner) await chown(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const wanted = ["-U", "onegrid", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"];
  const made = spawnSync(join(programs, "initdb"), ["-D", data, ...wanted], {
    ...owner,
    cwd: folder,
  });
  if (made.status !== 0) {
    await rm(folder, { recursive: true, force: true });
    return undefined;
  }
  const port = await freePort();
  const url = `postgres://onegrid@127.0.0.1:${port}/postgres`;
  const given = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", ""];
  if (!isDurable) given.push("-c", "fsync=off");
  const postgres = join(programs, "postgres");
  const start = (): Promise<ChildProcess> =>
    startUntilUp(url, () => spawn(postgres, given, { ...owner, cwd: folder, stdio: "ignore" }));
  let running = await start();
  return {
    url,
    kill: async () => {
      running.kill("SIGKILL");
      await once(running, "exit");
      running = await start();
    },
    stop: async () => {
      running.kill("SIGQUIT");
      await once(running, "exit");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Those that the last one left behind have to be gone first: it is tried until it answers. */
async function startUntilUp(url: string, launch: () => ChildProcess): Promise<ChildProcess> {
  let child = launch();
  for (let tries = 0; tries < START_TRIES; tries += 1) {
    if (child.exitCode !== null) child = launch();
    if (await answers(url)) return child;
    await wait(50);
  }
  throw new Error("PostgreSQL does not start");
}

async function answers(url: string): Promise<boolean> {
  const db = connect(url, { onLost: () => undefined });
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  } finally {
    await db.destroy();
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server);
  server.close();
  await once(server, "close");
  return port;
}
