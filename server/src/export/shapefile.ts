import { crsText, type ExportCrs } from "@onegrid/core/export";
import { csvOf } from "../csv-cell.ts";
import { encodeGbk } from "../gbk.ts";
import type { ExportLayer, ExportRow } from "./layer.ts";
import { writeDbf } from "./dbf.ts";
import { partsOf, shapeKindOf, type Place, type ShapeKind } from "./shape-parts.ts";

export interface ShapefileOptions {
  readonly crs: ExportCrs;
  readonly place: Place;
  readonly encoding: "gbk" | "utf-8";
  readonly language: "zh-CN" | "en";
}

export interface WrittenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * ESRI Shapefiles (white paper of July 1998) of some layers, one set of files for each kind of shape,
 * and a table that says what the short field names stand for (字段对照). Text that GBK cannot hold makes
 * the file UTF-8: no character is lost.
 */
export function writeShapefiles(
  layers: readonly ExportLayer[],
  options: ShapefileOptions,
): WrittenFile[] {
  const files: WrittenFile[] = [];
  const written: (readonly [file: string, layer: ExportLayer, encoding: string])[] = [];
  for (const layer of layers)
    for (const kind of ["polygon", "point"] as const) {
      const rows = layer.rows.filter((row) => shapeKindOf(row.geometry) === kind);
      if (rows.length === 0) continue;
      const name =
        layer.title[options.language] + (kind === "point" ? SUFFIX[options.language] : "");
      const encoding = options.encoding === "gbk" && fitsGbk(rows) ? "gbk" : "utf-8";
      files.push(...writeOne(name, { ...layer, rows }, kind, { ...options, encoding }));
      written.push([name, layer, encoding]);
    }
  return [...files, fieldMap(written, options.language)];
}

const SUFFIX = { "zh-CN": "点", en: "-points" } as const;

const fitsGbk = (rows: readonly ExportRow[]): boolean =>
  rows.every(({ cells }) =>
    cells.every((cell) => typeof cell !== "string" || encodeGbk(cell) !== null),
  );

function writeOne(
  name: string,
  layer: ExportLayer,
  kind: ShapeKind,
  { crs, place, encoding }: ShapefileOptions,
): WrittenFile[] {
  const contents = layer.rows.map((row) => contentOf(row, kind, place));
  const { shp, shx } = writeShapes(contents, kind);
  return [
    { name: `${name}.shp`, bytes: shp },
    { name: `${name}.shx`, bytes: shx },
    { name: `${name}.dbf`, bytes: writeDbf(layer, encoding) },
    { name: `${name}.prj`, bytes: Buffer.from(crsText(crs, "esri")) },
    { name: `${name}.cpg`, bytes: Buffer.from(encoding === "gbk" ? "GBK" : "UTF-8") },
  ];
}

type Box = [west: number, south: number, east: number, north: number];

interface Content {
  readonly bytes: Buffer;
  readonly box: Box;
}

function contentOf({ geometry }: ExportRow, kind: ShapeKind, place: Place): Content {
  const rings = partsOf(geometry, place);
  const points = rings.flat();
  const box = boxOf(points);
  if (kind === "point") {
    const bytes = Buffer.alloc(20);
    bytes.writeInt32LE(1, 0);
    writePoints(bytes, 4, points.slice(0, 1));
    return { bytes, box };
  }
  const bytes = Buffer.alloc(44 + 4 * rings.length + 16 * points.length);
  bytes.writeInt32LE(5, 0);
  for (const [i, value] of box.entries()) bytes.writeDoubleLE(value, 4 + 8 * i);
  bytes.writeInt32LE(rings.length, 36);
  bytes.writeInt32LE(points.length, 40);
  let start = 0;
  for (const [i, ring] of rings.entries()) {
    bytes.writeInt32LE(start, 44 + 4 * i);
    start += ring.length;
  }
  writePoints(bytes, 44 + 4 * rings.length, points);
  return { bytes, box };
}

function writePoints(bytes: Buffer, at: number, points: readonly (readonly [number, number])[]) {
  for (const [i, [x, y]] of points.entries()) {
    bytes.writeDoubleLE(x, at + 16 * i);
    bytes.writeDoubleLE(y, at + 16 * i + 8);
  }
}

function boxOf(points: readonly (readonly [number, number])[]): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

const HEADER = 100;

/** The main file and its index; lengths and offsets count words of 16 bits, most significant byte first. */
function writeShapes(contents: readonly Content[], kind: ShapeKind) {
  const corners = contents.flatMap(({ box: [w, s, e, n] }): [number, number][] => [
    [w, s],
    [e, n],
  ]);
  const all = boxOf(corners);
  const records: Buffer[] = [];
  const index = Buffer.alloc(8 * contents.length);
  let offset = HEADER;
  for (const [i, { bytes }] of contents.entries()) {
    const head = Buffer.alloc(8);
    head.writeInt32BE(i + 1, 0);
    head.writeInt32BE(bytes.length / 2, 4);
    index.writeInt32BE(offset / 2, 8 * i);
    index.writeInt32BE(bytes.length / 2, 8 * i + 4);
    records.push(head, bytes);
    offset += 8 + bytes.length;
  }
  const header = (length: number): Buffer => headerOf(length, kind, all);
  return {
    shp: Buffer.concat([header(offset), ...records]),
    shx: Buffer.concat([header(HEADER + index.length), index]),
  };
}

function headerOf(length: number, kind: ShapeKind, box: Box): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE(length / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(kind === "point" ? 1 : 5, 32);
  for (const [i, value] of box.entries()) header.writeDoubleLE(value, 36 + 8 * i);
  return header;
}

const MAP_WORDS = {
  "zh-CN": { file: "字段对照.csv", columns: ["文件", "编码", "字段", "全名", "含义"] },
  en: { file: "fields.csv", columns: ["file", "encoding", "field", "full name", "meaning"] },
} as const;

function fieldMap(
  written: readonly (readonly [file: string, layer: ExportLayer, encoding: string])[],
  language: ShapefileOptions["language"],
): WrittenFile {
  const { file, columns } = MAP_WORDS[language];
  const rows = written.flatMap(([name, layer, encoding]) =>
    layer.columns.map(({ dbf, key, title }) => [
      `${name}.dbf`,
      encoding.toUpperCase(),
      dbf,
      key,
      title[language],
    ]),
  );
  return { name: file, bytes: Buffer.from(csvOf(columns, rows)) };
}
