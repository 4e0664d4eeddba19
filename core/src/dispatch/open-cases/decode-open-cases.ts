import { readAsciiJson } from "./ascii-json.ts";
import { readPlanes } from "./byte-planes.ts";
import {
  COLUMNS,
  DEGREE_PARTS,
  ID_BYTES,
  MAGIC,
  NONE,
  PREAMBLE_BYTES,
  SECOND_MS,
  type ColumnName,
  type WrittenHead,
} from "./open-cases-layout.ts";

/** The answer as columns; row by row as `encodeOpenCases` sorted them: the newest report first. */
export interface OpenCases extends Omit<WrittenHead, "ids"> {
  readonly ids: readonly string[];
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
  const headEnd = PREAMBLE_BYTES + view.getUint32(MAGIC.length, true);
  const written = readAsciiJson(bytes.subarray(PREAMBLE_BYTES, headEnd));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the layout that was just asked for
  const { ids, ...head } = written as WrittenHead;
  const idsEnd = headEnd + (ids ? 0 : head.count * ID_BYTES);
  const columns = readColumns(bytes.subarray(idsEnd), head.count);
  const reportedAt = reportTimes(columns.reported);
  const dueAt = columns.due.map((value, row) =>
    value === NONE ? NONE : value + (reportedAt[row] ?? 0),
  );
  return {
    ...head,
    ids: ids ?? uuids(bytes.subarray(headEnd, idsEnd)),
    lng: Float64Array.from(columns.lng, inDegrees),
    lat: Float64Array.from(columns.lat, inDegrees),
    reportedAt: Float64Array.from(reportedAt, (value) => value * SECOND_MS),
    dueAt: Float64Array.from(dueAt, inMs),
    soonAt: Float64Array.from(columns.soon, (value, row) =>
      value === NONE ? NaN : inMs((dueAt[row] ?? 0) - value),
    ),
    version: columns.version,
    category: columns.category,
    community: columns.community,
    grid: columns.grid,
    assignee: columns.assignee,
    state: columns.state,
    level: columns.level,
    severity: columns.severity,
  };
}

const inDegrees = (value: number): number => (value === NONE ? NaN : value / DEGREE_PARTS);
const inMs = (value: number): number => (value === NONE ? NaN : value * SECOND_MS);

function readColumns(bytes: Uint8Array, count: number): Record<ColumnName, Int32Array> {
  let at = 0;
  const entries = COLUMNS.map(([name, width]) => {
    const next = at + count * width;
    if (next > bytes.length) throw new Error(`open cases are cut short in column ${name}`);
    const values = readPlanes(bytes.subarray(at, next), width);
    at = next;
    return [name, values] as const;
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each name
  return Object.fromEntries(entries) as Record<ColumnName, Int32Array>;
}

function reportTimes(steps: Int32Array): Int32Array {
  const times = new Int32Array(steps.length);
  for (let row = 0; row < steps.length; row += 1)
    times[row] = row === 0 ? (steps[0] ?? 0) : (times[row - 1] ?? 0) - (steps[row] ?? 0);
  return times;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
/** Bytes of a UUID before which a hyphen stands. */
const HYPHENS = new Set([4, 6, 8, 10]);

function uuids(bytes: Uint8Array): string[] {
  const ids: string[] = [];
  for (let row = 0; row < bytes.length; row += ID_BYTES) {
    let id = "";
    for (let at = 0; at < ID_BYTES; at += 1)
      id += (HYPHENS.has(at) ? "-" : "") + (HEX[bytes[row + at] ?? 0] ?? "");
    ids.push(id);
  }
  return ids;
}
