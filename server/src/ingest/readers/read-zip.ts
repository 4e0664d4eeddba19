import { openPromise, type Entry, type ZipFile } from "yauzl";
import { chunksOf, readHead, remembered, type ByteSource, type Reading } from "./byte-source.ts";
import { openStream } from "./open-stream.ts";
import { openShapefile, type ShapefileParts } from "./read-shapefile.ts";
import { openXlsx } from "./read-xlsx.ts";
import { nothingToClose, type Reader, type ReaderLayer, type ReaderOptions } from "./reader.ts";
import { recognise } from "./recognise.ts";
import { refuse, SourceRefused } from "./source-refused.ts";

const MOST_ENTRIES = 2000;
/** A city's buildings as a Shapefile unpack to about 500 MB. */
const MOST_UNPACKED = 8 * 1024 ** 3;
/** Entries that promise to grow more than this are bombs; text of coordinates grows 3 to 20 times. */
const MOST_GROWTH = 200;
const GROWTH_FLOOR = 16 * 1024 * 1024;

/** ZIP: a workbook, Shapefiles, KMZ, or tables and GeoJSON packed together. Sizes are checked first. */
export async function openZip(
  path: string,
  outer: ByteSource,
  options: ReaderOptions,
): Promise<Reader> {
  const zip = await openArchive(path, outer.name);
  try {
    const entries = await listEntries(zip, outer.name);
    const sources = entries.map((entry) => entrySource(zip, entry, outer.name));
    const reader = await openInside(sources, outer, options);
    const close = async (): Promise<void> => {
      await reader.close();
      zip.close();
    };
    return { ...reader, close };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function openArchive(path: string, file: string): Promise<ZipFile> {
  try {
    return await openPromise(path, {
      autoClose: false,
      validateEntrySizes: true,
      decodeStrings: false,
    });
  } catch (error) {
    throw archiveRefusal(error, file);
  }
}

/** Every complaint of the ZIP library is about the file. */
function archiveRefusal(error: unknown, file: string): SourceRefused {
  if (error instanceof SourceRefused) return error;
  const detail = error instanceof Error ? error.message : String(error);
  const isCut = /End of central directory|unexpected EOF|unexpected end of file/i.test(detail);
  return new SourceRefused(
    isCut
      ? { code: "ingest.file-truncated", file, format: "zip" }
      : { code: "ingest.file-broken", file, format: "zip", detail: detail.slice(0, 200) },
  );
}

interface NamedEntry {
  readonly entry: Entry;
  readonly name: string;
}

async function listEntries(zip: ZipFile, file: string): Promise<NamedEntry[]> {
  const entries: NamedEntry[] = [];
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entryName(entry);
      unpacked += entry.uncompressedSize;
      if (entries.length >= MOST_ENTRIES)
        refuse({ code: "ingest.file-too-complex", file, detail: "entries", limit: MOST_ENTRIES });
      refuseBomb(entry, { file, name, unpacked });
      if (!name.endsWith("/")) entries.push({ entry, name });
    }
  } catch (error) {
    throw archiveRefusal(error, file);
  }
  return entries;
}

/** The whole directory is judged before the first byte is unpacked. */
function refuseBomb(
  entry: Entry,
  { file, name, unpacked }: { file: string; name: string; unpacked: number },
): void {
  const limit = Math.max(GROWTH_FLOOR, entry.compressedSize * MOST_GROWTH);
  const bytes = entry.uncompressedSize;
  if (bytes > limit) refuse({ code: "ingest.zip-bomb", file, entry: name, bytes, limit });
  if (unpacked > MOST_UNPACKED)
    refuse({ code: "ingest.zip-bomb", file, entry: name, bytes: unpacked, limit: MOST_UNPACKED });
}

