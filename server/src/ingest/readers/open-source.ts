import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { fileSource, gunzipSource, readHead, type ByteSource } from "./byte-source.ts";
import { openStream } from "./open-stream.ts";
import { openGeoPackage } from "./read-geopackage.ts";
import { openLooseShapefile } from "./read-shapefile.ts";
import { openZip } from "./read-zip.ts";
import type { Reader, ReaderOptions } from "./reader.ts";
import { recognise } from "./recognise.ts";
import { refuse } from "./source-refused.ts";

export interface OpenOptions extends ReaderOptions {
  /** The name the user gave the file; default: the file's own. */
  readonly name: string | undefined;
  /** Larger files are refused before they are read. */
  readonly mostBytes: number;
}

/** Recognises a file by its content and opens it. Throws `SourceRefused`. */
export async function openSource(path: string, options: OpenOptions): Promise<Reader> {
  const name = (options.name ?? basename(path)).slice(0, 200);
  const bytes = await sizeOf(path, name);
  if (bytes > options.mostBytes)
    refuse({ code: "ingest.file-too-large", file: name, bytes, limit: options.mostBytes });
  const source = fileSource(path, name, bytes);
  const head = await readHead(source, HEAD, options.signal);
  const kind = recognise(head, name);
  if (kind === "geopackage") return openGeoPackage(path, source, options);
  if (kind === "zip") return openZip(path, source, options);
  if (kind === "shapefile") return openLooseShapefile(path, source, options);
  return kind === "gzip" ? openGzip(source, options) : openStream(kind, source, options);
}

const HEAD = 64 * 1024;

async function sizeOf(path: string, file: string): Promise<number> {
  const stats = await stat(path).catch((error: unknown) => {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    return refuse({ code: "ingest.file-unreadable", file, detail: String(error.code) });
  });
  return stats.isFile()
    ? stats.size
    : refuse({ code: "ingest.file-unreadable", file, detail: "not a file" });
}

async function openGzip(outer: ByteSource, options: ReaderOptions): Promise<Reader> {
  const source = gunzipSource(outer);
  const head = await readHead(source, HEAD, options.signal);
  return openStream(recognise(head, source.name), source, options);
}
