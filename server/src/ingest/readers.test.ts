import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { read as readSheet, utils, write as writeBook } from "@e965/xlsx";
import type {
  BuildingRecord,
  ImportPlan,
  LayerDescription,
  LayerRecord,
  Reject,
} from "@onegrid/core/ingest";
import Papa from "papaparse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeSource, readRecords, SourceRefused, type SourceOptions } from "./index.ts";
import * as made from "./made-files.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "onegrid-readers-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function describeFirst(path: string, options: SourceOptions = {}): Promise<LayerDescription> {
  const described = await describeSource(path, options);
  if (!described.ok) throw new Error(described.error.code);
  const [layer] = described.value.layers;
  if (layer === undefined) throw new Error("no layer");
  return layer;
}

interface Import {
  readonly records: LayerRecord[];
  readonly rejects: Reject[];
  readonly personal: readonly string[];
}

async function importAs(path: string, change: Partial<ImportPlan> = {}): Promise<Import> {
  const { plan } = await describeFirst(path);
  const records: LayerRecord[] = [];
  const rejects: Reject[] = [];
  let personal: readonly string[] = [];
  for await (const batch of readRecords(path, { ...plan, ...change })) {
    records.push(...batch.records);
    rejects.push(...batch.rejects);
    personal = batch.personalColumns;
  }
  return { records, rejects, personal };
}

const buildings = ({ records }: Import): BuildingRecord[] =>
  records.filter((it) => it.layer === "buildings");

async function refusalOf(path: string, options: SourceOptions = {}): Promise<string> {
  const described = await describeSource(path, options);
  if (!described.ok) return described.error.code;
  try {
    for (const { plan } of described.value.layers)
      for await (const _ of readRecords(path, plan, options));
  } catch (error) {
    if (error instanceof SourceRefused) return error.refusal.code;
    throw error;
  }
  return "read";
}

function expectBlocks(result: Import): void {
  const found = buildings(result);
  expect(found.map(({ name }) => name)).toEqual(made.BLOCKS.map(({ name }) => name));
  expect(found.map(({ households }) => households)).toEqual([60, 96]);
  expect(found.every(({ householdSource }) => householdSource === "register")).toBe(true);
  const [first] = found;
  const corner =
    first?.geometry.type === "Polygon"
      ? first.geometry.coordinates[0]?.[0]
      : first?.geometry.coordinates;
  expect(corner?.[0]).toBeCloseTo(102.18, 4);
  expect(corner?.[1]).toBeCloseTo(38.52, 4);
  expect(result.rejects.filter(({ severity }) => severity === "refused")).toEqual([]);
}

test("GeoJSON: Chinese headings are mapped, the personal column is dropped and named", async () => {
  const path = write("楼栋.geojson", made.madeGeoJson());
  const layer = await describeFirst(path);
  expect(layer.plan).toMatchObject({ layer: "buildings", crs: "EPSG:4326" });
  expect(layer.plan.mapping).toMatchObject({
    id: "id",
    name: "名称",
    households: "户数",
    storeys: "层数",
  });
  expect(layer.fields.find(({ name }) => name === "户主姓名")).toMatchObject({
    isPersonal: true,
    samples: [],
  });
  const result = await importAs(path);
  expectBlocks(result);
  expect(result.personal).toEqual(["户主姓名"]);
  expect(JSON.stringify(result.records)).not.toContain("张三");
});

test("GeoJSON: one feature on each line, with and without the record mark", async () => {
  const features: unknown[] = JSON.parse(made.madeGeoJson()).features;
  const lines = features.map((feature) => JSON.stringify(feature));
  expect(lines).toHaveLength(2);
  expectBlocks(await importAs(write("楼栋.geojsonl", lines.join("\n"))));
  expectBlocks(
    await importAs(write("楼栋.geojsons", lines.map((line) => `\u001e${line}\n`).join(""))),
  );
});

test("GeoJSON: written in GBK, and with a declared projection", async () => {
  const path = write("gbk.geojson", made.gbk(made.madeGeoJson()));
  expectBlocks(await importAs(path));
  const declared = made
    .madeGeoJson()
    .replace("{", '{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},');
  expect((await describeFirst(write("crs.geojson", declared))).crs.declared?.crs).toBe("EPSG:4490");
});

test("GeoJSON: a broken feature is one reject; a cut file is refused", async () => {
  const whole = made.madeGeoJson();
  const broken = whole.replace('"Polygon"', '"Polygon').replace('"coordinates"', '""coordinates"');
  const cut = write("cut.geojson", whole.slice(0, -40));
  expect(await refusalOf(cut)).toBe("ingest.file-truncated");
  expect(await refusalOf(write("broken.geojson", broken))).toMatch(/^ingest\.|^read$/);
  const oneBad = whole.replace('"properties":{', '"properties":{,');
  const { rejects, records } = await importAs(write("one.geojson", oneBad));
  expect(rejects.map(({ refusal, place }) => [refusal.code, place.feature])).toEqual([
    ["ingest.row-broken", 1],
  ]);
  expect(records).toHaveLength(1);
});

