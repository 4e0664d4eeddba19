import { fail, ok, type Result } from "../../result.ts";
import type { Network } from "./network.ts";

/** "OGNW" as a little-endian number. */
const MAGIC = 0x574e474f;
/** Raise when a column or a flag changes; older files are then built anew, not misread. */
const FORMAT = 3;
const HEAD_WORDS = 4;

const FLOAT64 = ["nodeX", "nodeY", "edgeMetres", "shapeX", "shapeY"] as const;
const UINT32 = ["edgeFrom", "edgeTo", "edgeWay", "shapeStart"] as const;
const INT32 = ["nodeCompound", "compoundParents"] as const;
const INT8 = ["edgeGrade"] as const;
const UINT8 = ["edgeFlags", "edgeKilometresPerHour"] as const;
const COLUMNS = [...FLOAT64, ...UINT32, ...INT32, ...UINT8, ...INT8];

type Column = (typeof COLUMNS)[number];
type Rest = Omit<Network, Column>;
interface Header {
  readonly rest: Rest;
  readonly lengths: Readonly<Record<Column, number>>;
}

export type SnapshotError =
  | { readonly code: "coverage.snapshot-unknown" }
  | { readonly code: "coverage.snapshot-old"; readonly format: number; readonly wanted: number }
  | { readonly code: "coverage.snapshot-damaged"; readonly bytes: number; readonly wanted: number };

const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/**
 * The network as one block of bytes (little-endian), to be kept under `network.version`: magic,
 * format, length of the text, total length; the small parts as JSON in UTF-16; the columns, each at
 * a multiple of 8.
 */
export function encodeNetwork(network: Network): Uint8Array<ArrayBuffer> {
  const rest: Partial<Network> = { ...network };
  for (const column of COLUMNS) delete rest[column];
  const lengths = Object.fromEntries(COLUMNS.map((column) => [column, network[column].length]));
  const text = JSON.stringify({ rest, lengths });
  const textEnd = padded(HEAD_WORDS * 4 + text.length * 2);
  const size = COLUMNS.reduce((sum, column) => sum + padded(network[column].byteLength), textEnd);
  const bytes = new Uint8Array(size);
  new Uint32Array(bytes.buffer, 0, HEAD_WORDS).set([MAGIC, FORMAT, text.length, size]);
  const units = new Uint16Array(bytes.buffer, HEAD_WORDS * 4, text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  let at = textEnd;
  for (const column of COLUMNS) {
    const { buffer, byteOffset, byteLength } = network[column];
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += padded(byteLength);
  }
  return bytes;
}

/** Reads what `encodeNetwork` wrote. The columns are views on the bytes: do not write to them after. */
export function decodeNetwork(bytes: Uint8Array): Result<Network, SnapshotError> {
  // Views need a start at a multiple of 8; a slice of a larger buffer may not have one.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const { buffer, byteOffset, byteLength } = aligned;
  if (byteLength < HEAD_WORDS * 4) return fail({ code: "coverage.snapshot-unknown" });
  const [magic, format = 0, textLength = 0, size = 0] = new Uint32Array(
    buffer,
    byteOffset,
    HEAD_WORDS,
  );
  if (magic !== MAGIC) return fail({ code: "coverage.snapshot-unknown" });
  if (format !== FORMAT) return fail({ code: "coverage.snapshot-old", format, wanted: FORMAT });
  if (size !== byteLength || HEAD_WORDS * 4 + textLength * 2 > size) {
    return fail({ code: "coverage.snapshot-damaged", bytes: byteLength, wanted: size });
  }
  const start = byteOffset + HEAD_WORDS * 4;
  const header = readHeader(new Uint16Array(buffer, start, textLength));
  if (header === null) {
    return fail({ code: "coverage.snapshot-damaged", bytes: byteLength, wanted: size });
  }
  const columnsAt = byteOffset + padded(HEAD_WORDS * 4 + textLength * 2);
  return ok({ ...header.rest, ...readColumns(buffer, columnsAt, header.lengths) });
}

function readColumns(
  buffer: ArrayBufferLike,
  start: number,
  lengths: Header["lengths"],
): Pick<Network, Column> {
  let at = start;
  const take = (column: Column, bytesEach: number): [ArrayBufferLike, number, number] => {
    const from = at;
    at += padded(lengths[column] * bytesEach);
    return [buffer, from, lengths[column]];
  };
  // In the order of COLUMNS: each call moves on.
  return {
    nodeX: new Float64Array(...take("nodeX", 8)),
    nodeY: new Float64Array(...take("nodeY", 8)),
    edgeMetres: new Float64Array(...take("edgeMetres", 8)),
    shapeX: new Float64Array(...take("shapeX", 8)),
    shapeY: new Float64Array(...take("shapeY", 8)),
    edgeFrom: new Uint32Array(...take("edgeFrom", 4)),
    edgeTo: new Uint32Array(...take("edgeTo", 4)),
    edgeWay: new Uint32Array(...take("edgeWay", 4)),
    shapeStart: new Uint32Array(...take("shapeStart", 4)),
    nodeCompound: new Int32Array(...take("nodeCompound", 4)),
    compoundParents: new Int32Array(...take("compoundParents", 4)),
    edgeFlags: new Uint8Array(...take("edgeFlags", 1)),
    edgeKilometresPerHour: new Uint8Array(...take("edgeKilometresPerHour", 1)),
    edgeGrade: new Int8Array(...take("edgeGrade", 1)),
  };
}

function readHeader(units: Uint16Array): Header | null {
  const CHUNK = 8192;
  let text = "";
  for (let i = 0; i < units.length; i += CHUNK) {
    text += String.fromCharCode(...units.subarray(i, i + CHUNK));
  }
  try {
    const header: Header = JSON.parse(text);
    return header;
  } catch {
    return null;
  }
}
