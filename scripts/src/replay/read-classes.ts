import { findCategory, type RuleBook } from "@onegrid/core/dispatch";
import { cellText } from "@onegrid/core/ingest";
import { readRows } from "@onegrid/server/ingest";
import { CommandProblem, type ProblemText } from "../command-problem.ts";
import { refusedFile } from "../ingest/plan-files.ts";

/** A row of the table: the source's class, then the id of ours. */
interface GivenClass {
  readonly line: string;
  readonly theirs: string;
  readonly ours: string;
}

export interface GivenClasses {
  readonly path: string;
  readonly rows: readonly GivenClass[];
}

/** A table with a heading: the source's class, then the id of ours. */
export async function readClasses(path: string | undefined): Promise<GivenClasses> {
  if (path === undefined) return { path: "", rows: [] };
  const source = await readRows(path, null);
  if (!source.ok) throw new CommandProblem([refusedFile(path, source.error)]);
  const rows = source.value.rows.map(({ properties, place }) => {
    const [theirs = "", ours = ""] = Object.values(properties).map(cellText);
    return { line: `${place.line ?? ""}`, theirs, ours };
  });
  return { path, rows };
}

/** Ids of ours by the source's words; refused where the book has no such class. */
export function knownClasses(
  { path, rows }: GivenClasses,
  book: RuleBook,
): ReadonlyMap<string, string> {
  const unknown = rows.filter(({ ours }) => !findCategory(book, ours));
  if (unknown.length > 0)
    throw new CommandProblem(unknown.map(({ line, ours }) => unknownClass(path, line, ours)));
  return new Map(rows.map(({ theirs, ours }) => [theirs, ours]));
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