test("CSV: in UTF-8, with byte-order mark, in GB18030, with other delimiters", async () => {
  const text = made.madeCsv();
  expectBlocks(await importAs(write("楼栋.csv", text)));
  expectBlocks(await importAs(write("mark.csv", `\uFEFF${text}`)));
  expectBlocks(await importAs(write("gbk.csv", made.gbk(text))));
  expectBlocks(await importAs(write("tab.csv", text.replaceAll(",", "\t"))));
  expectBlocks(await importAs(write("semicolon.csv", text.replaceAll(",", ";"))));
  const described = await describeSource(join(folder, "gbk.csv"));
  expect(described.ok && described.value.encoding).toMatchObject({
    label: "gb18030",
    because: "not-utf-8",
  });
});

test("CSV: the same cells as another parser, with the line of each row", async () => {
  const text = 'name,note,lng,lat\n"a ""b""","x\ny",102,38\r\n\r\n c ,"",102,38\n"q,r",z,102,38';
  const other = Papa.parse<string[]>(text.replaceAll("\r\n", "\n"), {
    skipEmptyLines: true,
  }).data.slice(1);
  const { records, rejects } = await importAs(write("quotes.csv", text), {
    layer: "buildings",
    mapping: { name: "name", address: "note" },
  });
  expect(records.length + rejects.length).toBe(3);
  expect(records.map((it) => (it.layer === "buildings" ? it.name : ""))).toEqual([other[0]?.[0]]);
  expect(rejects.map(({ place }) => place.line)).toEqual([5, 6]);
});

test("CSV: a place new to the store is known as such, one wild row or not", async () => {
  const path = write("new.csv", "id,lon,lat\na,114.1,30.5\nb,114.2,30.6\nc,10.5,5.2\n");
  const { plan, trial } = await describeFirst(path, { district: [102.1, 38.4, 102.3, 38.6] });
  expect(plan.district).toBeNull();
  expect(trial.rows).toBe(3);
});

test("CSV: well-known text as geometry", async () => {
  const text =
    'id,名称,户数,wkt\n1,楼,5,"POLYGON((102.18 38.52,102.181 38.52,102.181 38.521,102.18 38.52))"\n2,坏,5,POLYGON((1 2\n';
  const result = await importAs(write("wkt.csv", text), { layer: "buildings" });
  expect(buildings(result)[0]?.geometry.type).toBe("Polygon");
  expect(result.rejects.map(({ refusal }) => refusal.code)).toEqual(["ingest.geometry-broken"]);
});

test("Shapefile: GBK and UTF-8 tables by .cpg, language byte and content; Gauss–Krüger by .prj", async () => {
  expectBlocks(await importAs(write("gbk.zip", made.madeShapefileZip(made.gbk))));
  expectBlocks(
    await importAs(
      write(
        "utf8.zip",
        made.madeShapefileZip((text) => Buffer.from(text)),
      ),
    ),
  );
  const cpg = { name: "楼栋.cpg", bytes: Buffer.from("GBK") };
  const path = write("cpg.zip", made.madeShapefileZip(made.gbk, [cpg]));
  const described = await describeSource(path);
  expect(described.ok && described.value.encoding).toMatchObject({
    label: "gb18030",
    because: "declared",
  });
  expect((await describeFirst(path)).crs).toMatchObject({
    declared: { crs: "EPSG:4543" },
    isCertain: true,
  });
  const wrong = write(
    "wrong.zip",
    made.madeShapefileZip(made.gbk, [{ name: "楼栋.cpg", bytes: Buffer.from("big5") }]),
  );
  const garbled = await describeSource(wrong);
  expect(
    garbled.ok &&
      garbled.value.encoding?.alternatives.some(({ sample }) => sample.includes("名称")),
  ).toBe(true);
});

test("GeoPackage: tables are layers, the system is declared", async () => {
  const path = join(folder, "楼栋.gpkg");
  made.madeGeoPackage(path);
  expect(await describeFirst(path)).toMatchObject({
    name: "楼栋",
    rows: 2,
    crs: { declared: { crs: "EPSG:4490" } },
  });
  expectBlocks(await importAs(path));
});

test("KML and KMZ: folders are layers", async () => {
  const path = write("小区.kml", made.madeKml());
  expect(await describeFirst(path)).toMatchObject({ name: "楼栋", rows: 2 });
  expectBlocks(await importAs(path));
  const kmz = made.madeZip([{ name: "doc.kml", bytes: Buffer.from(made.madeKml()) }]);
  expectBlocks(await importAs(write("小区.kmz", kmz)));
});

function madeXlsx(): Uint8Array {
  const rows = made.BLOCKS.map(({ name, households, at }, i) => [
    `B${i + 1}`,
    name,
    households,
    at[0],
    at[1],
    new Date(Date.UTC(2024, 2, 5, 8, 30)),
  ]);
  const sheet = utils.aoa_to_sheet(
    [["编号", "楼栋名称", "户数", "经度", "纬度", "登记时间"], ...rows],
    { UTC: true, cellDates: true },
  );
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, "楼栋");
  const bytes: unknown = writeBook(book, { type: "buffer", bookType: "xlsx", compression: true });
  if (!(bytes instanceof Uint8Array)) throw new Error("no workbook");
  return bytes;
}

