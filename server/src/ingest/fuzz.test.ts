import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { reasonText } from "@onegrid/core/ingest";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { describeSource, readRecords, SourceRefused } from "./index.ts";
import * as made from "./made-files.ts";

const FILES_PER_READER = inject("isLongRun") ? 1000 : 250;
const LONGEST_FILE_MS = 10_000;
const MOST_GROWTH_BYTES = 400 * 1024 * 1024;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "onegrid-fuzz-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Random = () => number;

/** mulberry32 by Tommy Ettinger, public domain: the same files at each run. */
function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const NASTY = [
  '"',
  "{",
  "[",
  "]",
  "<",
  "&a;",
  "<![CDATA[",
  "<!DOCTYPE x>",
  "\0",
  "\uFFFD",
  "1e999",
  "-",
  "NaN",
  "null",
  "\u202e",
  ",".repeat(50),
  "[".repeat(300),
  "<a>".repeat(300),
  "9".repeat(40),
];

/** One to four changes: flipped, cut, doubled, swapped, replaced or nasty bytes. */
function mutated(bytes: Buffer, random: Random): Buffer {
  let result: Buffer = Buffer.from(bytes);
  const changes = 1 + Math.floor(random() * 4);
  for (let i = 0; i < changes; i += 1) result = changedOnce(result, random);
  return result;
}

function changedOnce(bytes: Buffer, random: Random): Buffer {
  const at = Math.floor(random() * (bytes.length + 1));
  const length = Math.floor(random() * 16);
  switch (Math.floor(random() * 6)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
    case 3: {
      const nasty = Buffer.from(NASTY[Math.floor(random() * NASTY.length)] ?? "");
      return Buffer.concat([bytes.subarray(0, at), nasty, bytes.subarray(at)]);
    }
    default: {
      const copy = Buffer.from(bytes);
      if (at < copy.length)
        copy[at] = random() < 0.5 ? Math.floor(random() * 256) : random() < 0.5 ? 255 : 0;
      return copy;
    }
  }
}

/** Everything a user can do with a file. Anything but a refusal by code is a failure. */
async function tryFile(path: string): Promise<"read" | "refused"> {
  const described = await describeSource(path);
  if (!described.ok) {
    expect(reasonText(described.error, "zh-CN")).not.toBe("");
    return "refused";
  }
  try {
    for (const { plan } of described.value.layers.slice(0, 3))
      for await (const { rejects } of readRecords(path, plan))
        rejects.slice(0, 3).map(({ refusal }) => reasonText(refusal, "en"));
  } catch (error) {
    if (error instanceof SourceRefused) return "refused";
    throw error;
  }
  return "read";
}

/** Mutates the file, or what is packed inside before it is packed again. */
async function fuzz(
  name: string,
  seed: Buffer,
  inside: (random: Random) => Buffer = () => seed,
): Promise<number> {
  const random = seeded(seed.length);
  const path = join(folder, name);
  const before = process.memoryUsage().rss;
  let refused = 0;
  for (let i = 0; i < FILES_PER_READER; i += 1) {
    const bytes = i % 2 === 0 ? mutated(seed, random) : inside(random);
    writeFileSync(path, bytes === seed ? mutated(seed, random) : bytes);
    const start = performance.now();
    try {
      if ((await tryFile(path)) === "refused") refused += 1;
    } catch (error) {
      throw new Error(
        `file ${i} of ${name} (${readFileSync(path).toString("base64").slice(0, 2000)})`,
        { cause: error },
      );
    }
    expect(performance.now() - start).toBeLessThan(LONGEST_FILE_MS);
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(MOST_GROWTH_BYTES);
  return refused;
}

const packedAs =
  (parts: readonly { name: string; bytes: Buffer }[]) =>
  (random: Random): Buffer => {
    const chosen = Math.floor(random() * parts.length);
    return made.madeZip(
      parts.map(({ name, bytes }, i) => ({
        name,
        bytes: i === chosen ? mutated(bytes, random) : bytes,
      })),
    );
  };

interface Seed {
  readonly bytes: Buffer;
  readonly inside?: (random: Random) => Buffer;
}

function lines(): Seed {
  const { features }: { features: unknown[] } = JSON.parse(made.madeGeoJson());
  return { bytes: Buffer.from(features.map((it) => JSON.stringify(it)).join("\n")) };
}

function gzip(): Seed {
  const xml = Buffer.from(made.madeOsmXml());
  return { bytes: gzipSync(xml), inside: (random) => gzipSync(mutated(xml, random)) };
}

function shapefile(): Seed {
  const shapes = made.BLOCKS.map((_, i) => [made.square(102.18 + i / 1000, 38.52).toReversed()]);
  const columns: made.DbfColumn[] = [
    { name: "户数", kind: "N", length: 8, cells: ["60", "96"] },
    { name: "名称", kind: "C", length: 12, cells: ["一号", "二号"] },
  ];
  const parts = [
    { name: "楼栋.shp", bytes: made.madeShp(shapes) },
    { name: "楼栋.dbf", bytes: made.madeDbf(columns, made.gbk) },
    { name: "楼栋.prj", bytes: Buffer.from(made.PRJ_4543) },
  ];
  return { bytes: made.madeZip(parts), inside: packedAs(parts) };
}

function geoPackage(): Seed {
  const path = join(folder, "seed.gpkg");
  made.madeGeoPackage(path);
  return { bytes: readFileSync(path) };
}

const SHEET =
  '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c><c r="B1" t="s"><v>0</v></c></row>' +
  '<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="0"><v>60</v></c></row></sheetData></worksheet>';

function workbook(): Seed {
  const part = (name: string, text: string) => ({ name: `xl/${name}`, bytes: Buffer.from(text) });
  const parts = [
    part(
      "workbook.xml",
      '<workbook xmlns:r="r"><sheets><sheet name="楼栋" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    part(
      "_rels/workbook.xml.rels",
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    part("worksheets/sheet1.xml", SHEET),
    part("sharedStrings.xml", "<sst><si><t>户数</t></si></sst>"),
  ];
  return { bytes: made.madeZip(parts), inside: packedAs(parts) };
}

const SEEDS: readonly (readonly [string, () => Seed])[] = [
  ["f.geojson", () => ({ bytes: Buffer.from(made.madeGeoJson()) })],
  ["f.geojsonl", lines],
  ["f.csv", () => ({ bytes: made.gbk(made.madeCsv()) })],
  ["f.kml", () => ({ bytes: Buffer.from(made.madeKml()) })],
  ["f.osm", () => ({ bytes: Buffer.from(made.madeOsmXml()) })],
  ["f.osm.gz", gzip],
  ["f.osm.pbf", () => ({ bytes: made.madeOsmPbf() })],
  ["f.zip", shapefile],
  ["f.gpkg", geoPackage],
  ["f.xlsx", workbook],
];

test.each(SEEDS)(
  "mutations of %s are read or refused by code",
  async (name, seed) => {
    const { bytes, inside } = seed();
    await expect(fuzz(name, bytes, inside)).resolves.toBeGreaterThan(0);
  },
  120_000,
);
