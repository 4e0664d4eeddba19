import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { backUp } from "@onegrid/db/backup";
import { CommandProblem } from "../command-problem.ts";
import { withStore } from "../open-store.ts";
import { say } from "../terminal.ts";

/** Writes beside its place and moves it there when it is whole. */
export async function runBackup(out: string | undefined): Promise<void> {
  const now = new Date();
  const path = out ?? `onegrid-${stamp(now)}.backup.gz`;
  const unfinished = `${path}.part`;
  try {
    const rows = await withStore({ ifInUse: "join" }, async (db) => {
      const gzip = createGzip({ level: 6 });
      // It holds password hashes: nobody else's to read.
      const file = gzip.pipe(createWriteStream(unfinished, { mode: 0o600 }));
      const written = finished(file);
      const count = await Promise.race([
        backUp(db, {
          now,
          write: async (text) => {
            if (!gzip.write(text)) await once(gzip, "drain");
          },
        }),
        // A disk that is full ends it at once.
        written.then(() => Promise.reject(new Error("the file ended before the store"))),
      ]);
      gzip.end();
      await written;
      return count;
    });
    await rename(unfinished, path);
    const { size } = await stat(path);
    const megabytes = (size / 1e6).toFixed(1);
    say(
      `已备份 ${rows} 行到 ${path}（${megabytes} MB）。它含有账号信息，请妥善保管。`,
      `Backed up ${rows} rows to ${path} (${megabytes} MB). It holds accounts: keep it safe.`,
    );
  } catch (error) {
    await rm(unfinished, { force: true });
    throw asProblem(error, path);
  }
}

/** `20261120-1000` in local time. */
const stamp = (now: Date): string =>
  new Date(now.getTime() - now.getTimezoneOffset() * 60_000)
    .toISOString()
    .slice(0, 16)
    .replaceAll(/[-:]/g, "")
    .replace("T", "-");

const UNWRITABLE = new Set(["ENOSPC", "ENOENT", "EACCES", "EPERM", "EISDIR", "EROFS", "ENOTDIR"]);

function asProblem(error: unknown, path: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!UNWRITABLE.has(code)) return error;
  return new CommandProblem([
    {
      code: "backup.unwritable",
      object: path,
      place: "",
      reason: [`无法写入（${code}）。`, `It cannot be written (${code}).`],
      advice: ["请用 --out 指定有空间、可写的位置。", "Name a place with room with --out."],
    },
  ]);
}
