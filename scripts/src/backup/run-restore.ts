import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { Db } from "@onegrid/db";
import { restore, type RestoreRefusal } from "@onegrid/db/backup";
import { countUnreadableContacts, installationSecretBox, type Config } from "@onegrid/server";
import { CommandProblem, type ProblemText } from "../command-problem.ts";
import { withStore } from "../open-store.ts";
import { say } from "../terminal.ts";

/** Fills the store that the environment names; it must be empty and not in use. */
export async function runRestore(from: string): Promise<void> {
  say(`正在恢复 ${from}…`, `Restoring ${from}…`);
  const outcome = await withStore({ ifInUse: "refuse" }, async (db, config) => {
    try {
      const restored = await restore(db, linesOf(from));
      if (restored.ok) await tellUnreadable(db, config);
      return restored;
    } catch (error) {
      throw asProblem(error, from);
    }
  });
  if (!outcome.ok) throw new CommandProblem([problemOf(outcome.error, from)]);
  const { rows, at } = outcome.value;
  say(
    `已恢复 ${rows} 行，备份时间 ${at}。每个人需要重新登录。`,
    `Restored ${rows} rows as of ${at}. Everybody signs in anew.`,
  );
}

/** Contacts go into a backup as they are kept, sealed: another key does not open them. */
async function tellUnreadable(db: Db, config: Config): Promise<void> {
  const { kept, unreadable } = await countUnreadableContacts(db, installationSecretBox(config));
  if (unreadable === 0) return;
  say(
    `注意：${kept} 条报案人联系方式中有 ${unreadable} 条无法用当前密钥打开。请把原数据目录中的 secret.key 复制过来，或用 ONEGRID_SECRET_KEY 指定原密钥。`,
    `Note: the present key does not open ${unreadable} of ${kept} contacts of reporters. Copy secret.key from the former data folder, or give the former key with ONEGRID_SECRET_KEY.`,
  );
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const gunzip = createGunzip();
  // `pipe` hands no error on.
  file.on("error", (error) => gunzip.destroy(error));
  yield* createInterface({ input: file.pipe(gunzip), crlfDelay: Infinity });
}

const SENTENCES: Readonly<Record<RestoreRefusal["code"], Pick<ProblemText, "reason" | "advice">>> =
  {
    "backup.not-a-backup": {
      reason: ["它不是 OneGrid 的备份。", "It is no backup of OneGrid."],
      advice: [
        "请选择 backup 命令写出的文件。",
        "Name a file that the backup command has written.",
      ],
    },
    "backup.newer": {
      reason: ["它由更新的版本写成。", "It was written by a later version."],
      advice: ["请先升级程序。", "Bring the program up to date first."],
    },
    "backup.store-not-empty": {
      reason: ["目标库里已有数据，没有改动。", "The store already holds data; it was not touched."],
      advice: [
        "请用 ONEGRID_DATA 指定新目录，或用 DATABASE_URL 指定空的数据库。",
        "Name a new folder with ONEGRID_DATA, or an empty database with DATABASE_URL.",
      ],
    },
    "backup.cut-off": {
      reason: ["文件不完整，没有恢复任何内容。", "The file is cut off; nothing was restored."],
      advice: ["请重新复制，或换一份备份。", "Copy it again, or take another backup."],
    },
    "backup.damaged": {
      reason: [
        "文件内容与校验值不符，没有恢复任何内容。",
        "The file is not what was written; nothing was restored.",
      ],
      advice: ["请换一份备份。", "Take another backup."],
    },
  };

const problemOf = (refusal: RestoreRefusal, from: string): ProblemText => ({
  code: refusal.code,
  object: from,
  place: "line" in refusal ? `${refusal.line}` : "",
  ...SENTENCES[refusal.code],
});

/** What the file system and gzip say. */
function asProblem(error: unknown, from: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT" || code === "EACCES" || code === "EISDIR")
    return new CommandProblem([
      {
        code: "backup.unreadable",
        object: from,
        place: "",
        reason: [`无法读取（${code}）。`, `It cannot be read (${code}).`],
        advice: ["请检查路径和权限。", "Check the path and its rights."],
      },
    ]);
  if (code === "Z_BUF_ERROR")
    return new CommandProblem([problemOf({ code: "backup.cut-off" }, from)]);
  if (code.startsWith("Z_"))
    return new CommandProblem([problemOf({ code: "backup.not-a-backup" }, from)]);
  return error;
}
