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
import { areRowsKept, keepRows, KEPT_SCHEMA, putBackRows } from "./kept-rows.ts";

declare module "vitest" {
  interface ProvidedContext {
    databaseUrl: string;
    /** Whether everybody is asked at every door, and as often as is promised: `npm run soak`. */
    readonly isLongRun: boolean;
  }
}

/** What the migrations put into the tables. */
const MIGRATED = "migrated";

/** Vitest calls this once a run: one migrated database for all test files, which take turns. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Not DATABASE_URL: a test run must never empty a database that somebody works in.
  const server = process.env["TEST_DATABASE_URL"] || undefined;
  const local = server ? undefined : await startLocal();
  const url = server ?? local?.url ?? "";

  const db = connect(url);
  if (server) {
    await sql`drop schema if exists public, ${sql.id(KEPT_SCHEMA)} cascade`.execute(db);
    await sql`create schema public`.execute(db);
  }
  await migrate(db);
  await keepRows(db, MIGRATED);
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
  await putBackRows(db, MIGRATED);
  return db;
}

/**
 * A connection to a database that was filled in one way. What `fill` makes is made once in a run, and
 * copied for every test file after that: it must be the same each time.
 */
export async function openFilledDatabase(
  name: string,
  fill: (db: Db) => Promise<unknown>,
): Promise<Db> {
  const db = connect(inject("databaseUrl"));
  if (!(await areRowsKept(db, name))) {
    await putBackRows(db, MIGRATED);
    await fill(db);
    await keepRows(db, name);
  }
  // The first file too gets the copy: a test must not depend on which file that is.
  await putBackRows(db, name);
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
