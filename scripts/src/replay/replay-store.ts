import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { migrate, openDatabase, type Db } from "@onegrid/db";
import { isEmpty } from "@onegrid/db/organisation";
import { CommandProblem } from "../command-problem.ts";
import { refusalText } from "../refusal-text.ts";

/** Where the made district lies: a server's database, a folder that stays, or one that goes afterwards. */
export interface StorePlace {
  readonly databaseUrl: string | undefined;
  readonly keep: string | undefined;
}

const LONGEST_QUERY_MS = 10 * 60_000;

/** Opens an empty store: a rehearsal makes people and cases up, which belong among no others. */
export async function withReplayStore<T>(
  { databaseUrl, keep }: StorePlace,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const folder =
    keep === undefined ? await mkdtemp(join(tmpdir(), "onegrid-replay-")) : resolve(keep);
  await mkdir(folder, { recursive: true });
  const opened = await openDatabase({
    databaseUrl,
    dataDir: join(folder, "database"),
    queryTimeoutMs: LONGEST_QUERY_MS,
  });
  if (!opened.ok) {
    const words = refusalText(opened.error);
    throw new CommandProblem([
      {
        code: opened.error.code,
        object: databaseUrl === undefined ? folder : "DATABASE_URL",
        place: "",
        reason: [words, words],
        advice: ["", ""],
      },
    ]);
  }
  const { db, close } = opened.value;
  try {
    await migrate(db);
    if (!(await isEmpty(db, "area"))) throw new CommandProblem([notEmpty(databaseUrl, folder)]);
    return await work(db);
  } finally {
    await close();
    if (keep === undefined) await rm(folder, { recursive: true, force: true });
  }
}

const notEmpty = (databaseUrl: string | undefined, folder: string) => ({
  code: "replay.store-not-empty",
  object: databaseUrl === undefined ? folder : "DATABASE_URL",
  place: "",
  reason: [
    "库里已有数据：回放会生成人员和案件，不能和真实数据混在一起。",
    "The store holds data: a replay makes people and cases up, which must not mix with real ones.",
  ] as const,
  advice: [
    "请指定一个空库，或不设 DATABASE_URL 和 --keep，用临时库。",
    "Name an empty one, or none at all: without DATABASE_URL and --keep a temporary one is used.",
  ] as const,
});
