import { stat } from "node:fs/promises";
import { readCrsText, type SourceFeature, type SourceGeometry } from "@onegrid/core/ingest";
import { fileSource, readHead, type ByteSource, type Reading } from "./byte-source.ts";
import { ByteQueue } from "./byte-queue.ts";
import { dbfEncoding, readDbfHeader, readDbfRecord, type DbfHeader } from "./dbf-table.ts";
import { BATCH, nothingToClose, plainLayer, type Reader, type ReaderOptions } from "./reader.ts";
import { readShape } from "./shp-shape.ts";
import { refuse } from "./source-refused.ts";

/** The files of one Shapefile (ESRI Shapefile Technical Description, July 1998). */
export interface ShapefileParts {
  readonly shp: ByteSource;
  readonly dbf: ByteSource | null;
  readonly prj: ByteSource | null;
  readonly cpg: ByteSource | null;
}

const SHP_HEADER = 100;
/** One shape of 64 MB has 4 million positions. */
const LARGEST_SHAPE = 64 * 1024 * 1024;

/** A `.shp` beside its parts on disk. */
export async function openLooseShapefile(
  path: string,
  shp: ByteSource,
  options: ReaderOptions,
): Promise<Reader> {
  const part = async (extension: string): Promise<ByteSource | null> => {
    for (const spelling of [extension, extension.toUpperCase()]) {
      const other = `${path.slice(0, -3)}${spelling}`;
      const found = await stat(other).catch(() => null);
      if (found?.isFile() === true)
        return fileSource(other, `${shp.name.slice(0, -3)}${spelling}`, found.size);
    }
    return null;
  };
  return openShapefile(
    { shp, dbf: await part("dbf"), prj: await part("prj"), cpg: await part("cpg") },
    options,
  );
}

export async function openShapefile(
  parts: ShapefileParts,
  options: ReaderOptions,
): Promise<Reader> {
  const { shp, dbf, prj, cpg } = parts;
  if (dbf === null) refuse({ code: "ingest.part-missing", file: shp.name, part: ".dbf" });
  const head = await readHead(shp, SHP_HEADER, options.signal);
  if (head.length < SHP_HEADER || Buffer.from(head).readInt32BE(0) !== 9994)
    refuse({ code: "ingest.file-broken", file: shp.name, format: "shapefile", detail: "header" });
  const tableHead = await readHead(dbf, 4 * 1024 * 1024, options.signal);
  const declared = cpg === null ? null : new TextDecoder("latin1").decode(await readHead(cpg, 100));
  const encoding = dbfEncoding(tableHead, {
    chosen: options.encoding,
    cpg: declared,
    file: dbf.name,
  });
  const header = readDbfHeader(tableHead, dbf.name, encoding.label);
  const text = prj === null ? null : new TextDecoder().decode(await readHead(prj, 20_000));
  return {
    format: "shapefile",
    encoding,
    layers: [
      plainLayer({
        name: shp.name.replace(/\.shp$/i, ""),
        rows: header.records,
        headings: header.fields.map(({ name }) => name),
        declaredCrs: text === null ? null : { text: text.slice(0, 500), crs: readCrsText(text) },
      }),
    ],
    bytes: shp.bytes + dbf.bytes,
    read: (_, reading) => readRows({ shp, dbf, header }, reading),
    close: nothingToClose,
  };
}

interface Opened {
  readonly shp: ByteSource;
  readonly dbf: ByteSource;
  readonly header: DbfHeader;
}

/** Shapes and table rows side by side, one record of each at a time. */
async function* readRows(
  { shp, dbf, header }: Opened,
  reading: Reading,
): AsyncIterable<SourceFeature[]> {
  const shapes = new ByteQueue(shp.open(reading));
  const rows = new ByteQueue(dbf.open(reading));
  try {
    await shapes.skip(SHP_HEADER);
    await rows.skip(header.headerBytes);
    let batch: SourceFeature[] = [];
    for (let number = 1; ; number += 1) {
      const shape = await nextShape(shapes, shp.name);
      if (shape === "end") break;
      const row = await rows.take(header.recordBytes);
      if (row === null)
        refuse({ code: "ingest.file-truncated", file: dbf.name, format: "shapefile" });
      const record = readDbfRecord(row, header);
      if (record !== null) batch.push(toFeature({ file: shp.name, number }, shape, record));
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  } finally {
    await shapes.close();
    await rows.close();
  }
}

type Shape = SourceGeometry | null | "broken";

async function nextShape(queue: ByteQueue, file: string): Promise<Shape | "end"> {
  const head = await queue.take(8);
  if (head === null)
    return queue.hasRest
      ? refuse({ code: "ingest.file-truncated", file, format: "shapefile" })
      : "end";
  const bytes = Buffer.from(head.buffer, head.byteOffset, 8).readInt32BE(4) * 2;
  if (bytes < 4 || bytes > LARGEST_SHAPE)
    refuse({
      code: "ingest.file-broken",
      file,
      format: "shapefile",
      detail: `record of ${bytes} bytes`,
    });
  const content = await queue.take(bytes);
  if (content === null) return refuse({ code: "ingest.file-truncated", file, format: "shapefile" });
  return readShape(content);
}

function toFeature(
  { file, number }: { file: string; number: number },
  shape: Shape,
  properties: Record<string, string | number | boolean | null>,
): SourceFeature {
  const isBroken = shape === "broken";
  return {
    place: { file, layer: null, line: null, feature: number },
    properties,
    geometry: isBroken ? null : shape,
    fault: isBroken ? { code: "ingest.geometry-broken", detail: "SHP" } : null,
  };
}
