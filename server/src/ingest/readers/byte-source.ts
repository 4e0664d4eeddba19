import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { refuse, SourceRefused } from "./source-refused.ts";

/** Bytes that can be read from the start any number of times: a file, or a file inside another. */
export interface ByteSource {
  /** Name for messages and for the format's extension, without folders of the machine. */
  readonly name: string;
  /** Bytes that `open` counts up to in `progress`; of the outer file where it is compressed. */
  readonly bytes: number;
  readonly open: (reading: Reading) => AsyncIterable<Uint8Array>;
}

/** One pass over a source. */
export interface Reading {
  readonly signal: AbortSignal | undefined;
  /** Raised while bytes are taken. */
  readonly progress: { bytes: number };
}

const CHUNK = 256 * 1024;

export function fileSource(path: string, name: string, bytes: number): ByteSource {
  return remembered({
    name,
    bytes,
    async *open({ signal, progress }) {
      for await (const chunk of readPieces(path, Math.min(CHUNK, bytes + 1), signal)) {
        progress.bytes += chunk.length;
        yield chunk;
      }
    },
  });
}

/** Keeps a small source after its first reading: describing a file opens it several times. */
export function remembered(source: ByteSource): ByteSource {
  if (source.bytes > CHUNK) return source;
  let content: Uint8Array | null = null;
  return {
    ...source,
    async *open(reading) {
      if (content === null) {
        const parts: Uint8Array[] = [];
        for await (const chunk of source.open({ ...reading, progress: { bytes: 0 } }))
          parts.push(chunk);
        content = Buffer.concat(parts);
      }
      reading.progress.bytes += content.length;
      if (content.length > 0) yield content;
    },
  };
}

async function* readPieces(
  path: string,
  size: number,
  signal: AbortSignal | undefined,
): AsyncIterable<Uint8Array> {
  const file = await open(path, "r");
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead, buffer } = await file.read({ buffer: Buffer.allocUnsafe(size) });
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** Typed as bytes: streams without an encoding give nothing else. */
export async function* chunksOf(stream: AsyncIterable<unknown>): AsyncIterable<Uint8Array> {
  for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
}

/** Past this many bytes, gzip that grew more than `MOST_GROWTH` times is a bomb. OSM grows 15 times. */
const BOMB_FLOOR = 64 * 1024 * 1024;
const MOST_GROWTH = 200;

export function gunzipSource(outer: ByteSource): ByteSource {
  return {
    name: outer.name.replace(/\.gz$/i, ""),
    bytes: outer.bytes,
    open: (reading) => gunzip(outer, reading),
  };
}

async function* gunzip(outer: ByteSource, reading: Reading): AsyncIterable<Uint8Array> {
  const unpacked = createGunzip({ chunkSize: CHUNK / 4 });
  const feeding = feed(outer.open(reading), unpacked);
  let bytes = 0;
  try {
    for await (const chunk of chunksOf(unpacked)) {
      bytes += chunk.length;
      if (bytes > BOMB_FLOOR && bytes > reading.progress.bytes * MOST_GROWTH)
        refuse({
          code: "ingest.zip-bomb",
          file: outer.name,
          entry: outer.name,
          bytes,
          limit: BOMB_FLOOR,
        });
      yield chunk;
    }
    await feeding;
  } catch (error) {
    throw gzipRefusal(error, outer.name);
  } finally {
    unpacked.destroy();
  }
}

/** Writes with back-pressure. Ends quietly when the reader has gone. */
async function feed(
  chunks: AsyncIterable<Uint8Array>,
  to: ReturnType<typeof createGunzip>,
): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (to.destroyed) return;
      if (!to.write(chunk)) await drained(to);
    }
    to.end();
  } catch (error) {
    to.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function drained(stream: ReturnType<typeof createGunzip>): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off("drain", done);
      stream.off("close", done);
      resolve();
    };
    stream.on("drain", done);
    stream.on("close", done);
  });
}

function gzipRefusal(error: unknown, file: string): unknown {
  if (error instanceof SourceRefused || !(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  if (code === "Z_BUF_ERROR")
    return new SourceRefused({ code: "ingest.file-truncated", file, format: "gzip" });
  if (code.startsWith("Z_"))
    return new SourceRefused({
      code: "ingest.file-broken",
      file,
      format: "gzip",
      detail: error.message,
    });
  return error;
}

/** The first bytes of a source, at most `size`. */
export async function readHead(
  source: ByteSource,
  size: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.open({ signal, progress: { bytes: 0 } })) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= size) break;
  }
  return Buffer.concat(parts).subarray(0, size);
}
