import { constants } from "node:fs";
import { access, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { CommandProblem } from "../command-problem.ts";

/** Refuses, before any work, files whose folder is missing or cannot be written. */
export async function refuseUnwritable(paths: readonly (string | undefined)[]): Promise<void> {
  for (const path of paths) {
    if (path === undefined) continue;
    const isWritable = await access(dirname(path), constants.W_OK).then(
      () => true,
      () => false,
    );
    if (isWritable) continue;
    throw new CommandProblem([
      {
        code: "division.file-unwritable",
        object: path,
        place: dirname(path),
        reason: ["目录不存在或不能写入。", "Its folder is missing or cannot be written."],
        advice: ["请先建立目录，或换一个路径。", "Make the folder first, or name another path."],
      },
    ]);
  }
}

/** All or none: each is written beside its place first, then all are moved there. */
export async function writeFiles(
  files: readonly (readonly [string | undefined, string])[],
): Promise<void> {
  const named = files.flatMap(([path, text]) => (path === undefined ? [] : [{ path, text }]));
  const drafts = named.map(({ path }) => `${path}.${process.pid}.part`);
  try {
    for (const [i, { text }] of named.entries()) await writeFile(drafts[i] ?? "", text);
    for (const [i, { path }] of named.entries()) await rename(drafts[i] ?? "", path);
  } finally {
    for (const draft of drafts) await rm(draft, { force: true });
  }
}