/** Names are UTF-8 when the entry says so or they can be; Chinese Windows writes GBK. */
function entryName({ fileName }: Entry): string {
  // Left undecoded by `decodeStrings: false`, which the types do not know.
  const bytes: unknown = fileName;
  if (!(bytes instanceof Uint8Array)) return String(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** An entry as a source of its own. Paths in names are only labels: nothing is written to disk. */
function entrySource(zip: ZipFile, { entry, name }: NamedEntry, file: string): ByteSource {
  return remembered({
    name,
    bytes: entry.uncompressedSize,
    open: (reading) => readEntry(zip, { entry, name, file }, reading),
  });
}

async function* readEntry(
  zip: ZipFile,
  { entry, name, file }: NamedEntry & { readonly file: string },
  { signal, progress }: Reading,
): AsyncIterable<Uint8Array> {
  if ((entry.generalPurposeBitFlag & 1) !== 0)
    refuse({ code: "ingest.zip-encrypted", file, entry: name });
  try {
    const stream = await zip.openReadStreamPromise(entry);
    try {
      for await (const chunk of chunksOf(stream)) {
        signal?.throwIfAborted();
        progress.bytes += chunk.length;
        yield chunk;
      }
    } finally {
      stream.destroy();
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw archiveRefusal(error, `${file} / ${name}`);
  }
}

async function openInside(
  sources: readonly ByteSource[],
  outer: ByteSource,
  options: ReaderOptions,
): Promise<Reader> {
  const find = (name: string): ByteSource | undefined => sources.find((it) => it.name === name);
  if (find("xl/workbook.xml") !== undefined) return openXlsx(sources, outer);
  const usable = sources.filter(({ name }) => !/(?:^|\/)(?:__MACOSX\/|\.)/.test(name));
  const readers: Reader[] = [];
  for (const source of usable) {
    const reader = await openEntry(source, usable, options);
    if (reader !== null) readers.push(reader);
  }
  if (readers.length === 0) refuse({ code: "ingest.zip-nothing-inside", file: outer.name });
  return joined(readers);
}

async function openEntry(
  source: ByteSource,
  all: readonly ByteSource[],
  options: ReaderOptions,
): Promise<Reader | null> {
  if (/\.shp$/i.test(source.name)) return openShapefile(shapefileParts(source, all), options);
  if (!/\.(?:geojson|json|csv|tsv|kml|osm)$/i.test(source.name)) return null;
  const kind = recognise(await readHead(source, 64 * 1024, options.signal), source.name);
  return kind === "unknown" || kind === "empty" ? null : openStream(kind, source, options);
}

function shapefileParts(shp: ByteSource, all: readonly ByteSource[]): ShapefileParts {
  const stem = shp.name.slice(0, -4).toLowerCase();
  const part = (extension: string): ByteSource | null =>
    all.find(({ name }) => name.toLowerCase() === `${stem}.${extension}`) ?? null;
  return { shp, dbf: part("dbf"), prj: part("prj"), cpg: part("cpg") };
}

/** Several files in one archive are layers of one source, named by their path. */
function joined(readers: readonly Reader[]): Reader {
  const owners = new Map<ReaderLayer, { reader: Reader; layer: ReaderLayer }>();
  const [first] = readers;
  if (first === undefined) throw new Error("an archive without readers");
  if (readers.length === 1 && first.layers.length === 1) return first;
  const layers = readers.flatMap((reader, i) =>
    reader.layers.map((layer) => {
      const named = { ...layer, name: layer.name ?? `${i + 1}` };
      owners.set(named, { reader, layer });
      return named;
    }),
  );
  return {
    format: first.format,
    encoding: first.encoding,
    layers,
    bytes: readers.reduce((sum, { bytes }) => sum + bytes, 0),
    read: (layer, reading) => {
      const owner = owners.get(layer);
      if (owner === undefined) throw new Error(`no reader has the layer ${layer.name}`);
      return owner.reader.read(owner.layer, reading);
    },
    close: nothingToClose,
  };
}