test("XLSX: sheets are layers, dates are dates, the cells those of SheetJS", async () => {
  const bytes = madeXlsx();
  const path = write("楼栋.xlsx", bytes);
  const layer = await describeFirst(path);
  expect(layer.name).toBe("楼栋");
  expect(layer.fields.find(({ name }) => name === "登记时间")?.samples[0]).toContain(
    "2024-03-05 08:30",
  );
  expect(Object.values(readSheet(bytes).Sheets)[0]?.["B2"]).toMatchObject({
    v: layer.fields[1]?.samples[0],
  });
  expectBlocks(await importAs(path));
});

test("OSM: XML, gzip and PBF split into their layers at once", async () => {
  const layersOf = async (path: string): Promise<string[]> =>
    (await importAs(path)).records.map(({ layer }) => layer).toSorted();
  const all = ["barriers", "buildings", "gates", "ways"];
  expect(await layersOf(write("a.osm", made.madeOsmXml()))).toEqual(all);
  expect(await layersOf(write("a.osm.gz", gzipSync(made.madeOsmXml())))).toEqual(all);
  expect(await layersOf(write("a.osm.pbf", made.madeOsmPbf()))).toEqual([
    "barriers",
    "gates",
    "ways",
  ]);
});

test("bombs, entities, passwords and strangers are refused by code", async () => {
  const bomb = made.madeZip([{ name: "a.geojson", bytes: Buffer.alloc(40_000_000, 32) }]);
  expect(await refusalOf(write("bomb.zip", bomb))).toBe("ingest.zip-bomb");
  const liar = made.madeZip([
    { name: "a.csv", bytes: Buffer.from(made.madeCsv().repeat(2000)), claimedSize: 100 },
  ]);
  expect(await refusalOf(write("liar.zip", liar))).toMatch(
    /^ingest\.(?:file-broken|file-truncated|zip-nothing-inside)$/,
  );
  expect(
    await refusalOf(
      write(
        "bomb.osm.gz",
        gzipSync(Buffer.concat([Buffer.from("<osm>"), Buffer.alloc(100_000_000, 32)])),
      ),
    ),
  ).toBe("ingest.zip-bomb");
  const entities = `<!DOCTYPE kml [<!ENTITY a "${"x".repeat(50)}"><!ENTITY b "&a;&a;&a;">]><kml><name>&b;</name></kml>`;
  expect(await refusalOf(write("entity.kml", entities))).toBe("ingest.xml-doctype");
  expect(
    await refusalOf(
      write("nothing.zip", made.madeZip([{ name: "readme.md", bytes: Buffer.from("x") }])),
    ),
  ).toBe("ingest.zip-nothing-inside");
  expect(await refusalOf(write("picture.png", Buffer.from([0x89, 0x50, 0, 1, 2, 3])))).toBe(
    "ingest.format-unknown",
  );
  expect(await refusalOf(write("empty.csv", ""))).toBe("ingest.file-empty");
  expect(await refusalOf(join(folder, "absent.csv"))).toBe("ingest.file-unreadable");
  expect(await refusalOf(join(folder, "楼栋.csv"), { mostBytes: 10 })).toBe(
    "ingest.file-too-large",
  );
});

test("cut archives, workbooks and databases are refused", async () => {
  const zip = made.madeShapefileZip(made.gbk);
  expect(await refusalOf(write("cut.zip", zip.subarray(0, zip.length - 30)))).toBe(
    "ingest.file-truncated",
  );
  const pbf = made.madeOsmPbf();
  expect(await refusalOf(write("cut.osm.pbf", pbf.subarray(0, pbf.length - 5)))).toBe(
    "ingest.file-truncated",
  );
  const xml = gzipSync(made.madeOsmXml());
  expect(await refusalOf(write("cut.osm.gz", xml.subarray(0, xml.length - 20)))).toBe(
    "ingest.file-truncated",
  );
  expect(await refusalOf(write("cut.kml", made.madeKml().slice(0, -30)))).toBe(
    "ingest.file-truncated",
  );
});

test("an abort ends the reading with its reason, and the plan must fit the columns", async () => {
  const path = write("many.csv", `id,名称,户数,lng,lat\n${"1,楼,5,102,38\n".repeat(200_000)}`);
  const { plan } = await describeFirst(path);
  const stop = new AbortController();
  const reading = async (): Promise<void> => {
    for await (const { progress } of readRecords(path, plan, { signal: stop.signal })) {
      expect(progress.bytes).toBeLessThanOrEqual(progress.total);
      stop.abort(new Error("stopped by the user"));
    }
  };
  await expect(reading()).rejects.toThrow("stopped by the user");
  const other = { ...plan, mapping: { ...plan.mapping, households: "没有这一列" } };
  await expect(readRecords(path, other).next()).rejects.toMatchObject({
    refusal: { code: "ingest.columns-missing" },
  });
});
