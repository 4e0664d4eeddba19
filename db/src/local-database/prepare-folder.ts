import { mkdir, open, readdir, readFile, rename, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { fail, ok, type Result } from "@onegrid/core/result";
import { errorCode } from "../system-error.ts";
import { openEngine } from "./engine.ts";
import { simpleQuery } from "./wire-messages.ts";

/** Why a data folder cannot be opened; `detail` is for the log. */
export interface FolderRefusal {
  readonly code:
    "db.disk-full" | "db.folder-unreadable" | "db.folder-version" | "db.folder-corrupt";
  readonly folder: string;
  readonly detail: string;
}

export const IN_MEMORY = "memory://";
const POSTGRES_MAJOR = "18";
/** Two segments of PostgreSQL's log and room to write one. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024;
const CACHE = new URL("../../../.cache/", import.meta.url);

/**
 * Makes sure that `<dataDir>/cluster` is a complete data folder. It is made beside its place and
 * moved there in one step: a first start that is killed leaves nothing half-made behind.
 */
export async function prepareFolder(dataDir: string): Promise<Result<string, FolderRefusal>> {
  const cluster = join(dataDir, "cluster");
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const free = await freeBytes(dataDir);
    if (free < LEAST_FREE_BYTES) return refuse("db.disk-full", dataDir, `${free} bytes free`);
    const version = await readVersion(cluster);
    if (version === undefined) await createCluster(dataDir, cluster);
    else if (version === "") return refuse("db.folder-corrupt", dataDir, "PG_VERSION is missing");
    else if (version !== POSTGRES_MAJOR)
      return refuse("db.folder-version", dataDir, `made by PostgreSQL ${version}`);
    return ok(cluster);
  } catch (error) {
    return fail(explainFault(error, dataDir));
  }
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Whether the database can go on writing there; it crashes as often as it says that it cannot. */
export const hasRoom = async (folder: string): Promise<boolean> =>
  folder === IN_MEMORY || (await freeBytes(folder)) >= LEAST_FREE_BYTES;

const refuse = (code: FolderRefusal["code"], folder: string, detail: string) =>
  fail<FolderRefusal>({ code, folder, detail });

/** What a fault while opening means for the one who started us. */
export function explainFault(error: unknown, folder: string): FolderRefusal {
  const code = errorCode(error);
  const detail = String(error);
  if (code === "ENOSPC" || /no space left/i.test(detail))
    return { code: "db.disk-full", folder, detail };
  if (code && ["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "EIO"].includes(code))
    return { code: "db.folder-unreadable", folder, detail };
  return { code: "db.folder-corrupt", folder, detail };
}

/** `undefined`: there is no folder. Empty: there is one, but nothing says that PostgreSQL made it. */
async function readVersion(cluster: string): Promise<string | undefined> {
  try {
    await readdir(cluster);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
  return readFile(join(cluster, "PG_VERSION"), "utf8").then(
    (text) => text.trim(),
    () => "",
  );
}

async function createCluster(dataDir: string, cluster: string): Promise<void> {
  const unfinished = join(dataDir, "cluster.new");
  await rm(unfinished, { recursive: true, force: true });
  const engine = await openEngine(unfinished, await loadTemplate());
  await engine.run(simpleQuery("checkpoint"));
  await engine.close();
  // PostgreSQL syncs what it writes itself; the files of the template it has only read.
  const entries = await readdir(unfinished, { recursive: true });
  for (const entry of entries) await sync(join(unfinished, entry));
  await rename(unfinished, cluster);
  await sync(dataDir);
}

async function sync(path: string): Promise<void> {
  const file = await open(path, "r");
  await file.sync().finally(() => file.close());
}

/**
 * An empty data folder with PostGIS in it, as a tar file. Making one takes seconds, so it is kept in
 * `.cache`, under the versions that made it; where that cannot be written it is made each time.
 */
export async function loadTemplate(): Promise<Blob> {
  const file = new URL(`${await templateName()}.tar.gz`, CACHE);
  const kept = await readFile(file).catch(() => undefined);
  if (kept) return new Blob([await promisify(gunzip)(kept)]);
  const template = await makeTemplate();
  const packed = await promisify(gzip)(await template.arrayBuffer(), { level: 1 });
  await keep(file, packed).catch(() => undefined);
  return template;
}

async function templateName(): Promise<string> {
  const manifest = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(manifest);
  const version = (name: string): string => dependencies[`@electric-sql/${name}`] ?? "unknown";
  return `pglite-${version("pglite")}-postgis-${version("pglite-postgis")}`;
}

async function makeTemplate(): Promise<Blob> {
  const { PGlite } = await import("@electric-sql/pglite");
  const { postgis } = await import("@electric-sql/pglite-postgis");
  const database = await PGlite.create({ dataDir: IN_MEMORY, extensions: { postgis } });
  await database.exec("create extension postgis; checkpoint");
  const template = await database.dumpDataDir("none");
  await database.close();
  return template;
}

async function keep(file: URL, packed: Uint8Array): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const unfinished = new URL(`${file.href}.${process.pid}`);
  await writeFile(unfinished, packed);
  await rename(unfinished, file);
}
