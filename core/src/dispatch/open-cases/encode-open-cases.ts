import { CASE_LEVELS, CASE_STATES, SEVERITIES } from "../model/model.ts";
import { writeAsciiJson } from "./ascii-json.ts";
import { writePlanes } from "./byte-planes.ts";
import type { OpenCase } from "./open-case.ts";
import {
  COLUMNS,
  DEGREE_PARTS,
  ID_BYTES,
  MAGIC,
  NO_WORD,
  NONE,
  PREAMBLE_BYTES,
  SECOND_MS,
  type ColumnName,
  type OpenCasesHead,
  type WrittenHead,
} from "./open-cases-layout.ts";

/**
 * Open cases as bytes: 51 a case before packing. Times are kept
 * to the second, places to the centimetre.
 */
export function encodeOpenCases(
  cases: readonly OpenCase[],
  head: OpenCasesHead,
): Uint8Array<ArrayBuffer> {
  const sorted = cases.toSorted((a, b) => b.reportedAt - a.reportedAt || (a.id < b.id ? -1 : 1));
  const words = {
    categories: new Words(sorted.map(({ categoryId }) => categoryId)),
    communities: new Words(sorted.map(({ communityId }) => communityId)),
    assignees: new Words(sorted.map(({ assigneeId }) => assigneeId)),
    grids: new Words([
      ...head.grids.map(({ id }) => id),
      ...sorted.map(({ gridVersionId }) => gridVersionId),
    ]),
  };
  const known = new Map(head.grids.map((grid) => [grid.id, grid]));
  const hasUuids = sorted.every(({ id }) => UUID.test(id));
  const written: WrittenHead = {
    ...head,
    grids: words.grids.list.map((id) => known.get(id) ?? { id, name: "", center: null }),
    count: sorted.length,
    categories: words.categories.list,
    communities: words.communities.list,
    assignees: words.assignees.list,
    ...(hasUuids ? {} : { ids: sorted.map(({ id }) => id) }),
  };
  const columns = columnsOf(sorted, words);
  return join(written, hasUuids ? uuidBytes(sorted) : new Uint8Array(0), columns);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

class Words {
  readonly list: readonly string[];
  readonly #places: ReadonlyMap<string, number>;

  constructor(values: readonly (string | null)[]) {
    this.list = [...new Set(values.filter((value) => value !== null))];
    if (this.list.length >= NO_WORD) throw new Error(`${this.list.length} words in one column`);
    this.#places = new Map(this.list.map((word, at) => [word, at]));
  }

  at(word: string | null): number {
    return word === null ? NO_WORD : (this.#places.get(word) ?? NO_WORD);
  }
}

interface AllWords {
  readonly categories: Words;
  readonly communities: Words;
  readonly assignees: Words;
  readonly grids: Words;
}

/** The second in which an instant lies; a limit that has begun to be late is late. */
const seconds = (at: number): number => Math.ceil(at / SECOND_MS);

const degrees = (value: number | undefined): number =>
  value === undefined ? NONE : Math.round(value * DEGREE_PARTS);

function columnsOf(
  cases: readonly OpenCase[],
  words: AllWords,
): Readonly<Record<ColumnName, readonly number[]>> {
  const reported = cases.map(({ reportedAt }) => Math.floor(reportedAt / SECOND_MS));
  return {
    lng: cases.map(({ position }) => degrees(position?.[0])),
    lat: cases.map(({ position }) => degrees(position?.[1])),
    reported: reported.map((at, row) => (row === 0 ? at : (reported[row - 1] ?? 0) - at)),
    due: cases.map(({ dueAt }, row) =>
      dueAt === null ? NONE : seconds(dueAt) - (reported[row] ?? 0),
    ),
    soon: cases.map(({ dueAt, soonAt }) =>
      dueAt === null || soonAt === null ? NONE : seconds(dueAt) - seconds(soonAt),
    ),
    version: cases.map(({ version }) => version),
    category: cases.map(({ categoryId }) => words.categories.at(categoryId)),
    community: cases.map(({ communityId }) => words.communities.at(communityId)),
    grid: cases.map(({ gridVersionId }) => words.grids.at(gridVersionId)),
    assignee: cases.map(({ assigneeId }) => words.assignees.at(assigneeId)),
    state: cases.map(({ state }) => CASE_STATES.indexOf(state)),
    level: cases.map(({ level }) => CASE_LEVELS.indexOf(level)),
    severity: cases.map(({ severity }) => SEVERITIES.indexOf(severity)),
  };
}

function uuidBytes(cases: readonly OpenCase[]): Uint8Array {
  const bytes = new Uint8Array(cases.length * ID_BYTES);
  for (const [row, { id }] of cases.entries()) {
    const digits = id.replaceAll("-", "");
    for (let at = 0; at < ID_BYTES; at += 1)
      bytes[row * ID_BYTES + at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  }
  return bytes;
}

function join(
  head: WrittenHead,
  ids: Uint8Array,
  columns: Readonly<Record<ColumnName, readonly number[]>>,
): Uint8Array<ArrayBuffer> {
  const text = writeAsciiJson(head);
  const rowBytes = COLUMNS.reduce((sum, [, width]) => sum + width, 0);
  const bytes = new Uint8Array(PREAMBLE_BYTES + text.length + ids.length + head.count * rowBytes);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint32(MAGIC.length, text.length, true);
  bytes.set(text, PREAMBLE_BYTES);
  let at = PREAMBLE_BYTES + text.length;
  bytes.set(ids, at);
  at += ids.length;
  for (const [name, width] of COLUMNS) {
    const next = at + head.count * width;
    writePlanes(columns[name], width, bytes.subarray(at, next));
    at = next;
  }
  return bytes;
}
