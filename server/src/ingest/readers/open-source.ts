import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { fileSource, gunzipSource, readHead, type ByteSource } from "./byte-source.ts";
import { openCsv } from "./read-csv.ts";
import { openGeoJson } from "./read-geojson.ts";
import { openGeoPackage } from "./read-geopackage.ts";
import { openKml } from "./read-kml.ts";
import { openOsm } from "./read-osm.ts";
import { openLooseShapefile } from "./read-shapefile.ts";
import { openZip } from "./read-zip.ts";
import type { Reader, ReaderOptions } from "./reader.ts";
import { recognise, type Recognised } from "./recognise.ts";
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
  try {
    const stats = await stat(path);
    if (stats.isFile()) return stats.size;
    refuse({ code: "ingest.file-unreadable", file, detail: "not a file" });
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    return refuse({ code: "ingest.file-unreadable", file, detail: String(error.code) });
  }
}

async function openGzip(outer: ByteSource, options: ReaderOptions): Promise<Reader> {
  const source = gunzipSource(outer);
  const head = await readHead(source, HEAD, options.signal);
  return openStream(recognise(head, source.name), source, options);
}

/** Formats that can be read from a stream, and so from inside a ZIP or gzip. */
export function openStream(
  kind: Recognised,
  source: ByteSource,
  options: ReaderOptions,
): Promise<Reader> {
  switch (kind) {
    case "geojson":
    case "geojson-lines":
      return openGeoJson(source, options);
    case "csv":
      return openCsv(source, options);
    case "kml":
      return openKml(source, options);
    case "osm-xml":
    case "osm-pbf":
      return openOsm(source, kind, options);
    case "empty":
      return refuse({ code: "ingest.file-empty", file: source.name });
    default:
      return refuse({ code: "ingest.format-unknown", file: source.name });
  }
}
