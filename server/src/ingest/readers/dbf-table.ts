import type { EncodingGuess } from "@onegrid/core/ingest";
import { usableHeadings } from "./reader.ts";
import { refuse } from "./source-refused.ts";
import { encodingLabel, guessEncodingOf } from "./text-source.ts";

/** dBASE III table as Shapefiles carry it. */
export interface DbfHeader {
  readonly records: number;
  readonly headerBytes: number;
  readonly recordBytes: number;
  readonly fields: readonly DbfField[];
  readonly decoder: TextDecoder;
}

interface DbfField {
  readonly name: string;
  readonly kind: string;
  readonly start: number;
  readonly length: number;
}

const FIELD = 32;

/** Language driver byte (offset 29): the code pages that Chinese software writes. */
const LANGUAGES: Readonly<Record<number, string>> = {
  0x4d: "gb18030",
  0x7a: "gb18030",
  0x4f: "big5",
  0x78: "big5",
};

interface EncodingClues {
  readonly chosen: string | null;
  readonly cpg: string | null;
  readonly file: string;
}

/** `.cpg`, then the language byte, then strict UTF-8 over names and text, else GB18030. */
export function dbfEncoding(head: Uint8Array, { chosen, cpg, file }: EncodingClues): EncodingGuess {
  // Header and records hold binary bytes: only names and text count.
  const text = textBytes(head);
  const declared = (cpg === null ? null : encodingLabel(cpg)) ?? LANGUAGES[head[29] ?? 0] ?? null;
  const guess = guessEncodingOf(text, { chosen: chosen ?? declared, file, isCut: false });
  return chosen === null && declared !== null ? { ...guess, because: "declared" } : guess;
}

/** Field names and text cells, each followed by a blank so that cut characters do not run together. */
function textBytes(head: Uint8Array): Uint8Array {
  const header = readDbfHeader(head, "", "latin1");
  const parts: Uint8Array[] = [];
  const blank = new Uint8Array([32]);
  for (let i = 0; i < header.fields.length; i += 1) parts.push(nameBytes(head, i), blank);
  const texts = header.fields.filter(({ kind, length }) => kind === "C" && length < 254);
  for (
    let at = header.headerBytes;
    at + header.recordBytes <= head.length;
    at += header.recordBytes
  )
    for (const { start, length } of texts) {
      const cell = head.subarray(at + start, at + start + length);
      // A full cell may be cut inside a character, which proves nothing; ASCII neither.
      const isWhole = cell.at(-1) === 32 || cell.at(-1) === 0;
      if (isWhole && cell.some((byte) => byte > 127))
        parts.push(
          cell.filter((byte) => byte !== 0),
          blank,
        );
    }
  return Buffer.concat(parts);
}

function nameBytes(head: Uint8Array, field: number): Uint8Array {
  const raw = head.subarray(FIELD * (field + 1), FIELD * (field + 1) + 11);
  const end = raw.indexOf(0);
  const name = end < 0 ? raw : raw.subarray(0, end);
  // Ten bytes cut hanzi in half.
  return name.length >= 10 ? name.filter((byte) => byte < 128) : name;
}

export function readDbfHeader(head: Uint8Array, file: string, label: string): DbfHeader {
  const broken = (detail: string): never =>
    refuse({ code: "ingest.file-broken", file, format: "shapefile", detail: `dbf ${detail}` });
  if (head.length < FIELD + 1)
    return refuse({ code: "ingest.file-truncated", file, format: "shapefile" });
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const headerBytes = view.getUint16(8, true);
  const recordBytes = view.getUint16(10, true);
  if (headerBytes > head.length)
    return refuse({ code: "ingest.file-truncated", file, format: "shapefile" });
  if (headerBytes < FIELD + 1 || recordBytes < 1) return broken("header");
  const decoder = new TextDecoder(label);
  const raw: Omit<DbfField, "name">[] = [];
  const names: string[] = [];
  let start = 1;
  for (let at = FIELD; at + FIELD <= headerBytes && head[at] !== 0x0d; at += FIELD) {
    const length = head[at + 16] ?? 0;
    names.push(fieldName(head.subarray(at, at + 11), decoder));
    raw.push({ kind: String.fromCharCode(head[at + 11] ?? 0), start, length });
    start += length;
  }
  if (start > recordBytes) return broken("fields");
  const headings = usableHeadings(names);
  const fields = raw.map((field, i) => ({ ...field, name: headings[i] ?? `column_${i + 1}` }));
  return { records: view.getUint32(4, true), headerBytes, recordBytes, fields, decoder };
}

/** Ten bytes, cut inside a character now and then: the half is dropped. */
function fieldName(bytes: Uint8Array, decoder: TextDecoder): string {
  const end = bytes.indexOf(0);
  return decoder
    .decode(end < 0 ? bytes : bytes.subarray(0, end))
    .replace(/\uFFFD+$/, "")
    .trim();
}

/** Cells by heading; `null` for a deleted record. */
export function readDbfRecord(
  bytes: Uint8Array,
  { fields, decoder }: DbfHeader,
): Record<string, string | number | boolean | null> | null {
  if (bytes[0] === 0x2a) return null;
  const record: Record<string, string | number | boolean | null> = {};
  for (const { name, kind, start, length } of fields)
    record[name] = readCell(bytes.subarray(start, start + length), kind, decoder);
  return record;
}

type Cell = string | number | boolean | null;

function readCell(bytes: Uint8Array, kind: string, decoder: TextDecoder): Cell {
  const end = bytes.indexOf(0);
  const raw = decoder.decode(end < 0 ? bytes : bytes.subarray(0, end)).trim();
  if (raw === "" || /^\*+$/.test(raw)) return null;
  const convert = CONVERSIONS[kind];
  if (convert !== undefined) return convert(raw);
  // A cell full to the brim may end in half a character.
  return end < 0 ? raw.replace(/\uFFFD$/, "") : raw;
}

const CONVERSIONS: Readonly<Record<string, (text: string) => Cell>> = {
  N: readNumber,
  F: readNumber,
  L: (text) => (/^[yt]$/i.test(text) ? true : /^[nf]$/i.test(text) ? false : null),
  D: (text) =>
    /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text,
};

function readNumber(text: string): Cell {
  const value = Number(text);
  return Number.isFinite(value) ? value : text;
}
