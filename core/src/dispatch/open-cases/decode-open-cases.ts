import { readAsciiJson } from "./ascii-json.ts";
import { readPlanes } from "./byte-planes.ts";
import { readSteps } from "./nearby-steps.ts";
import {
  COLUMNS,
  DEGREE_PARTS,
  FRESH_BYTES,
  MAGIC,
  NONE,
  RECALLED,
  SECOND_MS,
  type ColumnName,
  type OpenCasesHead,
  type OpenGrid,
  type WrittenGrid,
  type WrittenHead,
  type WrittenIds,
} from "./open-cases-layout.ts";
import { PREAMBLE_BYTES } from "./packed-file.ts";
import { countFresh, readRecalled } from "./recall.ts";
import { readUuids, UUID_BYTES } from "./uuid-planes.ts";

/** The answer as columns; row by row as `encodeOpenCases` sorted them: the newest report first. */
export interface OpenCases extends OpenCasesHead {
  readonly count: number;
  readonly ids: readonly string[];
  readonly categories: readonly string[];
  readonly communities: readonly string[];
  readonly assignees: readonly string[];
  /** Degrees; NaN where a case has no place. */
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  /** Milliseconds since 1970, in whole seconds; NaN for never. */
  readonly reportedAt: Float64Array;
  readonly dueAt: Float64Array;
  readonly soonAt: Float64Array;
  readonly version: Int32Array;
  /** Places in the lists of words of the same names; 65535 for none. */
  readonly category: Int32Array;
  readonly community: Int32Array;
  readonly grid: Int32Array;
  readonly assignee: Int32Array;
  /** Places in `CASE_STATES`, `CASE_LEVELS`, `SEVERITIES`. */
  readonly state: Int32Array;
  readonly level: Int32Array;
  readonly severity: Int32Array;
}

/** Reads what `encodeOpenCases` wrote. @throws when the bytes are something else, or cut short. */
export function decodeOpenCases(bytes: Uint8Array): OpenCases {
  if (MAGIC.some((byte, at) => bytes[at] !== byte)) throw new Error("these are no open cases");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headBytes = view.getUint32(MAGIC.length, true);
  const parts = new Parts(bytes.subarray(PREAMBLE_BYTES));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the layout that was just asked for
  const written = readAsciiJson(parts.next(headBytes, "head")) as WrittenHead;
  const { ids, gridIds, grids, assignees, ...head } = written;
  const idsOf = ({ uuids, others }: WrittenIds): string[] => [
    ...readUuids(parts.next(uuids * UUID_BYTES, "words")),
    ...others,
  ];
  const gridList = withIds(grids, idsOf(gridIds));
  const assigneeList = idsOf(assignees);
  const uuids = parts.next(ids ? 0 : head.count * UUID_BYTES, "ids");
  const columns = shownColumns(readColumns(parts, head.count));
  return {
    ...head,
    grids: gridList,
    assignees: assigneeList,
    ids: ids ?? readUuids(uuids, columns.reportedAt),
    ...columns,
  };
}

/** The bytes one part after the other. */
class Parts {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  next(length: number, what: string): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new Error(`open cases are cut short in ${what}`);
    const part = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return part;
  }
}

const withIds = (grids: readonly WrittenGrid[], ids: readonly string[]): OpenGrid[] =>
  grids.map(({ name, center }, at) => ({
    id: ids[at] ?? "",
    name,
    center: center && [inDegrees(center[0]), inDegrees(center[1])],
  }));

const inDegrees = (value: number): number => (value === NONE ? NaN : value / DEGREE_PARTS);
const inMs = (value: number): number => (value === NONE ? NaN : value * SECOND_MS);

type Columns = Record<ColumnName, Int32Array>;

function readColumns(parts: Parts, count: number): Columns {
  const columns = new Map<string, Int32Array>();
  for (const [name, width] of COLUMNS)
    columns.set(name, readPlanes(parts.next(count * width, name), width));
  for (const [name, group] of RECALLED) {
    const places = parts.next(count, name);
    const fresh = readPlanes(parts.next(countFresh(places) * FRESH_BYTES, name), FRESH_BYTES);
    columns.set(name, readRecalled(places, fresh, columns.get(group) ?? []));
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each name
  return Object.fromEntries(columns) as Columns;
}

/** The columns in the units of the page. */
function shownColumns({ lng, lat, reported, due, soon, ...same }: Columns) {
  const reportedAt = reportTimes(reported);
  const dueAt = due.map((value, row) => (value === NONE ? NONE : value + (reportedAt[row] ?? 0)));
  return {
    ...same,
    lng: Float64Array.from(readSteps(lng, same.grid), inDegrees),
    lat: Float64Array.from(readSteps(lat, same.grid), inDegrees),
    reportedAt: Float64Array.from(reportedAt, (value) => value * SECOND_MS),
    dueAt: Float64Array.from(dueAt, inMs),
    soonAt: Float64Array.from(soon, (value, row) =>
      value === NONE ? NaN : inMs((dueAt[row] ?? 0) - value),
    ),
  };
}

function reportTimes(steps: Int32Array): Int32Array {
  const times = new Int32Array(steps.length);
  for (let row = 0; row < steps.length; row += 1)
    times[row] = row === 0 ? (steps[0] ?? 0) : (times[row - 1] ?? 0) - (steps[row] ?? 0);
  return times;
}
