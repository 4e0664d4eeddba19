import { PbfReader } from "pbf";
import type { OsmError } from "./osm-data.ts";
import { fail, ok, type Result } from "../../result.ts";

/** A piece of an `.osm.pbf` file, still compressed. */
export interface PbfBlob {
  readonly type: string;
  readonly offset: number;
  /** `zlib`: to be inflated to `rawSize` bytes; `raw`: ready. */
  readonly compression: "raw" | "zlib";
  readonly rawSize: number;
  readonly data: Uint8Array;
}

// The limits of the format (wiki.openstreetmap.org/wiki/PBF_Format): also what stops a bomb.
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BLOB_BYTES = 32 * 1024 * 1024;
const COMPRESSIONS: Readonly<Record<number, string>> = {
  4: "lzma",
  5: "bzip2",
  6: "lz4",
  7: "zstd",
};

/** Cuts a stream of bytes into blobs; chunks may end anywhere. */
export class PbfBlobSplitter {
  #rest: Uint8Array = new Uint8Array(0);
  #offset = 0;

  push(chunk: Uint8Array): Result<PbfBlob[], OsmError> {
    const bytes = join(this.#rest, chunk);
    const blobs: PbfBlob[] = [];
    let at = 0;
    for (;;) {
      const next = readBlob(bytes, at, this.#offset);
      if (!next.ok) return next;
      if (next.value === null) break;
      blobs.push(next.value.blob);
      at = next.value.end;
      // A blob keeps a view on `bytes`; the offset is of the file.
    }
    this.#rest = bytes.subarray(at);
    this.#offset += at;
    return ok(blobs);
  }

  /** Bytes left over are half a blob: the file was cut off. */
  finish(): OsmError | null {
    return this.#rest.length === 0 ? null : { code: "ingest.osm-truncated", offset: this.#offset };
  }
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

type Step = Result<{ blob: PbfBlob; end: number } | null, OsmError>;

function readBlob(bytes: Uint8Array, at: number, base: number): Step {
  if (bytes.length < at + 4) return ok(null);
  const headerSize = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
  if (headerSize > MAX_HEADER_BYTES || headerSize === 0) return refuseHeader(base + at);
  const headerEnd = at + 4 + headerSize;
  if (bytes.length < headerEnd) return ok(null);
  try {
    const header = readHeader(bytes.subarray(at + 4, headerEnd));
    if (header.size > MAX_BLOB_BYTES || header.type === "") return refuseHeader(base + at);
    const end = headerEnd + header.size;
    if (bytes.length < end) return ok(null);
    const body = readBody(bytes.subarray(headerEnd, end), base + at);
    return body.ok ? ok({ blob: { ...body.value, type: header.type }, end }) : body;
  } catch (error) {
    return fail({ code: "ingest.osm-corrupt", offset: base + at, detail: String(error) });
  }
}

/** At the start of a file the reason is that it is no PBF at all; further in, that it is damaged. */
function refuseHeader(offset: number): Result<never, OsmError> {
  return offset === 0
    ? fail({ code: "ingest.osm-not-osm", detail: "the first block is not an OSM PBF header" })
    : fail({ code: "ingest.osm-corrupt", offset, detail: "bad block header" });
}

function readHeader(bytes: Uint8Array): { type: string; size: number } {
  const pbf = new PbfReader(bytes);
  let type = "";
  let size = -1;
  for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
    if (field === 1) type = pbf.readString();
    else if (field === 3) size = pbf.readVarint();
  }
  if (pbf.pos !== bytes.length || size < 0) return { type: "", size: 0 };
  return { type, size };
}

function readBody(bytes: Uint8Array, offset: number): Result<Omit<PbfBlob, "type">, OsmError> {
  const pbf = new PbfReader(bytes);
  let rawSize = 0;
  let compression: PbfBlob["compression"] | null = null;
  let data: Uint8Array = new Uint8Array(0);
  for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
    const other = COMPRESSIONS[field];
    if (other !== undefined) {
      return fail({ code: "ingest.osm-unsupported", detail: `${other} compression` });
    }
    if (field === 2) rawSize = pbf.readVarint();
    else if (field === 1 || field === 3) {
      compression = field === 1 ? "raw" : "zlib";
      data = pbf.readBytes();
    }
  }
  if (pbf.pos !== bytes.length || compression === null || rawSize > MAX_BLOB_BYTES) {
    return fail({ code: "ingest.osm-corrupt", offset, detail: "bad block" });
  }
  return ok({ offset, compression, rawSize: compression === "raw" ? data.length : rawSize, data });
}
