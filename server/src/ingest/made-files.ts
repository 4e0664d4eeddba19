/** Small files of every format, written by hand for the tests of the readers. */
import { rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { crc32, deflateRawSync } from "node:zlib";
import { encodeGbk } from "../gbk.ts";

/** Two blocks of an estate, about 40 m apart, in degrees. */
export const BLOCKS = [
  { name: "一号楼", households: 60, storeys: 6, at: [102.18, 38.52] },
  { name: "二号楼", households: 96, storeys: 8, at: [102.1805, 38.52] },
] as const;

export type Ring = [number, number][];

/** Closed, counter-clockwise, 0.0003° wide. */
export function square(x: number, y: number, size = 0.0003): Ring {
  return [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ];
}

export function madeGeoJson(): string {
  const features = BLOCKS.map(({ name, households, storeys, at }, i) => ({
    type: "Feature",
    id: i + 1,
    properties: { 名称: name, 户数: households, 层数: storeys, 户主姓名: "张三" },
    geometry: { type: "Polygon", coordinates: [square(at[0], at[1])] },
  }));
  return JSON.stringify({ type: "FeatureCollection", name: "buildings", features });
}

export function madeCsv(): string {
  const rows = BLOCKS.map(
    ({ name, households, at }, i) => `B${i + 1},${name},${households}户,${at[0]},${at[1]}`,
  );
  return ["编号,楼栋名称,户数,经度,纬度", ...rows, ""].join("\r\n");
}

/** A sign for what GBK does not have. */
export const gbk = (text: string): Buffer =>
  Buffer.concat(Array.from(text, (character) => encodeGbk(character) ?? Buffer.from("?")));

interface ZipPart {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the directory says, when it is to lie. */
  readonly claimedSize?: number;
}

export function madeZip(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, claimedSize } of parts) {
    const deflated = deflateRawSync(bytes);
    const title = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x0800, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(deflated.length, 14);
    facts.writeUInt32LE(claimedSize ?? bytes.length, 18);
    facts.writeUInt16LE(title.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), facts, title, deflated]);
    directory.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\0", "latin1"), facts, tail, title]),
    );
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from("PK\u0005\u0006"), end]);
}

/** Polygons with their rings clockwise, as the format wants shells. */
export function madeShp(polygons: readonly Ring[][]): Buffer {
  const records = polygons.map((rings, i) => shpRecord(i + 1, rings));
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + records.reduce((sum, { length }) => sum + length, 0)) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(5, 32);
  return Buffer.concat([header, ...records]);
}

function shpRecord(number: number, rings: readonly Ring[]): Buffer {
  const points = rings.flat();
  const content = Buffer.alloc(44 + rings.length * 4 + points.length * 16);
  content.writeInt32LE(5, 0);
  content.writeInt32LE(rings.length, 36);
  content.writeInt32LE(points.length, 40);
  let start = 0;
  for (const [i, ring] of rings.entries()) {
    content.writeInt32LE(start, 44 + i * 4);
    start += ring.length;
  }
  for (const [i, [x, y]] of points.entries()) {
    content.writeDoubleLE(x, 44 + rings.length * 4 + i * 16);
    content.writeDoubleLE(y, 52 + rings.length * 4 + i * 16);
  }
  const head = Buffer.alloc(8);
  head.writeInt32BE(number, 0);
  head.writeInt32BE(content.length / 2, 4);
  return Buffer.concat([head, content]);
}

export interface DbfColumn {
  readonly name: string;
  readonly kind: "C" | "N";
  readonly length: number;
  readonly cells: readonly string[];
}

