/** Large files of every format for the ingest benchmark: squares of 20 m in a row of streets. */
import { createWriteStream, writeFileSync } from "node:fs";
import { once } from "node:events";
import { DatabaseSync } from "node:sqlite";
import { crc32, deflateRawSync } from "node:zlib";

type Ring = readonly (readonly [number, number])[];

interface Block {
  readonly id: number;
  readonly name: string;
  readonly households: number;
  readonly ring: Ring;
}

const SIDE = 0.0002;

const far = (value: number): number => Number((value + SIDE).toFixed(7));

function block(id: number): Block {
  const x = Number((102 + (id % 1000) * 0.0004).toFixed(7));
  const y = Number((38 + Math.floor(id / 1000) * 0.0004).toFixed(7));
  const ring = [
    [x, y],
    [far(x), y],
    [far(x), far(y)],
    [x, far(y)],
    [x, y],
  ] as const;
  return { id, name: `${id % 97}号楼`, households: 20 + (id % 150), ring };
}

async function writeLines(
  path: string,
  rows: number,
  line: (block: Block) => string,
): Promise<void> {
  const out = createWriteStream(path, { flags: "a" });
  let text = "";
  for (let id = 0; id < rows; id += 1) {
    text += line(block(id));
    if (text.length < 1_000_000) continue;
    if (!out.write(text)) await once(out, "drain");
    text = "";
  }
  out.end(text);
  await once(out, "close");
}

export async function writeCsv(path: string, rows: number): Promise<void> {
  writeFileSync(path, "编号,楼栋名称,户数,层数,经度,纬度\n");
  await writeLines(
    path,
    rows,
    ({ id, name, households, ring }) => `B${id},${name},${households},6,${ring[0]?.join(",")}\n`,
  );
}

const properties = ({ id, name, households }: Block) => ({
  编号: `B${id}`,
  名称: name,
  户数: households,
  层数: 6,
});

const feature = (it: Block): string =>
  JSON.stringify({
    type: "Feature",
    properties: properties(it),
    geometry: { type: "Polygon", coordinates: [it.ring] },
  });

export async function writeGeoJson(path: string, rows: number): Promise<void> {
  writeFileSync(path, '{"type":"FeatureCollection","features":[\n');
  await writeLines(path, rows, (it) => `${it.id === 0 ? "" : ",\n"}${feature(it)}`);
  writeFileSync(path, "]}\n", { flag: "a" });
}

export async function writeKml(path: string, rows: number): Promise<void> {
  writeFileSync(
    path,
    '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>楼栋</name>\n',
  );
  await writeLines(
    path,
    rows,
    ({ id, name, households, ring }) =>
      `<Placemark id="B${id}"><name>${name}</name><ExtendedData><Data name="户数"><value>${households}</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>${ring.map((it) => it.join(",")).join(" ")}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>\n`,
  );
  writeFileSync(path, "</Folder></Document></kml>\n", { flag: "a" });
}

export async function writeOsm(path: string, rows: number): Promise<void> {
  writeFileSync(path, '<?xml version="1.0" encoding="UTF-8"?><osm version="0.6">\n');
  await writeLines(path, rows, ({ id, ring }) =>
    ring
      .slice(0, 4)
      .map(([x, y], i) => `<node id="${id * 4 + i + 1}" lon="${x}" lat="${y}"/>\n`)
      .join(""),
  );
  await writeLines(
    path,
    rows,
    ({ id, name }) =>
      `<way id="${id + 1}">${[1, 2, 3, 4, 1].map((i) => `<nd ref="${id * 4 + i}"/>`).join("")}<tag k="building" v="apartments"/><tag k="name" v="${name}"/></way>\n`,
  );
  writeFileSync(path, "</osm>\n", { flag: "a" });
}

export function writeGeoPackage(path: string, rows: number): void {
  const database = new DatabaseSync(path);
  database.exec(`create table gpkg_spatial_ref_sys (srs_id integer, organization text, organization_coordsys_id integer, definition text);
    insert into gpkg_spatial_ref_sys values (4490, 'EPSG', 4490, '');
    create table gpkg_contents (table_name text, data_type text);
    insert into gpkg_contents values ('building', 'features');
    create table gpkg_geometry_columns (table_name text, column_name text, srs_id integer);
    insert into gpkg_geometry_columns values ('building', 'geom', 4490);
    create table building (fid integer primary key, geom blob, 名称 text, 户数 integer, 层数 integer);
    begin`);
  const insert = database.prepare("insert into building values (?, ?, ?, ?, 6)");
  for (let id = 0; id < rows; id += 1) {
    const { name, households, ring } = block(id);
    const blob = Buffer.alloc(21 + ring.length * 16);
    blob.write("GP");
    blob[3] = 1;
    blob[8] = 1;
    for (const [i, value] of [3, 1, ring.length].entries()) blob.writeUInt32LE(value, 9 + i * 4);
    writePairs(blob, 21, ring);
    insert.run(id + 1, blob, name, households);
  }
  database.exec("commit");
  database.close();
}

