import type { Db } from "../src/index.ts";
import { recordingDatabase } from "./recording-database.ts";

/** One query of a capability, called with the least it needs; rows for those that stop on none. */
export interface RecordedQuery {
  readonly ask: (db: Db) => unknown;
  readonly answers?: readonly unknown[];
}

/**
 * The statements of a capability as a text to review. A function that the
 * capability exports and nobody asks is a fault: its SQL would never be looked at.
 */
export async function recordQueries(
  capability: Readonly<Record<string, unknown>>,
  queries: Readonly<Record<string, RecordedQuery>>,
): Promise<string> {
  const exported = Object.keys(capability).filter((name) => typeof capability[name] === "function");
  const forgotten = exported.filter((name) => !(name in queries));
  if (forgotten.length > 0) throw new Error(`not recorded: ${forgotten.join(", ")}`);
  const parts: string[] = [];
  for (const [name, { ask, answers = [] }] of Object.entries(queries)) {
    const { db, statements } = recordingDatabase(...answers);
    await ask(db);
    if (statements.length > 0) parts.push(`-- ${name}`, ...statements.map(inLines));
  }
  return `${parts.join("\n\n")}\n`;
}

/** The builder writes one long line: a clause a line is easier to read and to compare. */
const inLines = (statement: string): string =>
  `${
    statement.includes("\n")
      ? outdent(statement.trim())
      : statement.replaceAll(
          / (from|inner join|left join|where|group by|having|order by|limit|set|values|on conflict|returning|for update)(?= )/g,
          "\n$1",
        )
  };`;

/** Statements are indented by where they stand in the program. */
function outdent(statement: string): string {
  const indents = [...statement.matchAll(/\n( *)\S/g)].map(([, indent = ""]) => indent.length);
  return statement.replaceAll(new RegExp(`\n {${Math.min(...indents)}}`, "g"), "\n");
}