export function madeDbf(
  columns: readonly DbfColumn[],
  encode: (text: string) => Buffer,
  language = 0,
): Buffer {
  const rows = columns[0]?.cells.length ?? 0;
  const header = Buffer.alloc(32 + columns.length * 32 + 1);
  header[0] = 3;
  header[29] = language;
  header.writeUInt32LE(rows, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(1 + columns.reduce((sum, { length }) => sum + length, 0), 10);
  for (const [i, { name, kind, length }] of columns.entries()) {
    encode(name).copy(header, 32 + i * 32, 0, 10);
    header.write(kind, 32 + i * 32 + 11);
    header[32 + i * 32 + 16] = length;
  }
  header[header.length - 1] = 0x0d;
  const body: Buffer[] = [];
  for (let row = 0; row < rows; row += 1) {
    body.push(Buffer.from(" "));
    for (const { cells, length } of columns) {
      const cell = Buffer.alloc(length, 32);
      encode(cells[row] ?? "").copy(cell, 0, 0, length);
      body.push(cell);
    }
  }
  return Buffer.concat([header, ...body, Buffer.from([0x1a])]);
}

/** ESRI's text for CGCS2000 / 3-degree Gauss–Krüger CM 102E (EPSG:4543). */
export const PRJ_4543 =
  'PROJCS["CGCS2000_3_Degree_GK_CM_102E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",' +
  'DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],' +
  'UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],' +
  'PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",102.0],PARAMETER["Scale_Factor",1.0],' +
  'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

/** 102.18° E, 38.52° N and its neighbour in EPSG:4543 metres. */
export function madeShapefileZip(
  encode: (text: string) => Buffer,
  extra: readonly ZipPart[] = [],
): Buffer {
  const shapes = BLOCKS.map((_, i) => [square(515_694 + 44 * i, 4_265_234, 30).toReversed()]);
  const columns: DbfColumn[] = [
    { name: "名称", kind: "C", length: 20, cells: BLOCKS.map(({ name }) => name) },
    {
      name: "户数",
      kind: "N",
      length: 8,
      cells: BLOCKS.map(({ households }) => String(households)),
    },
  ];
  return madeZip([
    { name: "楼栋.shp", bytes: madeShp(shapes) },
    { name: "楼栋.dbf", bytes: madeDbf(columns, encode) },
    { name: "楼栋.prj", bytes: Buffer.from(PRJ_4543) },
    ...extra,
  ]);
}

export function madeGeoPackage(path: string): void {
  rmSync(path, { force: true });
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA page_size = 512;
    create table gpkg_spatial_ref_sys (srs_id integer, organization text, organization_coordsys_id integer, definition text);
    insert into gpkg_spatial_ref_sys values (4490, 'EPSG', 4490, 'GEOGCS["China Geodetic Coordinate System 2000"]');
    create table gpkg_contents (table_name text, data_type text);
    insert into gpkg_contents values ('楼栋', 'features');
    create table gpkg_geometry_columns (table_name text, column_name text, srs_id integer);
    insert into gpkg_geometry_columns values ('楼栋', 'geom', 4490);
    create table "楼栋" (fid integer primary key, geom blob, 名称 text, 户数 integer)`);
  const insert = database.prepare('insert into "楼栋" values (?, ?, ?, ?)');
  for (const [i, { name, households, at }] of BLOCKS.entries())
    insert.run(i + 1, geoPackageBlob(square(at[0], at[1])), name, households);
  database.close();
}

function geoPackageBlob(ring: Ring): Buffer {
  const blob = Buffer.alloc(8 + 13 + ring.length * 16);
  blob.write("GP", 0);
  blob[3] = 1;
  blob.writeInt32LE(4490, 4);
  blob[8] = 1;
  blob.writeUInt32LE(3, 9);
  blob.writeUInt32LE(1, 13);
  blob.writeUInt32LE(ring.length, 17);
  for (const [i, [x, y]] of ring.entries()) {
    blob.writeDoubleLE(x, 21 + i * 16);
    blob.writeDoubleLE(y, 29 + i * 16);
  }
  return blob;
}

export function madeKml(): string {
  const placemarks = BLOCKS.map(
    ({ name, households, at }) => `<Placemark><name>${name}</name>
      <ExtendedData><Data name="户数"><value>${households}</value></Data></ExtendedData>
      <Polygon><outerBoundaryIs><LinearRing><coordinates>
      ${square(at[0], at[1])
        .map(([x, y]) => `${x},${y},0`)
        .join(" ")}
      </coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
    <name>小区</name><Folder><name>楼栋</name>${placemarks.join("")}</Folder></Document></kml>`;
}

export function madeOsmXml(): string {
  return `<?xml version="1.0"?><osm version="0.6">
    <node id="1" lon="102.18" lat="38.52"/><node id="2" lon="102.181" lat="38.52"/>
    <node id="3" lon="102.181" lat="38.521"/><node id="4" lon="102.1805" lat="38.5205"><tag k="barrier" v="gate"/></node>
    <way id="7"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="building" v="apartments"/>
      <tag k="name" v="一号楼"/><tag k="building:levels" v="6"/></way>
    <way id="8"><nd ref="2"/><nd ref="4"/><tag k="highway" v="primary"/></way></osm>`;
}

/** One gate and one primary road, as in the XML, in two blocks without compression. */
export function madeOsmPbf(): Buffer {
  const strings = ["", "barrier", "gate", "highway", "primary"].map((text) =>
    field(1, Buffer.from(text)),
  );
  const dense = Buffer.concat([
    field(1, packed([1, 1], true)),
    field(8, packed([385_200_000, 5_000], true)),
    field(9, packed([1_021_800_000, 5_000], true)),
    field(10, packed([0, 1, 2, 0], false)),
  ]);
  const way = Buffer.concat([
    Buffer.from([8, 8]),
    field(2, packed([3], false)),
    field(3, packed([4], false)),
    field(8, packed([1, 1], true)),
  ]);
  const group = Buffer.concat([field(2, dense), field(3, way)]);
  const data = Buffer.concat([field(1, Buffer.concat(strings)), field(2, group)]);
  return Buffer.concat([
    pbfBlob("OSMHeader", field(4, Buffer.from("DenseNodes"))),
    pbfBlob("OSMData", data),
  ]);
}

function pbfBlob(type: string, content: Buffer): Buffer {
  const body = field(1, content);
  const header = Buffer.concat([
    field(1, Buffer.from(type)),
    Buffer.from([24]),
    varint(body.length),
  ]);
  return Buffer.concat([Buffer.from([0, 0, 0, header.length]), header, body]);
}

function field(number: number, content: Buffer): Buffer {
  return Buffer.concat([varint(number * 8 + 2), varint(content.length), content]);
}

function packed(values: readonly number[], isSigned: boolean): Buffer {
  return Buffer.concat(values.map((value) => varint(isSigned ? value * 2 : value)));
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}
