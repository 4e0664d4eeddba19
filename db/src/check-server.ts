import { sql } from "kysely";
import type { Db } from "./connect.ts";
import { ensureReaderRole } from "./second-wall.ts";

/** Why a database server cannot be used. `host` is the address without user and password. */
export type ServerRefusal =
  | { readonly code: "db.unreachable"; readonly host: string; readonly detail: string }
  | { readonly code: "db.server-too-old"; readonly host: string; readonly version: string }
  | { readonly code: "db.postgis-missing"; readonly host: string; readonly detail: string }
  | { readonly code: "db.postgis-too-old"; readonly host: string; readonly version: string }
  | { readonly code: "db.reader-role-missing"; readonly host: string; readonly detail: string };

const LEAST_POSTGRES = 15;
const LEAST_POSTGIS = [3, 3] as const;

/** `undefined` when it will do: PostgreSQL 15 and PostGIS 3.3 at least; the extension is made when missing. */
export async function checkServer(db: Db, url: string): Promise<ServerRefusal | undefined> {
  const host = hostOf(url);
  try {
    const { rows } = await sql<{ number: number; version: string }>`
      select current_setting('server_version_num')::int as number,
        current_setting('server_version') as version`.execute(db);
    const [server] = rows;
    if (!server || Math.floor(server.number / 10_000) < LEAST_POSTGRES)
      return { code: "db.server-too-old", host, version: server?.version ?? "" };
  } catch (error) {
    return { code: "db.unreachable", host, detail: String(error) };
  }
  return checkPostgis(db, host);
}

async function checkPostgis(db: Db, host: string): Promise<ServerRefusal | undefined> {
  try {
    // Asked first: `create extension` wants rights that an account may lack, even when there is nothing to do.
    if ((await postgisVersion(db)) === undefined) await sql`create extension postgis`.execute(db);
  } catch (error) {
    return { code: "db.postgis-missing", host, detail: String(error) };
  }
  const version = (await postgisVersion(db)) ?? "";
  if (isOldPostgis(version)) return { code: "db.postgis-too-old", host, version };
  return checkReaderRole(db, host);
}

/** The second wall stands on a role: one that may not make it needs to be given it. */
async function checkReaderRole(db: Db, host: string): Promise<ServerRefusal | undefined> {
  try {
    await ensureReaderRole(db);
    return undefined;
  } catch (error) {
    return { code: "db.reader-role-missing", host, detail: String(error) };
  }
}

async function postgisVersion(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ extversion: string }>`
    select extversion from pg_extension where extname = 'postgis'`.execute(db);
  return rows[0]?.extversion;
}

/** `3.10.1` is newer than `3.3`: by number, not by letter. */
export function isOldPostgis(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < LEAST_POSTGIS[0] || (major === LEAST_POSTGIS[0] && minor < LEAST_POSTGIS[1]);
}

function hostOf(url: string): string {
  try {
    const { host, pathname, searchParams } = new URL(url);
    return `${searchParams.get("host") ?? host}${pathname}`;
  } catch {
    return "an address that cannot be read";
  }
}
