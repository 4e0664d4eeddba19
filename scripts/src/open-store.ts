import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDatabase, type Db } from "@onegrid/db";
import { readConfig, type Config } from "@onegrid/server";
import { CommandProblem } from "./command-problem.ts";
import { refusalText } from "./refusal-text.ts";

const LONGEST_QUERY_MS = 30 * 60_000;

interface StoreOptions {
  /** `join`: the store of the running product when it runs; `refuse`: nobody else may have it open. */
  readonly ifInUse: "join" | "refuse";
}

/** Opens the store that the environment names, never as a second writer on one folder. */
export async function withStore<T>(
  { ifInUse }: StoreOptions,
  work: (db: Db, config: Config) => Promise<T>,
): Promise<T> {
  const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
  const { config } = readConfig(process.env, root);
  const opened = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataDir: `${config.dataDir}/database`,
    ifInUse,
    queryTimeoutMs: LONGEST_QUERY_MS,
  });
  if (!opened.ok) {
    const words = refusalText(opened.error);
    const reason = [words, words] as const;
    throw new CommandProblem([
      { code: opened.error.code, object: config.dataDir, place: "", reason, advice: ["", ""] },
    ]);
  }
  try {
    return await work(opened.value.db, config);
  } finally {
    await opened.value.close();
  }
}
