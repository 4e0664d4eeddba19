import type { ByteSource, Reading } from "./byte-source.ts";
import type { JoinedCells } from "./reader.ts";
import { columnOf } from "./xlsx-rows.ts";
import { readXml } from "./xml-events.ts";

const MOST_JOINED = 20_000;

/** The cells of a worksheet part that are joined downwards; they stand behind its rows. */
export async function readJoined(source: ByteSource, reading: Reading): Promise<JoinedCells[]> {
  const found: JoinedCells[] = [];
  const handlers = {
    open: (name: string, attributes: Readonly<Record<string, string>>): void => {
      if (name !== "mergeCell" || found.length >= MOST_JOINED) return;
      const joined = joinedAt(attributes["ref"] ?? "");
      if (joined) found.push(joined);
    },
    close: (): void => undefined,
    text: (): void => undefined,
  };
  for await (const _ of readXml(source, { format: "xlsx", handlers }, reading)) continue;
  return found;
}

/** `G4:G5`; `null` for what is joined sideways alone. */
function joinedAt(reference: string): JoinedCells | null {
  const [first = "", last = ""] = reference.split(":");
  const [column, firstLine, lastLine] = [columnOf(first), lineOf(first), lineOf(last)];
  return column === null || lastLine <= firstLine ? null : { column, firstLine, lastLine };
}

const lineOf = (cell: string): number => Number(/\d+$/.exec(cell)?.[0] ?? 0);