function writePairs(to: Buffer, at: number, ring: Ring): void {
  for (const [i, [x, y]] of ring.entries()) {
    to.writeDoubleLE(x, at + i * 16);
    to.writeDoubleLE(y, at + i * 16 + 8);
  }
}

export function writeShapefile(path: string, rows: number): void {
  const blocks = Array.from({ length: rows }, (_, id) => block(id));
  writeFileSync(
    path,
    zip([
      ["b.shp", makeShp(blocks)],
      ["b.dbf", makeDbf(blocks)],
      ["b.cpg", text("UTF-8")],
      ["b.prj", text('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]')],
    ]),
  );
}

function makeShp(blocks: readonly Block[]): Buffer {
  const size = 8 + 48 + 5 * 16;
  const shp = Buffer.alloc(100 + blocks.length * size);
  shp.writeInt32BE(9994, 0);
  for (const { id, ring } of blocks) {
    const at = 100 + id * size;
    shp.writeInt32BE(id + 1, at);
    shp.writeInt32BE((size - 8) / 2, at + 4);
    shp.writeInt32LE(5, at + 8);
    shp.writeInt32LE(1, at + 44);
    shp.writeInt32LE(5, at + 48);
    writePairs(shp, at + 56, ring.toReversed());
  }
  return shp;
}

const COLUMNS = [
  ["编号", "C", 10],
  ["名称", "C", 20],
  ["户数", "N", 6],
] as const;

function makeDbf(blocks: readonly Block[]): Buffer {
  const record = 37;
  const dbf = Buffer.alloc(129 + blocks.length * record, 32);
  dbf.fill(0, 0, 129);
  dbf[0] = 3;
  dbf.writeUInt32LE(blocks.length, 4);
  dbf.writeUInt16LE(129, 8);
  dbf.writeUInt16LE(record, 10);
  for (const [i, [name, kind, length]] of COLUMNS.entries()) {
    dbf.write(name, 32 + i * 32);
    dbf.write(kind, 43 + i * 32);
    dbf[48 + i * 32] = length;
  }
  dbf[128] = 13;
  for (const { id, name, households } of blocks) {
    dbf.write(`B${id}`, 130 + id * record);
    dbf.write(name, 140 + id * record);
    dbf.write(String(households), 160 + id * record);
  }
  return dbf;
}

const cell = (text: string | number): string =>
  typeof text === "number"
    ? `<c><v>${text}</v></c>`
    : `<c t="inlineStr"><is><t>${text}</t></is></c>`;

const text = (value: string): Buffer => Buffer.from(value);

const row = (cells: readonly (string | number)[]): string =>
  `<row>${cells.map(cell).join("")}</row>`;

export function writeXlsx(path: string, rows: number): void {
  const parts = [
    Buffer.from(`<worksheet><sheetData>${row(["编号", "楼栋名称", "户数", "经度", "纬度"])}`),
  ];
  for (let id = 0; id < rows; id += 1) {
    const { name, households, ring } = block(id);
    parts.push(Buffer.from(row([`B${id}`, name, households, ...(ring[0] ?? [])])));
  }
  parts.push(Buffer.from("</sheetData></worksheet>"));
  writeFileSync(
    path,
    zip([
      [
        "xl/workbook.xml",
        text('<workbook xmlns:r="r"><sheets><sheet name="楼栋" r:id="a"/></sheets></workbook>'),
      ],
      [
        "xl/_rels/workbook.xml.rels",
        text(
          '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>',
        ),
      ],
      ["xl/worksheets/sheet1.xml", Buffer.concat(parts)],
    ]),
  );
}

function zip(entries: readonly (readonly [string, Buffer])[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, bytes] of entries) {
    const deflated = deflateRawSync(bytes, { level: 1 });
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    for (const [at, value] of [
      [10, crc32(bytes)],
      [14, deflated.length],
      [18, bytes.length],
    ] as const)
      facts.writeUInt32LE(value, at);
    facts.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    locals.push(Buffer.concat([Buffer.from("PK\u0003\u0004"), facts, Buffer.from(name)]), deflated);
    directory.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\0"), facts, tail, Buffer.from(name)]),
    );
    offset += 30 + name.length + deflated.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from("PK\u0005\u0006"), end]);
}
