import { CASE_LEVELS, CASE_STATES, HANDLING_STEPS, SEVERITIES } from "../model/model.ts";
import { readPlanes } from "../open-cases/byte-planes.ts";
import { NONE, SECOND_MS } from "../open-cases/open-cases-layout.ts";
import { PREAMBLE_BYTES } from "../open-cases/packed-file.ts";
import { readUuids, UUID_BYTES } from "../open-cases/uuid-planes.ts";
import {
  COLUMNS,
  DEGREE_PARTS,
  MAGIC,
  NO_STEP,
  REHEARSAL,
  RUNNING,
  type ColumnName,
  type WrittenBoard,
} from "./past-board-layout.ts";
import type { PastBoard, PastCase } from "./past-board.ts";

/**
 * Reads what `encodePastBoard` wrote; `readText` reads UTF-8. @throws when the bytes are something
 * else, or cut short.
 */
export function decodePastBoard(
  bytes: Uint8Array,
  readText: (bytes: Uint8Array) => string,
): PastBoard {
  if (MAGIC.some((byte, at) => bytes[at] !== byte)) throw new Error("this is no past board");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headEnd = PREAMBLE_BYTES + view.getUint32(MAGIC.length, true);
  const read: unknown = JSON.parse(readText(bytes.subarray(PREAMBLE_BYTES, headEnd)));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the layout that was just asked for
  const head = read as WrittenBoard;
  const { instant, hasMore, pending, onDuty, count } = head;
  const idsEnd = headEnd + (head.ids ? 0 : count * UUID_BYTES);
  const ids = head.ids ?? readUuids(bytes.subarray(headEnd, idsEnd));
  const columns = readColumns(bytes.subarray(idsEnd), count);
  const cases = ids.map((id, row) => caseAt(id, { head, columns, row }));
  return { instant, cases, hasMore, pending, onDuty };
}

type Columns = Readonly<Record<ColumnName, Int32Array>>;

function readColumns(bytes: Uint8Array, count: number): Columns {
  let at = 0;
  const entries = COLUMNS.map(([name, width]) => {
    const next = at + count * width;
    if (next > bytes.length) throw new Error(`a past board is cut short in column ${name}`);
    const values = readPlanes(bytes.subarray(at, next), width);
    at = next;
    return [name, values] as const;
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each name
  return Object.fromEntries(entries) as Record<ColumnName, Int32Array>;
}

interface Row {
  readonly head: WrittenBoard;
  readonly columns: Columns;
  readonly row: number;
}

const moment = (seconds: number, ms: number, begin = 0): number => begin + seconds * SECOND_MS + ms;

function caseAt(id: string, { head, columns, row }: Row): PastCase {
  const of = (name: ColumnName): number => columns[name][row] ?? NONE;
  const oneOf = <T extends string>(words: readonly T[], name: ColumnName): T => {
    const word = words[of(name)];
    if (word === undefined) throw new Error(`column ${name} holds no word in row ${row}`);
    return word;
  };
  const reportedAt = moment(of("reported"), of("reportedMs"));
  const later = (name: "yellow" | "due"): number | null =>
    of(name) === NONE ? null : moment(of(name), of(`${name}Ms`), reportedAt);
  const flags = of("flags");
  const unitId = head.units[of("unit")] ?? null;
  const memberId = head.members[of("member")] ?? null;
  return {
    id,
    number: head.numbers[row] ?? "",
    version: of("version"),
    state: oneOf(CASE_STATES, "state"),
    step: of("step") === NO_STEP ? null : oneOf(HANDLING_STEPS, "step"),
    level: oneOf(CASE_LEVELS, "level"),
    categoryId: oneOf(head.categories, "category"),
    severity: oneOf(SEVERITIES, "severity"),
    place: {
      position: of("lng") === NONE ? null : [of("lng") / DEGREE_PARTS, of("lat") / DEGREE_PARTS],
      address: oneOf(head.addresses, "address"),
      communityId: head.communities[of("community")] ?? null,
    },
    reportedAt,
    updatedAt: moment(of("updated"), of("updatedMs"), reportedAt),
    assignee: unitId === null && memberId === null ? null : { unitId, memberId },
    assigneeName: head.names[of("name")] ?? null,
    isRehearsal: (flags & REHEARSAL) !== 0,
    isRunning: (flags & RUNNING) !== 0,
    yellowAt: later("yellow"),
    dueAt: later("due"),
  };
}
