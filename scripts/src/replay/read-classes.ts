import { findCategory, SEED_BOOK } from "@onegrid/core/dispatch";
import { cellText } from "@onegrid/core/ingest";
import { readRows } from "@onegrid/server/ingest";
import { CommandProblem, type ProblemText } from "../command-problem.ts";
import { refusedFile } from "../ingest/plan-files.ts";

/** A table with a heading: the source's class, then the id of ours. */
export async function readClasses(path: string | undefined): Promise<ReadonlyMap<string, string>> {
  if (path === undefined) return new Map();
  const source = await readRows(path, null);
  if (!source.ok) throw new CommandProblem([refusedFile(path, source.error)]);
  const table = new Map<string, string>();
  const problems: ProblemText[] = [];
  for (const { properties, place } of source.value.rows) {
    const [theirs = "", ours = ""] = Object.values(properties).map(cellText);
    if (findCategory(SEED_BOOK, ours)) table.set(theirs, ours);
    else problems.push(unknownClass(path, `${place.line ?? ""}`, ours));
  }
  if (problems.length > 0) throw new CommandProblem(problems);
  return table;
}

const unknownClass = (path: string, line: string, id: string): ProblemText => ({
  code: "replay.unknown-class",
  object: path,
  place: line,
  reason: [`没有类别 ${id}。`, `There is no class ${id}.`],
  advice: [
    "第二列应是类别编号，如 event.01-02。",
    "The second column has ids of classes, such as event.01-02.",
  ],
});
