import { sql } from "kysely";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import {
  connect,
  migrate,
  onGeosFailure,
  startLocalDatabase,
  type Db,
  type LocalDatabase,
} from "../src/index.ts";
import { SEEN_TABLES } from "../src/second-wall.ts";
import { emptyTables, rememberMigratedRows } from "./empty-tables.ts";

declare module "vitest" {
  interface ProvidedContext {
    databaseUrl: string;
  }
}

/** Vitest calls this once a run: one migrated database for all test files, which take turns. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Not DATABASE_URL: a test run must never empty a database that somebody works in.
  const server = process.env["TEST_DATABASE_URL"] || undefined;
  const local = server ? undefined : await startLocal();
  const url = server ?? local?.url ?? "";

  const db = connect(url);
  if (server) {
    await sql`drop schema if exists public, migrated cascade`.execute(db);
    await sql`create schema public`.execute(db);
  }
  await migrate(db);
  await rememberMigratedRows(db);
  await db.destroy();

  project.provide("databaseUrl", url);
  return async () => local?.stop();
}

async function startLocal(): Promise<LocalDatabase> {
  const started = await startLocalDatabase("memory://");
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  return started.value;
}

/** A connection to the migrated database, with nothing in it but what the migrations put there. */
export async function openTestDatabase(): Promise<Db> {
  const db = connect(inject("databaseUrl"));
  await emptyTables(db);
  return db;
}

/** Does something while the second wall's policies are down: what a test needs to see that they hold. */
export async function withoutPolicies<T>(db: Db, work: () => Promise<T>): Promise<T> {
  const all = async (verb: "disable" | "enable"): Promise<void> => {
    for (const table of SEEN_TABLES.GUARDED_TABLES)
      await sql`alter table ${sql.table(table)} ${sql.raw(verb)} row level security`.execute(db);
  };
  await all("disable");
  try {
    return await work();
  } finally {
    await all("enable");
  }
}

// Such a failure can be noticed by the next query, on another connection: no test may go on after it.
onGeosFailure((failure) => {
  queueMicrotask(() => {
    throw failure;
  });
});
