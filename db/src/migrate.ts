import * as fs from "node:fs/promises";
import * as path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { FileMigrationProvider, Migrator } from "kysely/migration";

import type { Db } from "./connect.ts";
import { seedRules } from "./dispatch/rule-book.ts";
import { raiseSecondWall } from "./second-wall.ts";

const FOLDER = fileURLToPath(new URL("../migrations", import.meta.url));

const provider = new FileMigrationProvider({
  fs,
  path,
  migrationFolder: FOLDER,
  // A drive letter is not a valid import: as an address it works everywhere.
  import: (file) => import(pathToFileURL(file).href),
});

/**
 * Brings the schema up to date, writes the first rule book into a store without one and raises the
 * second wall, or goes up to one migration for a backup of that time. Answers the names of the migrations it ran, oldest first.
 * All of them run in one transaction: after a failure the schema is what it was before.
 * Forward only; a database that knows a migration which this program does not is refused, because
 * an older program must not write into a newer schema.
 */
export async function migrate(db: Db, upTo?: string): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider });
  const { error, results } = await (upTo === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(upTo));
  if (error) {
    const failed = results?.find((result) => result.status === "Error")?.migrationName;
    throw new Error(`migration ${failed ?? "set"} failed`, { cause: error });
  }
  if (upTo === undefined) {
    await seedRules(db);
    await raiseSecondWall(db);
  }
  return (results ?? []).map((result) => result.migrationName);
}

/** Names of all migrations that this program has, oldest first. */
export const knownMigrations = async (): Promise<string[]> =>
  Object.keys(await provider.getMigrations()).toSorted();
